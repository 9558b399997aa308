import { createReach, NO_LEARNED_ROUTES, type Reach } from '@peerscape/shared/reach';
import type { Topology } from '@peerscape/shared/topology';

const engines = new WeakMap<Topology, Reach>();

/** Returns the engine of a topology, which is created once. */
export function reachOf(topology: Topology): Reach {
  const engine = engines.get(topology) ?? createReach(topology, NO_LEARNED_ROUTES);
  engines.set(topology, engine);
  return engine;
}
