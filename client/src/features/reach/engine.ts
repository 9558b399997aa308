import { createReach, NO_LEARNED_ROUTES, type Reach } from '@peerscape/shared/reach';
import type { Topology } from '@peerscape/shared/topology';
import type { LearnedReadings } from '../../lib/server/use-learned-routes.ts';
import { applyReadings } from './apply-readings.ts';

const engines = new WeakMap<Topology, WeakMap<LearnedReadings, Reach>>();

/** Returns the engine of a topology and of what was read on demand, which is created once. */
export function reachOf(topology: Topology, readings: LearnedReadings): Reach {
  const known = engines.get(topology) ?? new WeakMap<LearnedReadings, Reach>();
  engines.set(topology, known);
  const engine = known.get(readings) ?? createEngine(topology, readings);
  known.set(readings, engine);
  return engine;
}

function createEngine(topology: Topology, readings: LearnedReadings): Reach {
  if (readings.size === 0) return createReach(topology, NO_LEARNED_ROUTES);
  const applied = applyReadings(topology, readings);
  return createReach(applied.topology, applied.learned);
}
