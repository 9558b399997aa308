import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { LearnedRoute, LearnedRoutes } from '@peerscape/shared/reach';
import type { Topology } from '@peerscape/shared/topology';
import type { LearnedReadings } from '../../lib/server/use-learned-routes.ts';

/** Returns the learned routes of the readings. */
export const learnedRoutesOf = (readings: LearnedReadings): LearnedRoutes =>
  new Map<ResourceKey, readonly LearnedRoute[]>(
    [...readings.values()].flatMap(({ replies }) => replies.map(({ id, routes }) => [resourceKey(id), routes] as const)),
  );

/** Adds what was read on demand to a topology: the BGP peers of Route Servers, and learned routes. */
export function applyReadings(
  topology: Topology,
  readings: LearnedReadings,
): { readonly topology: Topology; readonly learned: LearnedRoutes } {
  const readOf = (id: string) => readings.get(resourceKey(id));
  const attachedResources = new Map(
    [...topology.attachedResources].map(([vnet, attached]) => [
      vnet,
      attached.routeServers.some(({ id }) => readOf(id))
        ? {
            ...attached,
            routeServers: attached.routeServers.map((row) => {
              const read = readOf(row.id);
              return read ? { ...row, peerIds: read.peers.map(({ id }) => id) } : row;
            }),
          }
        : attached,
    ]),
  );
  const routeServerPeers = [
    ...topology.routeServerPeers.filter(({ routeServerId }) => !readOf(routeServerId)),
    ...[...readings.values()].flatMap(({ peers }) => peers),
  ];
  return { topology: { ...topology, attachedResources, routeServerPeers }, learned: learnedRoutesOf(readings) };
}
