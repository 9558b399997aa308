import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, compareCidrs, formatCidr, overlaps } from '../net/index.ts';
import { formatNumber } from '../topology/index.ts';

/** Two overlapping prefixes. */
export type PrefixPair = readonly [Cidr, Cidr];

/** Returns every pair of prefixes, one from each list, that overlap. */
export const findOverlappingPairs = (ours: readonly Cidr[], theirs: readonly Cidr[]): readonly PrefixPair[] =>
  ours.flatMap((a) => theirs.filter((b) => overlaps(a, b)).map((b): PrefixPair => [a, b]));

/** Returns the prefixes of both lists that overlap one of the other list, each once, as text. */
export const findOverlaps = (ours: readonly Cidr[], theirs: readonly Cidr[]): string[] => [
  ...new Set(findOverlappingPairs(ours, theirs).flatMap((pair) => pair.map(formatCidr))),
];

const MAX_DESCRIBED_PAIRS = 3;

/** Describes overlapping prefixes together with their VNets: `10.0.0.0/16 (a) overlaps 10.0.1.0/24 (b)`. */
export function describeOverlaps(pairs: readonly PrefixPair[], ourName: string, theirName: string): string {
  const described = pairs
    .slice(0, MAX_DESCRIBED_PAIRS)
    .map(([a, b]) => `${formatCidr(a)} (${ourName}) overlaps ${formatCidr(b)} (${theirName})`);
  const more = pairs.length - described.length;
  return `${described.join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}

/** A prefix, the VNet that it belongs to, and whether the plan writes it or Azure already has it. */
export interface OwnedPrefix {
  readonly cidr: Cidr;
  readonly owner: ResourceKey;
  readonly role: 'written' | 'existing';
}

/** Two owners, sorted by key. */
type Owners = readonly [ResourceKey, ResourceKey];

/**
 * Returns the written prefixes that overlap existing ones of another owner, by owners, each pair in their order. Prefixes are either nested or
 * disjoint, so once they are sorted, only the prefixes that are still open can contain the next one.
 */
export function findOverlappingOwners(prefixes: readonly OwnedPrefix[]): ReadonlyMap<Owners, readonly PrefixPair[]> {
  const found = new Map<string, { readonly owners: Owners; readonly pairs: Map<string, PrefixPair> }>();
  let open: OwnedPrefix[] = [];
  for (const next of [...prefixes].sort((p, q) => compareCidrs(p.cidr, q.cidr) || (p.owner < q.owner ? -1 : 1))) {
    open = open.filter(({ cidr }) => overlaps(cidr, next.cidr));
    for (const outer of open) {
      if (outer.owner === next.owner || outer.role === next.role) continue;
      const [one, two] = outer.owner < next.owner ? [outer, next] : [next, outer];
      const owners: Owners = [one.owner, two.owner];
      const known = found.get(owners.join('|')) ?? { owners, pairs: new Map<string, PrefixPair>() };
      known.pairs.set(`${formatCidr(one.cidr)} ${formatCidr(two.cidr)}`, [one.cidr, two.cidr]);
      found.set(owners.join('|'), known);
    }
    open.push(next);
  }
  return new Map([...found.values()].map(({ owners, pairs }) => [owners, [...pairs.values()]]));
}
