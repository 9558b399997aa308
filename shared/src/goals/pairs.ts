import type { ResourceKey } from '../arm/index.ts';
import { type Half, halfFrom, peeringKey, type Topology } from '../topology/index.ts';

/** Two VNets. */
export interface Pair {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
}

/** The same for both orders of the two. */
export const pairKey = ({ a, b }: Pair): string => peeringKey(a, b);

/** Every two of the list, in its order. */
export const pairsOf = (keys: readonly ResourceKey[]): readonly Pair[] => keys.flatMap((a, i) => keys.slice(i + 1).map((b) => ({ a, b })));

/** Both halves of the pair as they were read, by their owner. */
export function halvesBetween({ peerings }: Topology, { a, b }: Pair): { readonly ab: Half | undefined; readonly ba: Half | undefined } {
  const peering = peerings.get(peeringKey(a, b));
  return { ab: peering && halfFrom(peering, a), ba: peering && halfFrom(peering, b) };
}

/** The pairs among these that have a half between them, in whatever state, in a fixed order. Walks the peerings, not all pairs. */
export function findPeeredPairs({ peeringsOf }: Topology, keys: Iterable<ResourceKey>): readonly Pair[] {
  const within = new Set(keys);
  return sortKeys(within).flatMap((a) =>
    sortKeys((peeringsOf.get(a) ?? []).flatMap((peering) => (peering.a === a && within.has(peering.b) ? [peering.b] : []))).map((b) => ({
      a,
      b,
    })),
  );
}

/** Whether both halves are there and Connected. */
export const isConnectedPair = (topology: Topology, pair: Pair): boolean => {
  const { ab, ba } = halvesBetween(topology, pair);
  return ab?.state === 'Connected' && ba?.state === 'Connected';
};

/** Each key once, in a fixed order. */
export const sortKeys = (keys: Iterable<ResourceKey>): readonly ResourceKey[] => [...new Set(keys)].sort();
