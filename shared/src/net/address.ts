import { type ParseResult, parseFailure, parseSuccess } from './parse-result.ts';

/** IP version of an address or prefix. */
export type Family = 4 | 6;

/** One IP address: its family and its value as an unsigned integer of 32 or 128 bits. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** Number of bits in an address of the family. */
export const widthOf = (family: Family): number => (family === 4 ? 32 : 128);

/**
 * Parses an address strictly: dotted quad without leading zeros, or RFC 4291 IPv6. Ambiguous input is rejected: `010.0.0.1` (octal to some
 * parsers), `10.0.0`, and leading or trailing spaces.
 */
export function parseAddress(text: string): ParseResult<Address> {
  return text.includes(':') ? parseIPv6(text) : parseIPv4(text);
}

/** Formats the address canonically: as dotted quad, or per RFC 5952 for IPv6. */
export function formatAddress({ family, value }: Address): string {
  return family === 4 ? formatIPv4(value) : formatIPv6(value);
}

function parseIPv4(text: string): ParseResult<Address> {
  const octets = text.split('.');
  if (octets.length !== 4) return parseFailure(`"${text}" is not an IPv4 address: it needs four numbers, like 10.0.0.4`);
  let value = 0n;
  for (const octet of octets) {
    if (!/^\d{1,3}$/.test(octet)) return parseFailure(`"${text}" is not an IPv4 address: "${octet}" is not a number`);
    if (octet.length > 1 && octet.startsWith('0')) {
      return parseFailure(`"${text}" has a leading zero; did you mean ${octets.map((each) => each.replace(/^0+(?=\d)/, '')).join('.')}?`);
    }
    if (Number(octet) > 255) return parseFailure(`"${text}" is not an IPv4 address: ${octet} is greater than 255`);
    value = value * 256n + BigInt(octet);
  }
  return parseSuccess({ family: 4, value });
}

function parseIPv6(text: string): ParseResult<Address> {
  const invalid = (why: string) => parseFailure(`"${text}" is not an IPv6 address: ${why}`);
  const halves = text.split('::');
  if (halves.length > 2) return invalid('"::" can occur only once');
  const groups: bigint[][] = [];
  for (const half of halves) {
    const list: bigint[] = [];
    const segments = half === '' ? [] : half.split(':');
    for (const [i, segment] of segments.entries()) {
      if (segment.includes('.')) {
        const isLast = i === segments.length - 1 && half === halves[halves.length - 1];
        const tail = parseIPv4(segment);
        if (!isLast || !tail.ok) return invalid(`"${segment}" is not allowed there`);
        list.push(tail.value.value >> 16n, tail.value.value & 0xffffn);
      } else {
        if (!/^[0-9a-fA-F]{1,4}$/.test(segment))
          return invalid(segment === '' ? 'a group is empty' : `"${segment}" is not a group of up to four hex digits`);
        list.push(BigInt(`0x${segment}`));
      }
    }
    groups.push(list);
  }
  const [head = [], tail = []] = groups;
  const written = head.length + tail.length;
  if (halves.length === 1 ? written !== 8 : written > 7) return invalid('it needs eight groups, or "::" in place of zeros');
  const all = [...head, ...Array<bigint>(8 - written).fill(0n), ...tail];
  return parseSuccess({ family: 6, value: all.reduce((sum, group) => (sum << 16n) | group, 0n) });
}

function formatIPv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => ((value >> shift) & 255n).toString()).join('.');
}

function formatIPv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => (value >> BigInt(112 - 16 * i)) & 0xffffn);
  const zeros = longestZeroRun(groups);
  const hex = (list: readonly bigint[]) => list.map((group) => group.toString(16)).join(':');
  if (zeros.length < 2) return hex(groups);
  return `${hex(groups.slice(0, zeros.start))}::${hex(groups.slice(zeros.start + zeros.length))}`;
}

function longestZeroRun(groups: readonly bigint[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [i, group] of groups.entries()) {
    if (group !== 0n) start = i + 1;
    else if (i + 1 - start > best.length) best = { start, length: i + 1 - start };
  }
  return best;
}
