import type { ResourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { isPeered } from './wanted.ts';

/** What it takes to peer each of some VNets with each other. */
export interface Mesh {
  readonly vnets: number;
  readonly peerings: number;
  /** Of the peerings, those that are there already, with both halves. */
  readonly there: number;
  /** For each pair that is not whole. */
  readonly intents: readonly Intent[];
}

export const FEWEST = 2;
export const MOST = 100;

/** The mesh of these VNets; ghosts among them are left out, for their halves are not ours to write. */
export function meshOf(topology: Topology, keys: Iterable<ResourceKey>): Mesh {
  const vnets = [...keys].filter((key) => topology.vnets.has(key)).sort();
  const peerings = (vnets.length * (vnets.length - 1)) / 2;
  if (vnets.length > MOST) return { vnets: vnets.length, peerings, there: 0, intents: [] };
  const pairs = vnets.flatMap((a, i) => vnets.slice(i + 1).map((b) => ({ a, b })));
  const open = pairs.filter((pair) => !isPeered(topology, pair));
  return {
    vnets: vnets.length,
    peerings,
    there: pairs.length - open.length,
    intents: open.map((pair): Intent => ({ kind: 'connect', ...pair })),
  };
}
