import { resourceKey } from '@peerscape/shared/arm';
import type { Answer } from '@peerscape/shared/reach';
import type { Topology } from '@peerscape/shared/topology';
import type { LearnedReadings } from '../../lib/server/use-learned-routes.ts';

/** Returns the ids of gateways and Route Servers whose learned routes an answer depends on and that were not read yet. */
export function findMissingSources(topology: Topology, { forward, back }: Answer, readings: LearnedReadings): readonly string[] {
  const ids = [forward.blocker, back.blocker].flatMap((blocker) => (blocker?.code === 'routes-not-learned' ? blocker.resourceIds : []));
  if (ids.length === 0) return [];
  const attached = [...topology.attachedResources.values()];
  const askable = new Set(
    attached.flatMap(({ gateways, routeServers }) => [...gateways, ...routeServers].map(({ id }) => resourceKey(id))),
  );
  const named = new Map(ids.map((id) => [resourceKey(id), id]));
  return [...named].flatMap(([key, id]) => (askable.has(key) && !readings.has(key) ? [id] : []));
}
