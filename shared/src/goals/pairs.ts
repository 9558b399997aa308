import type { ResourceKey } from '../arm/index.ts';
import { type Half, halfFrom, peeringKey, type Topology } from '../topology/index.ts';

/** Two VNets. */
export interface Pair {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
}

/** Returns the key of a pair; it does not depend on the order of the two. */
export const pairKey = ({ a, b }: Pair): string => peeringKey(a, b);

/** Returns all pairs of the list, in its order. */
export const pairsOf = (keys: readonly ResourceKey[]): readonly Pair[] => keys.flatMap((a, i) => keys.slice(i + 1).map((b) => ({ a, b })));

/** Returns both halves of the pair as they were read. */
export function halvesBetween({ peerings }: Topology, { a, b }: Pair): { readonly ab: Half | undefined; readonly ba: Half | undefined } {
  const peering = peerings.get(peeringKey(a, b));
  return { ab: peering && halfFrom(peering, a), ba: peering && halfFrom(peering, b) };
}

/** Returns the pairs of these VNets that have a half, in any state, in a fixed order. Walks the peerings rather than all pairs. */
export function findPeeredPairs({ peeringsOf }: Topology, keys: Iterable<ResourceKey>): readonly Pair[] {
  const within = new Set(keys);
  return sortKeys(within).flatMap((a) =>
    sortKeys((peeringsOf.get(a) ?? []).flatMap((peering) => (peering.a === a && within.has(peering.b) ? [peering.b] : []))).map((b) => ({
      a,
      b,
    })),
  );
}

/** Returns whether both halves exist and are Connected. */
export const isConnectedPair = (topology: Topology, pair: Pair): boolean => {
  const { ab, ba } = halvesBetween(topology, pair);
  return ab?.state === 'Connected' && ba?.state === 'Connected';
};

/** Returns the distinct keys, sorted. */
export const sortKeys = (keys: Iterable<ResourceKey>): readonly ResourceKey[] => [...new Set(keys)].sort();
