import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { ghostLabel } from '../../lib/format/ghost-labels.ts';
import { type SortText, sortRows } from '../../lib/format/table-sort.ts';
import type { Findings } from '../../lib/state/findings.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import type { SelectionChange } from '../../lib/state/multi-selection.ts';
import { Grid, type GridColumn } from './grid.tsx';
import type { RowMenu } from './row-menu.tsx';
import css from './table.module.css';
import { type VNetTableRow, vnetRows } from './vnet-rows.ts';

const COLUMNS: readonly GridColumn<VNetTableRow>[] = [
  {
    id: 'name',
    title: 'Name',
    track: 'minmax(160px, 2fr)',
    value: ({ node }) => node.name,
    cell: ({ node }) => (
      <>
        <span className={css.name}>{node.name}</span>
        {node.kind === 'ghost' ? <span className={css.quiet}> ({ghostLabel(node.reason)})</span> : null}
      </>
    ),
  },
  {
    id: 'prefixes',
    title: 'Address space',
    track: 'minmax(140px, 1.5fr)',
    value: ({ node }) => node.addressSpace[0] ?? '',
    cell: ({ node }) => <code>{node.addressSpace.join(', ')}</code>,
  },
  {
    id: 'peerings',
    title: 'Peerings',
    track: '80px',
    alignEnd: true,
    value: ({ peerings }) => peerings,
    cell: ({ peerings, isIncomplete }) =>
      isIncomplete ? <span title="Not all peerings of this VNet were read">{peerings} or more</span> : peerings,
  },
  {
    id: 'half-configured',
    title: 'Half-configured',
    track: '104px',
    alignEnd: true,
    value: ({ halfConfigured }) => halfConfigured,
    cell: ({ halfConfigured }) =>
      halfConfigured ? <strong className={css.bad}>{halfConfigured}</strong> : <span className={css.quiet}>0</span>,
  },
  {
    id: 'needs-attention',
    title: 'Need attention',
    track: '104px',
    alignEnd: true,
    value: ({ needAttention }) => needAttention,
    cell: ({ needAttention }) =>
      needAttention ? <strong className={css.warn}>{needAttention}</strong> : <span className={css.quiet}>0</span>,
  },
  {
    id: 'findings',
    title: 'Findings',
    track: '72px',
    alignEnd: true,
    value: ({ findings }) => findings,
    cell: ({ findings }) => (findings ? findings : <span className={css.quiet}>0</span>),
  },
  { id: 'region', title: 'Region', track: 'minmax(100px, 1fr)', value: ({ region }) => region, cell: ({ region }) => region },
  {
    id: 'subscription',
    title: 'Subscription',
    track: 'minmax(120px, 1.2fr)',
    value: ({ subscription }) => subscription,
    cell: ({ subscription }) => subscription,
  },
  {
    id: 'group',
    title: 'Resource group',
    track: 'minmax(120px, 1.2fr)',
    value: ({ node }) => node.resourceGroup,
    cell: ({ node }) => node.resourceGroup,
  },
];

const MENU: RowMenu<VNetTableRow> = {
  targetOf: ({ node }) => ({ kind: 'vnet', key: node.key }),
  nameOf: ({ node }) => node.name,
};

interface VNetTableProps {
  readonly topology: Topology;
  readonly findings: Findings;
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  readonly selection: FocusedItem | undefined;
  readonly onSelect: (selection: FocusedItem) => void;
  readonly selected: ReadonlySet<ResourceKey>;
  readonly onChangeSelected: (keys: readonly ResourceKey[], how: SelectionChange) => void;
  readonly sort: SortText;
  readonly onSort: (sort: SortText) => void;
}

/** Renders the VNet table. */
export function VNetTable(props: VNetTableProps) {
  const { topology, findings, shown, sort, onSort } = props;
  const focused = props.selection;
  const focusItem = props.onSelect;
  const selected = props.selected;
  const selectVNets = props.onChangeSelected;
  const rows = useMemo(() => vnetRows(topology, findings), [topology, findings]);
  const sorted = useMemo(() => sortRows(rows, COLUMNS, sort), [rows, sort]);
  const visible = useMemo(() => (shown ? sorted.filter((row) => shown.has(row.node.key)) : sorted), [sorted, shown]);
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
    <Grid
      label="VNets"
      columns={COLUMNS}
      rows={visible}
      keyOf={({ node }) => node.key}
      focusedKey={focused?.kind === 'vnet' ? focused.key : undefined}
      onOpen={({ node }) => focusItem({ kind: 'vnet', key: node.key })}
      sort={sort}
      onSort={onSort}
      menu={MENU}
      selection={selection}
    />
  );
}
