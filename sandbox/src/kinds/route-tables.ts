import { resourceKey } from '@peerscape/shared/arm';
import type { RouteTableRow } from '@peerscape/shared/topology';
import type { Store } from '../store/store.ts';
import type { ResourceBody, ResourceKind } from './resource-kind.ts';

export const routeTables: ResourceKind = {
  types: [{ group: 'RouteTables', type: 'routeTables', listInSubscription: 'ListAll' }],
  resourcesOf: (rows, store) =>
    rows.routeTables.map((row) => ({ id: row.id, location: locationOfSubnet(store, row.subnetIds[0]), ...toRouteTable(row) })),
};

const locationOfSubnet = (store: Store, subnet: string | undefined): string | undefined =>
  subnet === undefined ? undefined : store.vnets.get(resourceKey(subnet.replace(/\/subnets\/[^/]*$/i, '')))?.location;

/** Converts a row to a route table with its routes and associated subnets. */
const toRouteTable = (row: RouteTableRow): ResourceBody => ({
  type: 'Microsoft.Network/routeTables',
  properties: {
    provisioningState: 'Succeeded',
    disableBgpRoutePropagation: row.disableBgpPropagation ?? false,
    routes: row.routes.map((route) => ({
      name: route.name,
      id: `${row.id}/routes/${route.name}`,
      type: 'Microsoft.Network/routeTables/routes',
      properties: {
        provisioningState: 'Succeeded',
        addressPrefix: route.prefix,
        nextHopType: route.nextHopType,
        ...(route.nextHopIp && { nextHopIpAddress: route.nextHopIp }),
        hasBgpOverride: false,
      },
    })),
    subnets: row.subnetIds.map((id) => ({ id })),
  },
});
