import type { PeeringKey, Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { type SortText, sortRows } from '../../lib/format/table-sort.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import { HalfStatusBadge } from '../../ui/half-status-badge.tsx';
import { Grid, type GridColumn } from './grid.tsx';
import { type PeeringTableRow, peeringRows } from './peering-rows.ts';
import type { RowMenu } from './row-menu.tsx';
import css from './table.module.css';

const STATUS_CELLS = {
  'half-configured': { rank: 0, cell: <strong className={css.bad}>Half-configured</strong> },
  'needs-attention': { rank: 1, cell: <strong className={css.warn}>Needs attention</strong> },
  unknown: { rank: 2, cell: <span className={css.quiet}>Unknown</span> },
  ok: { rank: 3, cell: <span className={css.quiet}>OK</span> },
} as const;

const COLUMNS: readonly GridColumn<PeeringTableRow>[] = [
  { id: 'a', title: 'VNet', track: 'minmax(112px, 2fr)', value: ({ a }) => a, cell: ({ a }) => <span className={css.name}>{a}</span> },
  {
    id: 'ab',
    title: 'Local state',
    track: '116px',
    value: ({ ab }) => ab.label,
    cell: ({ ab }) => <HalfStatusBadge status={ab.status} label={ab.label} />,
  },
  {
    id: 'ba',
    title: 'Remote state',
    track: '116px',
    value: ({ ba }) => ba.label,
    cell: ({ ba }) => <HalfStatusBadge status={ba.status} label={ba.label} />,
  },
  {
    id: 'b',
    title: 'Remote VNet',
    track: 'minmax(112px, 2fr)',
    value: ({ b }) => b,
    cell: ({ b }) => <span className={css.name}>{b}</span>,
  },
  {
    id: 'half-configured',
    title: 'Status',
    track: '128px',
    value: ({ status }) => STATUS_CELLS[status].rank,
    cell: ({ status }) => STATUS_CELLS[status].cell,
  },
  {
    id: 'reach',
    title: 'Regions',
    track: 'minmax(140px, 1.2fr)',
    value: ({ regions }) => regions,
    cell: ({ regions }) => regions || <span className={css.quiet}>Unknown</span>,
  },
];

const MENU: RowMenu<PeeringTableRow> = {
  targetOf: ({ peering }) => ({ kind: 'peering', key: peering.key }),
  nameOf: ({ a, b }) => `${a} – ${b}`,
};

interface PeeringTableProps {
  readonly topology: Topology;
  readonly shown: ReadonlySet<PeeringKey> | undefined;
  readonly selection: FocusedItem | undefined;
  readonly onSelect: (selection: FocusedItem) => void;
  readonly sort: SortText;
  readonly onSort: (sort: SortText) => void;
}

/** Renders the peering table, with the status of both halves by glyph and label. */
export function PeeringTable(props: PeeringTableProps) {
  const { topology, shown, sort, onSort } = props;
  const focused = props.selection;
  const focusItem = props.onSelect;
  const rows = useMemo(() => peeringRows(topology), [topology]);
  const sorted = useMemo(() => sortRows(rows, COLUMNS, sort), [rows, sort]);
  const visible = useMemo(() => (shown ? sorted.filter((row) => shown.has(row.peering.key)) : sorted), [sorted, shown]);
  return (
    <Grid
      label="Peerings"
      columns={COLUMNS}
      rows={visible}
      keyOf={({ peering }) => peering.key}
      focusedKey={focused?.kind === 'peering' ? focused.key : undefined}
      onOpen={({ peering }) => focusItem({ kind: 'peering', key: peering.key })}
      sort={sort}
      onSort={onSort}
      menu={MENU}
    />
  );
}
