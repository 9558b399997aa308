import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const firewalls = defineVNetKind({
  armType: 'Microsoft.Network/azureFirewalls',
  label: 'firewalls',
  isInSubscriptionOfVNet: true,
  fields: { id: 'id', vnetId: 'id', privateIp: 'address?', sku: 'text?' },
  vnetsOf: ({ vnetId }) => [vnetId],
  filters: [{ word: 'firewall', means: 'an Azure Firewall' }],
  badges: [{ text: 'FW', meaning: 'Azure Firewall', category: 'appliance' }],
  section: { title: 'Firewalls', details: ({ sku, privateIp }) => [sku, privateIp] },
  fixtures: [
    {
      word: 'firewall',
      toRow: ({ id, name, idOf }, privateIp) => ({ id: idOf('azureFirewalls', `fw-${name}`), vnetId: id, privateIp, sku: 'Standard' }),
      subnet: { name: 'AzureFirewallSubnet', length: 26 },
    },
  ],
});

export type FirewallRow = RowOf<typeof firewalls.fields>;
