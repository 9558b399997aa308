import type { PeeringKey } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { DataTable } from './data-table.tsx';
import { PEERING_COLUMNS } from './peering-columns.tsx';
import { type PeeringTableRow, peeringRows } from './peering-rows.ts';
import type { RowMenu } from './row-menu.tsx';
import type { TableProps } from './vnet-table.tsx';

interface PeeringTableProps extends TableProps {
  readonly shown: ReadonlySet<PeeringKey> | undefined;
}

const MENU: RowMenu<PeeringTableRow> = {
  targetOf: ({ peering }) => ({ kind: 'peering', key: peering.key }),
  nameOf: ({ local, remote }) => `${local.name} – ${remote.name}`,
};

const keyOf = ({ peering }: PeeringTableRow) => peering.key;

/** Renders the peering table, with the status of both halves by glyph and label. */
export function PeeringTable(props: PeeringTableProps) {
  const { topology, sort, onSort, shown, origin, onAnnounce } = props;
  const focused = props.selection;
  const focusItem = props.onSelect;
  const rows = useMemo(() => peeringRows(topology), [topology]);
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
      menu={MENU}
      {...{ sort, onSort, shown, origin, onAnnounce }}
    />
  );
}
