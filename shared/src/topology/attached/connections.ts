import { defineKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

/** Joins a gateway to another gateway, a site or a circuit. */
export const connections = defineKind({
  armType: 'Microsoft.Network/connections',
  label: 'gateway connections',
  fields: {
    id: 'id',
    /** connectionType: IPsec, Vnet2Vnet, ExpressRoute or VPNClient. */
    kind: 'text',
    status: 'text?',
    gatewayId: 'id',
    /** The other gateway, local network gateway or circuit. */
    toId: 'id?',
    /** enableBgp. */
    bgp: 'flag?',
  },
});

export type ConnectionRow = RowOf<typeof connections.fields>;
