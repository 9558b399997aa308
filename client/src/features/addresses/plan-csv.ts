import type { PlanRow } from '@peerscape/shared/addresses';
import { type AddressRange, formatAddress, formatCidr } from '@peerscape/shared/net';
import { type Namer, nodeOf, type Topology } from '@peerscape/shared/topology';
import { formatCsv } from '../../lib/format/csv.ts';
import { subscriptionName } from '../../lib/format/names.ts';
import { nameOfRow } from './row-texts.ts';
import { ownerOf, rangeOf } from './visible-rows.ts';

const HEADER = [
  'kind',
  'prefix',
  'first address',
  'last address',
  'addresses',
  'taken addresses',
  'name',
  'VNet',
  'overlaps',
  'subscription',
  'resource group',
  'region',
  'resource ID',
] as const;

/** Formats the rows of an address plan as CSV, in their order. */
export const planToCsv = (rows: readonly PlanRow[], topology: Topology, nameOf: Namer): string =>
  formatCsv([HEADER, ...rows.flatMap((row) => lineOf(row, topology, nameOf))]);

function lineOf(row: PlanRow, topology: Topology, nameOf: Namer): readonly (readonly string[])[] {
  const range = rangeOf(row);
  if (!range) return [];
  const owner = ownerOf(row);
  const node = owner && nodeOf(topology, owner);
  return [
    [
      kindOf(row),
      exactPrefix(row),
      ...endsOf(range),
      String(range.last - range.first + 1n),
      'used' in row && (row.kind === 'container' || row.claim.source === 'vnet') ? String(row.used) : '',
      nameOfRow(row, nameOf),
      owner ? nameOf(owner) : '',
      row.kind === 'claim' && row.overlaps ? nameOf(row.overlaps) : '',
      node ? subscriptionName(topology, node.subscriptionId) : '',
      node?.resourceGroup ?? '',
      node?.kind === 'vnet' ? node.location : '',
      node?.id ?? '',
    ],
  ];
}

const endsOf = ({ family, first, last }: AddressRange): readonly [string, string] => [
  formatAddress({ family, value: first }),
  formatAddress({ family, value: last }),
];

/** Returns the prefix of a row; that of a free range is empty, because it need not be one prefix. */
function exactPrefix(row: PlanRow): string {
  if (row.kind === 'free') return '';
  if (row.kind === 'container') return row.container.cidr ? formatCidr(row.container.cidr) : '';
  return formatCidr(row.kind === 'claim' ? row.claim.cidr : row.cidr);
}

const CLAIM_KINDS = { vnet: 'VNet', ghost: 'VNet not visible', learned: 'learned by halves', stray: 'subnet outside its VNet' } as const;

const kindOf = (row: PlanRow): string =>
  row.kind === 'claim'
    ? CLAIM_KINDS[row.claim.source]
    : row.kind === 'free'
      ? row.owner
        ? 'no subnet'
        : 'no visible VNet'
      : row.kind === 'container'
        ? 'range'
        : 'subnet';
