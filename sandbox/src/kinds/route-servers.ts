import type { RouteServerRow } from '@peerscape/shared/topology';
import { type ResourceKind, type SeededContent, subnetOf } from './resource-kind.ts';

export const routeServers: ResourceKind = {
  group: 'VirtualHubs',
  type: 'virtualHubs',
  listInSubscription: 'List',
  children: [{ group: 'VirtualHubIpConfiguration', property: 'ipConfigurations' }],
  fromRows: (rows) => rows.routeServers.map((row) => ({ id: row.id, ...toRouteServer(row) })),
};

/** Converts a row to a Route Server: a virtual hub whose only ipConfiguration points at `RouteServerSubnet`. */
function toRouteServer(row: RouteServerRow): SeededContent {
  const subnet = subnetOf(row.vnetId, 'RouteServerSubnet');
  return {
    topLevelProperties: { kind: 'RouteServer' },
    properties: {
      sku: 'Standard',
      virtualRouterAsn: 65515,
      virtualRouterIps: [],
      routingState: 'Provisioned',
      allowBranchToBranchTraffic: false,
      ipConfigurations: [
        {
          name: 'default',
          id: `${row.id}/ipConfigurations/default`,
          properties: { provisioningState: 'Succeeded', privateIPAllocationMethod: 'Dynamic', subnet },
        },
      ],
    },
  };
}
