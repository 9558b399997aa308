import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const gateways = defineVNetKind({
  armType: 'Microsoft.Network/virtualNetworkGateways',
  label: 'virtual network gateways',
  fields: {
    id: 'id',
    /** The VNet whose GatewaySubnet contains it. */
    vnetId: 'id',
    /** gatewayType: Vpn, ExpressRoute, or Unknown where only the GatewaySubnet shows the gateway. */
    kind: 'text',
    sku: 'text?',
    vpnType: 'text?',
    activeActive: 'flag?',
    asn: 'asn?',
  },
  vnetsOf: ({ vnetId }) => [vnetId],
});

export type GatewayRow = RowOf<typeof gateways.fields>;
