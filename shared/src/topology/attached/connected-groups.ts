import { formatCount } from '../format-number.ts';
import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

/** VNets that Azure Virtual Network Manager connects without peering resources. */
export const connectedGroups = defineVNetKind({
  armType: 'Microsoft.Network/networkManagers',
  label: 'network managers',
  fields: { id: 'id', name: 'group-name', global: 'flag', vnetIds: 'ids' },
  vnetsOf: ({ vnetIds }) => vnetIds,
  filters: [{ word: 'connected-group', means: 'a connected group of Azure Virtual Network Manager' }],
  section: {
    title: 'Connected groups',
    nameOf: ({ name }) => name,
    details: ({ global, vnetIds }) => [formatCount(vnetIds.length, 'VNet'), global && 'global', 'connected without peerings'],
  },
});

export type ConnectedGroupRow = RowOf<typeof connectedGroups.fields>;
