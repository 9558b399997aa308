import { defineKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

/** Sites at the other end of IPsec connections. */
export const localNetworkGateways = defineKind({
  armType: 'Microsoft.Network/localNetworkGateways',
  label: 'local network gateways',
  isOnlyForPaths: true,
  fields: { id: 'id', prefixes: 'prefixes', gatewayIp: 'address?', asn: 'asn?', bgpAddress: 'address?' },
});

export type LocalNetworkGatewayRow = RowOf<typeof localNetworkGateways.fields>;
