import type { PeeringKey } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import type { SelectionChange } from '../../lib/state/multi-selection.ts';
import { DataTable } from './data-table.tsx';
import { PEERING_COLUMNS } from './peering-columns.tsx';
import { type PeeringTableRow, peeringRows } from './peering-rows.ts';
import type { RowMenu } from './row-menu.tsx';
import type { TableProps } from './vnet-table.tsx';

interface PeeringTableProps extends TableProps {
  readonly shown: ReadonlySet<PeeringKey> | undefined;
  readonly selected: ReadonlySet<PeeringKey>;
  readonly onChangeSelected: (keys: readonly PeeringKey[], change: SelectionChange) => void;
}

const nameOf = ({ local, remote }: PeeringTableRow) => `${local.name} – ${remote.name}`;

const MENU: RowMenu<PeeringTableRow> = {
  targetOf: ({ peering }) => ({ kind: 'peering', key: peering.key }),
  nameOf,
};

const keyOf = ({ peering }: PeeringTableRow) => peering.key;

/** Renders the peering table, with the status of both halves by glyph and label. */
export function PeeringTable(props: PeeringTableProps) {
  const { topology, sort, onSort, shown, origin, onAnnounce, selected } = props;
  const focused = props.selection;
  const focusItem = props.onSelect;
  const selectPeerings = props.onChangeSelected;
  const rows = useMemo(() => peeringRows(topology), [topology]);
  const selection = useMemo(
    () => ({
      nameOf,
      isSelected: ({ peering }: PeeringTableRow) => selected.has(peering.key),
      onSelect: (changed: readonly PeeringTableRow[], change: SelectionChange) =>
        selectPeerings(
          changed.map(({ peering }) => peering.key),
          change,
        ),
    }),
    [selected, selectPeerings],
  );
  return (
    <DataTable
      table="peerings"
      noun="peering"
      label="Peerings"
      columns={PEERING_COLUMNS}
      rows={rows}
      keyOf={keyOf}
      focusedKey={focused?.kind === 'peering' ? focused.key : undefined}
      onOpen={({ peering }) => focusItem({ kind: 'peering', key: peering.key })}
      selection={selection}
      menu={MENU}
      {...{ sort, onSort, shown, origin, onAnnounce }}
    />
  );
}
