import { widthOf } from './address.ts';
import type { Cidr } from './cidr.ts';
import { type AddressRange, type PrefixSet, subtract, toPrefixSet } from './prefix-set.ts';

/**
 * Yields the prefixes of the given length inside `within` that share no address with `taken`, in ascending order. There can be more of them
 * than anybody can list (2^96 in IPv6): take the first ones.
 *
 *     within  ├───────────────────────────────┤
 *     taken      ├──┤              ├──┤
 *     free            ├──────┤├──────┤   (aligned to their size)
 */
export function* freeCidrs(within: Cidr, length: number, taken: PrefixSet): Iterable<Cidr> {
  for (const { first, last, size } of freeRuns(within, length, taken)) {
    for (let at = first; at <= last; at += size) yield { family: within.family, length, first: at, last: at + size - 1n };
  }
}

/** Counts the prefixes that `freeCidrs` yields, without listing them. */
export function countFreeCidrs(within: Cidr, length: number, taken: PrefixSet): bigint {
  let total = 0n;
  for (const { first, last, size } of freeRuns(within, length, taken)) total += (last - first + 1n) / size;
  return total;
}

/** Yields the free ranges, cut down to whole aligned prefixes of that length. */
function* freeRuns({ family, first, last, length: outer }: Cidr, length: number, taken: PrefixSet) {
  if (length < outer || length > widthOf(family)) return;
  const size = 1n << BigInt(widthOf(family) - length);
  for (const gap of subtract(toPrefixSet([{ family, first, last, length: outer }]), taken).ranges) {
    const run = { first: ((gap.first + size - 1n) / size) * size, last: ((gap.last + 1n) / size) * size - 1n, size };
    if (run.first <= run.last) yield run;
  }
}

/** Returns the largest prefix that fits into a range, the lowest one of that size. */
export function largestCidr({ family, first, last }: AddressRange): Cidr {
  const width = widthOf(family);
  // at least a quarter of any range is one aligned prefix, so that few sizes are tried
  for (let bits = (last - first + 1n).toString(2).length - 1; ; bits--) {
    const size = 1n << BigInt(bits);
    const start = ((first + size - 1n) / size) * size;
    if (start + size - 1n <= last) return { family, length: width - bits, first: start, last: start + size - 1n };
  }
}
