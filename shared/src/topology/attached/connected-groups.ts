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

/** Merges the rows of each connected group into one, with its VNets sorted by ID. */
export function mergeConnectedGroups(rows: readonly ConnectedGroupRow[]): readonly ConnectedGroupRow[] {
  const groups = new Map<string, ConnectedGroupRow>();
  for (const row of rows) {
    const merged = groups.get(row.id.toLowerCase());
    groups.set(row.id.toLowerCase(), { ...row, vnetIds: [...(merged?.vnetIds ?? []), ...row.vnetIds].sort() });
  }
  return [...groups.values()];
}
