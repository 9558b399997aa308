import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

/** Network interfaces with IP forwarding enabled, which is all that ARM shows of an NVA, and virtual network appliances, which have none. */
export const appliances = defineVNetKind({
  armType: 'Microsoft.Network/networkInterfaces',
  label: 'network interfaces',
  isInSubscriptionOfVNet: true,
  fields: { id: 'id', vnetId: 'id', privateIps: 'addresses' },
  vnetsOf: ({ vnetId }) => [vnetId],
  filters: [{ word: 'nva', means: 'a virtual network appliance, or a network interface with IP forwarding, which indicates one' }],
  badges: [{ text: 'NVA', meaning: 'Network virtual appliance (IP forwarding on)', category: 'appliance' }],
  section: { title: 'Network virtual appliances', details: ({ privateIps }) => [privateIps.join(', ')] },
  fixtures: [
    {
      word: 'nva',
      toRow: ({ id, name, idOf }, ip) => ({ id: idOf('networkInterfaces', `nva-${name}-nic`), vnetId: id, privateIps: [ip] }),
      subnet: { name: 'nva', length: 28 },
    },
    {
      word: 'vnra',
      toRow: ({ id, name, idOf }, ip) => ({ id: idOf('virtualNetworkAppliances', `vnra-${name}`), vnetId: id, privateIps: [ip] }),
      subnet: { name: 'VirtualNetworkApplianceSubnet', length: 28 },
    },
  ],
});

export type ApplianceRow = RowOf<typeof appliances.fields>;
