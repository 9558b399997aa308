import { type Cidr, contains, overlaps, parseCidr } from '@peerscape/shared/net';

const known = new Map<string, Cidr | undefined>();

/** The prefix as numbers; undefined when it is not one. Remembered, for large estates say the same few thousand prefixes over and over. */
export function cidrOf(text: string): Cidr | undefined {
  if (known.has(text)) return known.get(text);
  const cidr = parseCidr(text);
  const result = cidr.ok ? cidr.value : undefined;
  if (known.size > 100_000) known.clear();
  known.set(text, result);
  return result;
}

const cidrsOf = (texts: readonly string[]): Cidr[] => texts.flatMap((text) => cidrOf(text) ?? []);

/** The prefixes of `a`, then of `b`, that share an address with the other side, in the order they came. */
export function overlapping(a: readonly string[], b: readonly string[]): string[] {
  const [left, right] = [cidrsOf(a), cidrsOf(b)];
  const hit = (text: string, others: readonly Cidr[]): boolean => {
    const cidr = cidrOf(text);
    return cidr !== undefined && others.some((other) => overlaps(cidr, other));
  };
  return [...new Set([...a.filter((text) => hit(text, right)), ...b.filter((text) => hit(text, left))])];
}

/** Whether one of the prefixes holds the whole of `inner`. */
export function isInside(inner: string, outer: readonly string[]): boolean {
  const cidr = cidrOf(inner);
  return cidr !== undefined && cidrsOf(outer).some((prefix) => contains(prefix, cidr));
}
