import { LongNames } from '../../ui/long-name.tsx';
import { defineColumns } from './grid-column.ts';
import { type PeeringTableRow, urgencyOf } from './peering-rows.ts';
import { optionalColumns, type PeeringSide, stateColumn, vnetColumn } from './peering-side-columns.tsx';
import css from './table.module.css';
import { UNKNOWN } from './unknown-text.tsx';

const STATUS_CELLS = {
  'half-configured': <strong className={css.bad}>Half-configured</strong>,
  'needs-attention': <strong className={css.warn}>Needs attention</strong>,
  unknown: UNKNOWN,
  ok: <span className={css.quiet}>OK</span>,
} as const;

const SYNC_CELLS = {
  'out-of-sync': { rank: 0, cell: <strong className={css.warn}>Out of sync</strong>, data: 'out of sync' },
  unknown: { rank: 1, cell: UNKNOWN, data: null },
  'in-sync': { rank: 2, cell: <span className={css.quiet}>In sync</span>, data: 'in sync' },
  none: { rank: 3, cell: <span className={css.quiet}>Not connected</span>, data: 'not connected' },
} as const;

const LOCAL: PeeringSide = { side: 'local', word: 'Local', vnet: { id: 'a', title: 'VNet' }, state: 'ab' };
const REMOTE: PeeringSide = { side: 'remote', word: 'Remote', vnet: { id: 'b', title: 'Remote VNet' }, state: 'ba' };

/** Columns of the peering table, in display order: each state is beside the VNet that owns the half, as on the map. */
export const PEERING_COLUMNS = defineColumns<PeeringTableRow>(
  [
    vnetColumn(LOCAL),
    stateColumn(LOCAL),
    stateColumn(REMOTE),
    vnetColumn(REMOTE),
    {
      id: 'half-configured',
      title: 'Status',
      field: 'status',
      data: ({ status }) => (status === 'unknown' ? null : status),
      value: urgencyOf,
      cell: ({ status }) => STATUS_CELLS[status],
      width: 124,
      narrow: 80,
    },
    {
      id: 'sync',
      title: 'Sync',
      field: 'sync',
      data: ({ sync }) => SYNC_CELLS[sync].data,
      value: ({ sync }) => SYNC_CELLS[sync].rank,
      cell: ({ sync }) => SYNC_CELLS[sync].cell,
      width: 96,
    },
    {
      id: 'gateway',
      title: 'Gateway use',
      field: 'gatewayUse',
      data: ({ gatewayUse }) => gatewayUse,
      value: ({ gatewayUse }) => gatewayUse ?? '',
      cell: ({ gatewayUse }) =>
        gatewayUse === null ? UNKNOWN : gatewayUse ? <LongNames text={gatewayUse} /> : <span className={css.quiet}>None</span>,
      width: 140,
      grow: 1.2,
    },
    {
      id: 'reach',
      title: 'Regions',
      field: 'regions',
      data: ({ regions }) => regions,
      cell: ({ regions }) => regions?.join(' – ') ?? UNKNOWN,
      // the longest names of regions, such as germanywestcentral, fit without a break
      width: 152,
      grow: 1,
    },
    ...[LOCAL, REMOTE].flatMap(optionalColumns),
  ],
  UNKNOWN,
);
