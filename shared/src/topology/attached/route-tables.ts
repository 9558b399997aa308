import { vnetIdOfSubnet } from '../../arm/index.ts';
import { formatCount } from '../format-number.ts';
import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const routeTables = defineVNetKind({
  armType: 'Microsoft.Network/routeTables',
  label: 'route tables',
  isInSubscriptionOfVNet: true,
  fields: {
    id: 'id',
    routes: {
      each: {
        name: 'route-name',
        prefix: 'route-prefix',
        nextHopType: 'text',
        nextHopIp: 'address?',
        /** Addresses of the next hop type VirtualApplianceEcmp. */
        nextHopIps: 'addresses?',
      },
    },
    subnetIds: 'ids',
    disableBgpPropagation: 'flag?',
    /** `All`: the subnets that use the table have no routes from peerings. */
    disablePeeringRoute: 'text?',
  },
  vnetsOf: ({ subnetIds }) => subnetIds.map(vnetIdOfSubnet),
  filters: [
    {
      word: 'route-table',
      means: 'a route table on a subnet',
      isShownBy: ({ subnets }) => subnets.some(({ routeTableId }) => routeTableId !== undefined),
    },
  ],
  section: {
    title: 'Route tables',
    details: ({ routes, disableBgpPropagation }) => [
      formatCount(routes.length, 'route'),
      disableBgpPropagation && 'gateway route propagation off',
    ],
  },
});

export type RouteTableRow = RowOf<typeof routeTables.fields>;
export type RouteRow = RouteTableRow['routes'][number];
