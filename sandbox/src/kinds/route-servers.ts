import type { RouteServerRow } from '@peerscape/shared/topology';
import { type ResourceBody, type ResourceKind, subnetOf } from './resource-kind.ts';

export const routeServers: ResourceKind = {
  types: [{ group: 'VirtualHubs', type: 'virtualHubs', listInSubscription: 'List' }],
  resourcesOf: (rows) => rows.routeServers.map((row) => ({ id: row.id, vnetId: row.vnetId, ...toRouteServer(row) })),
};

/** Converts a row to a Route Server: a virtual hub whose only ipConfiguration points at `RouteServerSubnet`. */
function toRouteServer(row: RouteServerRow): ResourceBody {
  const subnet = subnetOf(row.vnetId, 'RouteServerSubnet');
  return {
    type: 'Microsoft.Network/virtualHubs',
    inSubnet: subnet.key,
    topLevelProperties: { kind: 'RouteServer' },
    properties: {
      provisioningState: 'Succeeded',
      sku: 'Standard',
      virtualRouterAsn: 65515,
      virtualRouterIps: [],
      routingState: 'Provisioned',
      allowBranchToBranchTraffic: false,
      ipConfigurations: [
        {
          name: 'default',
          id: `${row.id}/ipConfigurations/default`,
          properties: { provisioningState: 'Succeeded', privateIPAllocationMethod: 'Dynamic', subnet: { id: subnet.id } },
        },
      ],
    },
  };
}
