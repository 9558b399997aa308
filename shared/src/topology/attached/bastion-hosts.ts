import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const bastionHosts = defineVNetKind({
  armType: 'Microsoft.Network/bastionHosts',
  label: 'Bastion hosts',
  isInSubscriptionOfVNet: true,
  fields: { id: 'id', vnetId: 'id', sku: 'text?' },
  vnetsOf: ({ vnetId }) => [vnetId],
  filters: [{ word: 'bastion', means: 'an Azure Bastion host' }],
  section: { title: 'Bastion hosts', details: ({ sku }) => [sku] },
  fixtures: [
    {
      word: 'bastion',
      alone: 'Standard',
      toRow: ({ id, name, idOf }, sku) => ({ id: idOf('bastionHosts', `bas-${name}`), vnetId: id, sku }),
      subnet: { name: 'AzureBastionSubnet', fromEnd: 1, length: 26 },
    },
  ],
});

export type BastionHostRow = RowOf<typeof bastionHosts.fields>;
