import { lastName, resourceKey } from '../../arm/index.ts';
import { type Cidr, contains, formatCidr } from '../../net/index.ts';
import type { RouteServerRow } from '../../topology/index.ts';
import type { Estate } from '../estate.ts';
import type { LearnedRoute } from '../learned-routes.ts';
import type { Gap } from './gap.ts';
import { findServedVNets } from './serving-gateways.ts';

/** Prefix that appliances announce to a Route Server, with the next hops of the shortest AS path. */
interface RouteServerEntry {
  readonly cidr: Cidr;
  readonly nextHopIps: readonly string[];
  readonly asPath: readonly number[];
}

/** Routes of a Route Server as far as they are known. */
export interface RouteServerTable {
  readonly entries: readonly RouteServerEntry[];
  /** Empty if the table is complete. */
  readonly gaps: readonly Gap[];
}

/**
 * Returns the routes that a Route Server has learned from its BGP peers. It passes on none for the prefixes of VNets that it serves, or parts of
 * them (Microsoft's page on route injection in spokes).
 */
export function readRouteServer(estate: Estate, routeServer: RouteServerRow): RouteServerTable {
  const served = findServedVNets(estate, routeServer).flatMap(({ prefixes }) => estate.cidrsOf(prefixes));
  const peers = estate.peersOfRouteServer(routeServer);
  const name = lastName(routeServer.id);
  const toGap = (text: string): Gap => ({ text, families: [4], sourceId: routeServer.id });
  const unasked = peers.filter(({ id }) => !estate.learned.has(resourceKey(id)));
  const isIncomplete = estate.missingPeersOf(routeServer).length > 0;
  const gaps = [
    ...unasked.map(({ id }) => toGap(`The routes that the Route Server ${name} has learned from ${lastName(id)} are not known.`)),
    ...(isIncomplete ? [toGap(`The peers of the Route Server ${name} were not read.`)] : []),
  ];
  const routes = peers.flatMap(({ id }) => estate.learned.get(resourceKey(id)) ?? []);
  const entries = new Map<string, RouteServerEntry>();
  for (const route of routes) {
    const cidr = estate.cidrOf(route.network);
    if (!cidr || served.some((prefix) => contains(prefix, cidr))) continue;
    const prefix = formatCidr(cidr);
    entries.set(prefix, mergeRoute(entries.get(prefix), cidr, route));
  }
  return { entries: [...entries.values()], gaps };
}

function mergeRoute(known: RouteServerEntry | undefined, cidr: Cidr, { nextHop, asPath }: LearnedRoute): RouteServerEntry {
  if (!known || asPath.length < known.asPath.length) return { cidr, nextHopIps: [nextHop], asPath };
  if (asPath.length > known.asPath.length || known.nextHopIps.includes(nextHop)) return known;
  return { ...known, nextHopIps: [...known.nextHopIps, nextHop] };
}
