import type { PlanRow } from '@peerscape/shared/addresses';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type AddressRange, enclosingCidr, formatCidr, widthOf } from '@peerscape/shared/net';
import type { Namer } from '@peerscape/shared/topology';
import type { UrlState } from '../../lib/state/url-state.ts';
import type { AddressQuery } from './address-query.ts';

/** Choice of the rows of an address plan that the list shows. */
interface RowFilter {
  readonly detail: UrlState['rows'];
  readonly query: AddressQuery;
  /** VNets that match the filter of the page; undefined for all. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  readonly nameOf: Namer;
}

/** Returns the rows that match, with the rows above them in the tree, and all rows below a VNet whose name matches. */
export function visibleRows(rows: readonly PlanRow[], filter: RowFilter): readonly PlanRow[] {
  const matches = createMatch(filter);
  const visible: PlanRow[] = [];
  let above: PlanRow[] = [];
  let isBelowMatch = false;
  for (const row of rows) {
    above = above.filter(({ level }) => level < row.level);
    if (row.level < 3) isBelowMatch = false;
    if (isInDetail(row, filter) && (isBelowMatch || matches(row))) {
      visible.push(...above, row);
      above = [];
      if (row.kind === 'claim' && filter.query.kind === 'text') isBelowMatch = true;
    } else if (row.level < 3) above.push(row);
  }
  return visible;
}

function isInDetail(row: PlanRow, { detail, shown }: RowFilter): boolean {
  if (row.kind === 'container') return false;
  const owner = ownerOf(row);
  if (shown && !(owner && shown.has(owner))) return false;
  return detail === 'free' || row.kind === 'claim' || (row.kind === 'subnet' && detail === 'subnets');
}

/** Returns the VNet that a row belongs to. */
export const ownerOf = (row: PlanRow): ResourceKey | undefined =>
  row.kind === 'claim' ? row.claim.owner : row.kind === 'container' ? undefined : row.owner;

/** Returns the addresses of a row; undefined for a container of several ranges. */
export function rangeOf(row: PlanRow): AddressRange | undefined {
  switch (row.kind) {
    case 'container':
      return row.container.cidr;
    case 'claim':
      return row.claim.cidr;
    case 'subnet':
      return row.cidr;
    case 'free':
      return row.range;
  }
}

function createMatch({ query, nameOf }: RowFilter): (row: PlanRow) => boolean {
  switch (query.kind) {
    case 'none':
      return () => true;
    case 'address':
      return createOverlap(enclosingCidr(query.address, widthOf(query.address.family)));
    case 'prefix':
      return createOverlap(query.cidr);
    case 'text':
      return (row) => row.kind !== 'free' && textsOf(row, nameOf).some((text) => text.includes(query.text));
  }
}

const createOverlap =
  ({ family, first, last }: AddressRange) =>
  (row: PlanRow): boolean => {
    const range = rangeOf(row);
    return range !== undefined && range.family === family && range.first <= last && first <= range.last;
  };

/** Returns the texts in which a search finds a row. */
function textsOf(row: PlanRow, nameOf: Namer): readonly string[] {
  switch (row.kind) {
    case 'claim':
      return [nameOf(row.claim.owner).toLowerCase(), formatCidr(row.claim.cidr), row.claim.subnet?.toLowerCase() ?? ''];
    case 'subnet':
      return [row.name.toLowerCase(), formatCidr(row.cidr)];
    default:
      return [];
  }
}
