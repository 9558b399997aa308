import { type PlanRow, shareOf, usableAddresses } from '@peerscape/shared/addresses';
import { type AddressRange, formatAddress, formatCidr, sizeOf } from '@peerscape/shared/net';
import { type Namer, nodeOf, type Topology } from '@peerscape/shared/topology';
import { formatAddressCount } from '../../lib/format/address-count.ts';
import { count } from '../../lib/format/format.ts';
import { ghostLabel } from '../../lib/format/ghost-labels.ts';
import { subscriptionName } from '../../lib/format/names.ts';
import { rangeOf } from './visible-rows.ts';

/** Formats a range that need not be one prefix: `10.0.2.0 – 10.0.255.255`. */
const formatRange = ({ family, first, last }: AddressRange): string =>
  `${formatAddress({ family, value: first })} – ${formatAddress({ family, value: last })}`;

/** Returns the key of a row, which is the same in each plan that contains it. */
export function rowKey(row: PlanRow): string {
  switch (row.kind) {
    case 'container':
      return row.container.id;
    case 'claim':
      return `${row.claim.owner} ${formatCidr(row.claim.cidr)} ${row.claim.source} ${row.claim.subnet ?? ''}`;
    case 'subnet':
      return `${row.owner} ${formatCidr(row.cidr)} subnet ${row.name}`;
    case 'free':
      return `free ${row.owner ?? ''} ${formatRange(row.range)}`;
  }
}

/** Returns the prefix or range of a row. */
export function prefixOf(row: PlanRow): string {
  if (row.kind === 'free') return formatRange(row.range);
  if (row.kind === 'container') return row.container.cidr ? formatCidr(row.container.cidr) : row.container.label;
  return formatCidr(row.kind === 'claim' ? row.claim.cidr : row.cidr);
}

/** Returns the name of what has the addresses of a row. */
export function nameOfRow(row: PlanRow, nameOf: Namer): string {
  switch (row.kind) {
    case 'container':
      return row.container.cidr ? row.container.label : '';
    case 'claim':
      return row.claim.subnet === undefined ? nameOf(row.claim.owner) : `${row.claim.subnet} of ${nameOf(row.claim.owner)}`;
    case 'subnet':
      return row.name;
    case 'free':
      return row.owner ? 'No subnet' : 'No visible VNet';
  }
}

/** Returns the share of a row’s addresses that VNets or subnets take; undefined where that is not known. */
export function shareOfRow(row: PlanRow): number | undefined {
  const range = rangeOf(row);
  if (!range || !('used' in row) || (row.kind === 'claim' && row.claim.source !== 'vnet')) return undefined;
  return shareOf(row.used, range.last - range.first + 1n);
}

/** Returns what else there is to know about a row. */
export function detailsOf(row: PlanRow, topology: Topology, nameOf: Namer): string {
  switch (row.kind) {
    case 'container':
      return `${count(row.claims, 'prefix', 'prefixes')}, ${formatAddressCount(row.used)}`;
    case 'claim':
      return detailsOfClaim(row, topology, nameOf);
    case 'subnet':
      return row.cidr.family === 4 ? `${formatAddressCount(usableAddresses(row.cidr))} usable` : formatAddressCount(sizeOf(row.cidr));
    case 'free':
      return `${formatAddressCount(row.range.last - row.range.first + 1n)}, largest ${formatCidr(row.largest)}`;
  }
}

function detailsOfClaim({ claim }: Extract<PlanRow, { kind: 'claim' }>, topology: Topology, nameOf: Namer): string {
  const node = nodeOf(topology, claim.owner);
  const size = formatAddressCount(sizeOf(claim.cidr));
  switch (claim.source) {
    case 'vnet':
      return node?.kind === 'vnet' ? `${size}, ${node.location}, ${subscriptionName(topology, node.subscriptionId)}` : size;
    case 'ghost':
      return `${size}, ${node?.kind === 'ghost' ? ghostLabel(node.reason) : ''}`;
    case 'learned':
      return `No longer in the address space of ${nameOf(claim.owner)}; halves still have it`;
    case 'stray':
      return 'Outside the address space of its VNet';
  }
}
