import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

/** Network interfaces with IP forwarding enabled: all that ARM shows of an NVA. */
export const appliances = defineVNetKind({
  armType: 'Microsoft.Network/networkInterfaces',
  label: 'network interfaces',
  fields: { id: 'id', vnetId: 'id', privateIps: 'addresses' },
  vnetsOf: ({ vnetId }) => [vnetId],
});

export type ApplianceRow = RowOf<typeof appliances.fields>;
