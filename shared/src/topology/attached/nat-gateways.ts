import { defineKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const natGateways = defineKind({
  armType: 'Microsoft.Network/natGateways',
  label: 'NAT gateways',
  isOnlyForPaths: true,
  fields: {
    id: 'id',
    /** Public addresses and prefixes. */
    publicIpIds: 'ids',
    subnetIds: 'ids',
  },
});

export type NatGatewayRow = RowOf<typeof natGateways.fields>;
