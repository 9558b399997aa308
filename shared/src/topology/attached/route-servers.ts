import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const routeServers = defineVNetKind({
  armType: 'Microsoft.Network/virtualHubs',
  label: 'Route Servers',
  isInSubscriptionOfVNet: true,
  fields: {
    id: 'id',
    vnetId: 'id',
    /** allowBranchToBranchTraffic: routes of its peers reach the gateways beside it. */
    branchToBranch: 'flag?',
    asn: 'asn?',
    /** hubRoutingPreference: `ExpressRoute`, `VpnGateway` or `ASPath`. */
    routingPreference: 'text?',
    /** bgpConnections: the resources of its BGP peers. Absent if the source does not name them. */
    peerIds: 'ids?',
  },
  vnetsOf: ({ vnetId }) => [vnetId],
  filters: [{ word: 'route-server', means: 'a Route Server' }],
  badges: [{ text: 'RS', meaning: 'Route Server', category: 'routing' }],
  section: { title: 'Route Servers', details: () => [] },
  fixtures: [
    {
      word: 'route-server',
      // or `branch-to-branch`, which allows that traffic, or `unknown` where the source does not have the setting
      alone: '',
      toRow: ({ id, name, idOf }, value) => ({
        id: idOf('virtualHubs', `rs-${name}`),
        vnetId: id,
        ...(value !== 'unknown' && { branchToBranch: value === 'branch-to-branch' }),
        asn: 65515,
        routingPreference: 'ExpressRoute',
      }),
      subnet: { name: 'RouteServerSubnet', fromEnd: 1 },
    },
  ],
});

export type RouteServerRow = RowOf<typeof routeServers.fields>;
