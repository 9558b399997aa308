import { resourceKey } from '@peerscape/shared/arm';
import type { Answer } from '@peerscape/shared/reach';
import type { Topology } from '@peerscape/shared/topology';
import type { LearnedReadings } from '../../lib/server/use-learned-routes.ts';

/** Returns the ids of gateways and Route Servers whose learned routes an answer depends on. */
export const sourcesOfAnswer = ({ forward, back }: Answer): readonly string[] =>
  [forward.blocker, back.blocker].flatMap((blocker) => (blocker?.code === 'routes-not-learned' ? blocker.resourceIds : []));

/** Returns those of the ids that name a gateway or Route Server whose learned routes were not read yet, each once. */
export function findMissingSources(topology: Topology, ids: readonly string[], readings: LearnedReadings): readonly string[] {
  if (ids.length === 0) return [];
  const attached = [...topology.attachedResources.values()];
  const known = new Set(attached.flatMap(({ gateways, routeServers }) => [...gateways, ...routeServers].map(({ id }) => resourceKey(id))));
  const named = new Map(ids.map((id) => [resourceKey(id), id]));
  return [...named].flatMap(([key, id]) => (known.has(key) && !readings.has(key) ? [id] : []));
}
