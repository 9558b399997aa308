import { type Cidr, contains, formatCidr, overlaps, parseCidr } from '@peerscape/shared/net';

const cache = new Map<string, Cidr | undefined>();

/** Parses a prefix; undefined if it is invalid. Results are cached, because large estates repeat the same few thousand prefixes. */
export function cidrOf(text: string): Cidr | undefined {
  if (cache.has(text)) return cache.get(text);
  const cidr = parseCidr(text);
  const result = cidr.ok ? cidr.value : undefined;
  if (cache.size > 100_000) cache.clear();
  cache.set(text, result);
  return result;
}

/** Returns the usual form of a prefix, because one of IPv6 can be written in several ways; other text, such as a service tag, as it is. */
export function normalizePrefix(prefix: string): string {
  const cidr = cidrOf(prefix);
  return cidr ? formatCidr(cidr) : prefix;
}

/** Returns whether a prefix is one of IPv6. */
export const isIPv6 = (prefix: string): boolean => prefix.includes(':');

const cidrsOf = (texts: readonly string[]): Cidr[] => texts.flatMap((text) => cidrOf(text) ?? []);

/** Returns the prefixes of `a`, then of `b`, that overlap with the other list, in input order. */
export function findOverlappingPrefixes(a: readonly string[], b: readonly string[]): string[] {
  const [left, right] = [cidrsOf(a), cidrsOf(b)];
  const overlapsAny = (text: string, others: readonly Cidr[]): boolean => {
    const cidr = cidrOf(text);
    return cidr !== undefined && others.some((other) => overlaps(cidr, other));
  };
  return [...new Set([...a.filter((text) => overlapsAny(text, right)), ...b.filter((text) => overlapsAny(text, left))])];
}

/** Returns whether one of the `outer` prefixes contains `inner`. */
export function isInside(inner: string, outer: readonly string[]): boolean {
  const cidr = cidrOf(inner);
  return cidr !== undefined && cidrsOf(outer).some((prefix) => contains(prefix, cidr));
}
