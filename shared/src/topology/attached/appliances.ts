import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

/** Network interfaces with IP forwarding enabled: all that ARM shows of an NVA. */
export const appliances = defineVNetKind({
  armType: 'Microsoft.Network/networkInterfaces',
  label: 'network interfaces',
  fields: { id: 'id', vnetId: 'id', privateIps: 'addresses' },
  vnetsOf: ({ vnetId }) => [vnetId],
  filters: [{ word: 'nva', means: 'a network interface with IP forwarding, which indicates an NVA' }],
  badges: [{ text: 'NVA', meaning: 'Network virtual appliance (IP forwarding on)', category: 'appliance' }],
  section: { title: 'Network interfaces with IP forwarding (NVA)', details: ({ privateIps }) => [privateIps.join(', ')] },
});

export type ApplianceRow = RowOf<typeof appliances.fields>;
