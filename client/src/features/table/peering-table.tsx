import type { PeeringKey, Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { type SortText, sortRows } from '../../lib/format/order.ts';
import type { Selection } from '../../lib/state/selection.ts';
import { HalfMark } from '../../ui/half-mark.tsx';
import { Grid, type GridColumn } from './grid.tsx';
import { type PeeringTableRow, peeringRows } from './peering-rows.ts';
import css from './table.module.css';

const FITS = {
  no: { rank: 0, cell: <strong className={css.bad}>Half-configured</strong> },
  unknown: { rank: 1, cell: <span className={css.quiet}>Not known</span> },
  yes: { rank: 2, cell: <span className={css.quiet}>Yes</span> },
} as const;

const COLUMNS: readonly GridColumn<PeeringTableRow>[] = [
  { id: 'a', title: 'VNet', track: 'minmax(112px, 2fr)', value: ({ a }) => a, cell: ({ a }) => <span className={css.name}>{a}</span> },
  { id: 'ab', title: 'Its half', track: '116px', value: ({ ab }) => ab.word, cell: ({ ab }) => <HalfMark look={ab.look} word={ab.word} /> },
  {
    id: 'ba',
    title: 'Other half',
    track: '116px',
    value: ({ ba }) => ba.word,
    cell: ({ ba }) => <HalfMark look={ba.look} word={ba.word} />,
  },
  {
    id: 'b',
    title: 'Other VNet',
    track: 'minmax(112px, 2fr)',
    value: ({ b }) => b,
    cell: ({ b }) => <span className={css.name}>{b}</span>,
  },
  {
    id: 'half-configured',
    title: 'Fits',
    track: '128px',
    value: ({ fits }) => FITS[fits].rank,
    cell: ({ fits }) => FITS[fits].cell,
  },
  {
    id: 'reach',
    title: 'Regions',
    track: 'minmax(140px, 1.2fr)',
    value: ({ reach }) => reach,
    cell: ({ reach }) => reach || <span className={css.quiet}>not readable</span>,
  },
];

interface PeeringTableProps {
  readonly topology: Topology;
  readonly shown: ReadonlySet<PeeringKey> | undefined;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
  readonly sort: SortText;
  readonly onSort: (sort: SortText) => void;
}

/** The peerings of the map as a table: both halves of each, by sign and word. */
export function PeeringTable({ topology, shown, selection, onSelect, sort, onSort }: PeeringTableProps) {
  const rows = useMemo(() => peeringRows(topology), [topology]);
  const sorted = useMemo(() => sortRows(rows, COLUMNS, sort), [rows, sort]);
  const left = useMemo(() => (shown ? sorted.filter((row) => shown.has(row.peering.key)) : sorted), [sorted, shown]);
  return (
    <Grid
      label="Peerings"
      columns={COLUMNS}
      rows={left}
      keyOf={({ peering }) => peering.key}
      selected={selection?.kind === 'peering' ? selection.key : undefined}
      onPick={({ peering }) => onSelect({ kind: 'peering', key: peering.key })}
      sort={sort}
      onSort={onSort}
    />
  );
}
