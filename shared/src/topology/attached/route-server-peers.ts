import { defineKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

/** Network virtual appliances that exchange routes with a Route Server. */
export const routeServerPeers = defineKind({
  armType: 'Microsoft.Network/virtualHubs/bgpConnections',
  label: 'peers of Route Servers',
  isOnlyForPaths: true,
  fields: { id: 'id', routeServerId: 'id', peerIp: 'address?', asn: 'asn?' },
});

export type RouteServerPeerRow = RowOf<typeof routeServerPeers.fields>;
