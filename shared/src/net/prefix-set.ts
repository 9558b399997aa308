import { type Address, type Family, widthOf } from './address.ts';
import { type Cidr, compareCidrs } from './cidr.ts';

/** Closed interval of addresses, which need not be one prefix. */
export interface AddressRange {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/** Set of addresses as disjoint ranges in ascending order; adjacent ranges are merged. `toPrefixSet` creates one. */
export interface PrefixSet {
  readonly ranges: readonly AddressRange[];
}

/**
 * Returns the set of all addresses in the prefixes.
 *
 *     in   ├───┤├──┤   ├─────┤
 *                        ├──┤
 *     out  ├───────┤   ├─────┤
 */
export function toPrefixSet(cidrs: Iterable<Cidr>): PrefixSet {
  return { ranges: mergeRanges([...cidrs].sort(compareCidrs)) };
}

export const isEmpty = (set: PrefixSet): boolean => set.ranges.length === 0;

/** Returns the addresses that are in `a` or in `b`. */
export const union = (a: PrefixSet, b: PrefixSet): PrefixSet => ({ ranges: mergeRanges([...a.ranges, ...b.ranges].sort(compareRanges)) });

/**
 * Returns the addresses that are in `a` and not in `b`.
 *
 *     a  ├──────────┤
 *     b      ├──┤
 *        ├──┤    ├──┤
 */
export function subtract(a: PrefixSet, b: PrefixSet): PrefixSet {
  const ranges: AddressRange[] = [];
  for (const range of a.ranges) {
    let { first } = range;
    for (const hole of b.ranges) {
      if (hole.family !== range.family || hole.last < first || hole.first > range.last) continue;
      if (hole.first > first) ranges.push({ ...range, first, last: hole.first - 1n });
      first = hole.last + 1n;
    }
    if (first <= range.last) ranges.push({ ...range, first });
  }
  return { ranges };
}

/** Returns the addresses that are in both sets. */
export const intersect = (a: PrefixSet, b: PrefixSet): PrefixSet => subtract(a, subtract(a, b));

/** Returns whether every address of `inner` is in `outer`. */
export const includes = (outer: PrefixSet, inner: PrefixSet): boolean => isEmpty(subtract(inner, outer));

/** Returns whether the set contains the address. */
export const hasAddress = (set: PrefixSet, { family, value }: Address): boolean =>
  set.ranges.some((r) => r.family === family && r.first <= value && value <= r.last);

/** Returns the smallest list of prefixes that makes up the set, in ascending order. */
export function cidrsOf(set: PrefixSet): Cidr[] {
  return set.ranges.flatMap(cidrsOfRange);
}

function cidrsOfRange({ family, first, last }: AddressRange): Cidr[] {
  const width = widthOf(family);
  const cidrs: Cidr[] = [];
  for (let at = first; at <= last; ) {
    let bits = 0;
    // the largest block that starts here, is aligned, and does not run past the end
    while (bits < width && (at & ((1n << BigInt(bits + 1)) - 1n)) === 0n && at + (1n << BigInt(bits + 1)) - 1n <= last) bits++;
    const next = at + (1n << BigInt(bits));
    cidrs.push({ family, length: width - bits, first: at, last: next - 1n });
    at = next;
  }
  return cidrs;
}

function mergeRanges(sorted: readonly AddressRange[]): AddressRange[] {
  const ranges: AddressRange[] = [];
  for (const { family, first, last } of sorted) {
    const previous = ranges[ranges.length - 1];
    if (previous && previous.family === family && first <= previous.last + 1n) {
      if (last > previous.last) ranges[ranges.length - 1] = { ...previous, last };
    } else ranges.push({ family, first, last });
  }
  return ranges;
}

const compareRanges = (a: AddressRange, b: AddressRange): number =>
  a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0);
