import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { formatNumber } from '../../lib/format/format.ts';
import type { Findings } from '../../lib/state/findings.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import type { SelectionChange } from '../../lib/state/multi-selection.ts';
import { DataTable, type TableOrigin } from './data-table.tsx';
import type { GridSorting } from './grid-header.tsx';
import type { RowMenu } from './row-menu.tsx';
import { VNET_COLUMNS } from './vnet-columns.tsx';
import { type VNetTableRow, vnetRows } from './vnet-rows.ts';

/** Properties that both tables have. */
export interface TableProps extends GridSorting {
  readonly topology: Topology;
  readonly selection: FocusedItem | undefined;
  readonly onSelect: (selection: FocusedItem) => void;
  readonly origin: TableOrigin;
  readonly onAnnounce: (text: string) => void;
}

interface VNetTableProps extends TableProps {
  readonly findings: Findings;
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  readonly selected: ReadonlySet<ResourceKey>;
  readonly onChangeSelected: (keys: readonly ResourceKey[], how: SelectionChange) => void;
}

const MENU: RowMenu<VNetTableRow> = {
  targetOf: ({ node }) => ({ kind: 'vnet', key: node.key }),
  nameOf: ({ node }) => node.name,
};

const keyOf = ({ node }: VNetTableRow) => node.key;

/** Counts the VNets that are not in the data, because the status line counts only the others. */
function countNotVisible(rows: readonly VNetTableRow[]): string | undefined {
  const ghosts = rows.filter(({ node }) => node.kind === 'ghost').length;
  return ghosts > 0 ? `including ${formatNumber(ghosts)} not visible to you` : undefined;
}

/** Renders the VNet table. */
export function VNetTable(props: VNetTableProps) {
  const { topology, findings, selected, sort, onSort, shown, origin, onAnnounce } = props;
  const focused = props.selection;
  const focusItem = props.onSelect;
  const selectVNets = props.onChangeSelected;
  const rows = useMemo(() => vnetRows(topology, findings), [topology, findings]);
  const selection = useMemo(
    () => ({
      nameOf: ({ node }: VNetTableRow) => (node.kind === 'vnet' ? node.name : undefined),
      isSelected: ({ node }: VNetTableRow) => selected.has(node.key),
      onSelect: (changed: readonly VNetTableRow[], change: SelectionChange) =>
        selectVNets(
          changed.map(({ node }) => node.key),
          change,
        ),
    }),
    [selected, selectVNets],
  );
  return (
    <DataTable
      table="vnets"
      noun="VNet"
      noteOf={countNotVisible}
      label="VNets"
      columns={VNET_COLUMNS}
      rows={rows}
      keyOf={keyOf}
      focusedKey={focused?.kind === 'vnet' ? focused.key : undefined}
      onOpen={({ node }) => focusItem({ kind: 'vnet', key: node.key })}
      selection={selection}
      menu={MENU}
      {...{ sort, onSort, shown, origin, onAnnounce }}
    />
  );
}
