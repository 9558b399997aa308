import { type Address, type Family, formatAddress, parseAddress, widthOf } from './address.ts';
import { type ParseResult, parseFailure, parseSuccess } from './parse-result.ts';

/**
 * Address prefix: the closed interval of addresses from `first` to `last`.
 *
 *     10.0.0.0/24     first = 10.0.0.0 ├────────┤ last = 10.0.0.255
 */
export interface Cidr {
  readonly family: Family;
  /** Prefix length, 0…32 or 0…128. */
  readonly length: number;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Parses a prefix strictly. If host bits are set, the error suggests the prefix that was probably meant:
 * `10.0.0.5/24 has host bits set; did you mean 10.0.0.0/24?`
 */
export function parseCidr(text: string): ParseResult<Cidr> {
  const slash = text.indexOf('/');
  if (slash < 0) return parseFailure(`"${text}" is not a prefix: it needs a length, like ${text || '10.0.0.0'}/24`);
  const address = parseAddress(text.slice(0, slash));
  if (!address.ok) return address;
  const width = widthOf(address.value.family);
  const lengthText = text.slice(slash + 1);
  if (!/^(0|[1-9]\d{0,2})$/.test(lengthText))
    return parseFailure(`"${text}" is not a prefix: "${lengthText}" is not a length from 0 to ${width}`);
  const length = Number(lengthText);
  if (length > width) return parseFailure(`"${text}" is not a prefix: the length is at most ${width}`);
  const cidr = enclosingCidr(address.value, length);
  if (cidr.first !== address.value.value) return parseFailure(`${text} has host bits set; did you mean ${formatCidr(cidr)}?`);
  return parseSuccess(cidr);
}

/** Returns the prefix of the given length that contains the address. */
export function enclosingCidr({ family, value }: Address, length: number): Cidr {
  const hostBits = BigInt(widthOf(family) - length);
  const first = (value >> hostBits) << hostBits;
  return { family, length, first, last: first + (1n << hostBits) - 1n };
}

/** Formats the prefix canonically. */
export const formatCidr = ({ family, first, length }: Cidr): string => `${formatAddress({ family, value: first })}/${length}`;

/** Returns the number of addresses in the prefix. */
export const sizeOf = ({ first, last }: Cidr): bigint => last - first + 1n;

/**
 * Returns whether two prefixes share an address. Prefixes never overlap partially: one contains the other, or they are disjoint.
 *
 *     a ├────────────┤
 *     b     ├───┤          → true
 *     c                ├─┤ → false
 */
export const overlaps = (a: Cidr, b: Cidr): boolean => a.family === b.family && a.first <= b.last && b.first <= a.last;

/** Returns whether every address of `inner` is in `outer`. */
export const contains = (outer: Cidr, inner: Cidr): boolean =>
  outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;

/** Returns whether the address is in the prefix. */
export const containsAddress = (cidr: Cidr, { family, value }: Address): boolean =>
  cidr.family === family && cidr.first <= value && value <= cidr.last;

/** Compares prefixes by family, first address and length, so that the larger of two nested prefixes comes first. */
export function compareCidrs(a: Cidr, b: Cidr): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.length - b.length;
}
