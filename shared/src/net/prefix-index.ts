import { type Address, type Family, widthOf } from './address.ts';
import type { Cidr } from './cidr.ts';

/** Finds what belongs to the prefixes that contain an address, with one lookup for each length of a prefix. */
export interface PrefixIndex<T> {
  /** Returns the values of all prefixes that contain the address, the longest first. */
  covering(address: Address): readonly T[];
  /** Returns the values of the prefixes that contain all of another one, itself included, the longest first. */
  around(cidr: Cidr): readonly T[];
}

interface Entry<T> {
  readonly cidr: Cidr;
  readonly value: T;
}

/** Creates the index of the entries. */
export function createPrefixIndex<T>(entries: readonly Entry<T>[]): PrefixIndex<T> {
  const byPrefix = new Map<PrefixKey, T[]>();
  const lengths: Readonly<Record<Family, Set<number>>> = { 4: new Set(), 6: new Set() };
  for (const { cidr, value } of entries) {
    const key = prefixKey(cidr.family, cidr.first, cidr.length);
    const values = byPrefix.get(key);
    if (values) values.push(value);
    else byPrefix.set(key, [value]);
    lengths[cidr.family].add(cidr.length);
  }
  const descending: Readonly<Record<Family, readonly number[]>> = {
    4: [...lengths[4]].sort((a, b) => b - a),
    6: [...lengths[6]].sort((a, b) => b - a),
  };
  const find = (family: Family, value: bigint, longest: number): readonly T[] => {
    const found: T[] = [];
    for (const length of descending[family]) {
      const values = length <= longest ? byPrefix.get(prefixKey(family, value, length)) : undefined;
      if (values) found.push(...values);
    }
    return found;
  };
  return {
    covering: ({ family, value }) => find(family, value, widthOf(family)),
    around: ({ family, first, length }) => find(family, first, length),
  };
}

export type PrefixKey = number | string;

/** Returns a key of the prefix of a length that contains an address. Keys of IPv4 are numbers, because they are compared millions of times. */
export function prefixKey(family: Family, value: bigint, length: number): PrefixKey {
  if (family === 4) {
    const number = Number(value);
    return (number - (number % 2 ** (32 - length))) * 64 + length;
  }
  const hostBits = BigInt(128 - length);
  return `${(value >> hostBits) << hostBits}/${length}`;
}
