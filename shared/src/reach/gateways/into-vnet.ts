import { lastName, type ResourceKey, resourceKey } from '../../arm/index.ts';
import { type Cidr, createPrefixIndex, formatCidr, type PrefixIndex } from '../../net/index.ts';
import { isVirtualHub } from '../../topology/index.ts';
import type { Estate } from '../estate.ts';
import type { RouteOrigin } from '../routes/effective-route.ts';
import { type Gap, uniqueGaps } from './gap.ts';
import type { GatewayTable } from './gateway-table.ts';
import { readRouteServer } from './route-server-table.ts';
import { findServedVNets, findServingGateways } from './serving-gateways.ts';

/** Route that a gateway or Route Server brings into a VNet. */
interface RouteIntoVNet {
  readonly prefix: string;
  readonly nextHopIps: readonly string[];
  readonly origin: Extract<RouteOrigin, { readonly kind: 'gateway' | 'route-server' }>;
}

/** All routes that gateways and Route Servers bring into a VNet. */
export interface RoutesIntoVNet {
  readonly routes: readonly RouteIntoVNet[];
  /** Empty if the list is complete. */
  readonly gaps: readonly Gap[];
  /** Names of the prefixes of VNets that these gateways serve. */
  readonly served: PrefixIndex<string>;
  /** The VNet is connected to a hub of Virtual WAN, which brings routes that are not modelled (R38). */
  readonly hasVirtualHub: boolean;
}

interface Candidate extends RouteIntoVNet {
  readonly source: Source;
  readonly pathLength: number;
}

type Source = 'ExpressRoute' | 'other' | 'passed-on';

type Ranks = Readonly<Record<Source, number>>;

const EXPRESS_ROUTE_FIRST: Ranks = { ExpressRoute: 0, other: 1, 'passed-on': 2 };

/**
 * Ranks of sources for equal prefixes by the preference of the Route Server, in lower case, if it is not the usual one for ExpressRoute (R10); of
 * one rank the shorter AS path decides. What one has passed on to a gateway counts only where its own routes do not contain it: it
 * brings them with the appliances as next hops.
 */
const RANKS: Readonly<Record<string, Ranks>> = {
  vpngateway: { ExpressRoute: 1, other: 0, 'passed-on': 2 },
  aspath: { ExpressRoute: 0, other: 0, 'passed-on': 2 },
};

/** Returns the routes that the gateways and Route Servers of a VNet, and the remote ones that it uses, bring into it. */
export function findRoutesIntoVNet(estate: Estate, tables: ReadonlyMap<ResourceKey, GatewayTable>, vnet: ResourceKey): RoutesIntoVNet {
  const { gateways, routeServers, hidden } = findServingGateways(estate, vnet);
  const gaps = hidden.map(
    (owner): Gap => ({ text: `The gateways of ${estate.nameOf(owner)} were not read.`, families: [4, 6], sourceId: undefined }),
  );
  const candidates: Candidate[] = [];
  const allServed: Cidr[] = [];
  for (const gateway of gateways) {
    const served = findServedVNets(estate, gateway).flatMap(({ prefixes }) => estate.cidrsOf(prefixes));
    const servedIndex = createPrefixIndex(served.map((own) => ({ cidr: own, value: own })));
    allServed.push(...served);
    const table = tables.get(resourceKey(gateway.id));
    gaps.push(...(table?.gaps ?? []));
    const source = gateway.kind === 'ExpressRoute' ? 'ExpressRoute' : 'other';
    for (const { cidr, target, asPath, nextHopIps, isFromRouteServer } of table?.entries ?? []) {
      if (target.kind === 'vnet' || servedIndex.around(cidr).length > 0) continue;
      candidates.push({
        prefix: formatCidr(cidr),
        nextHopIps: nextHopIps.length > 0 ? nextHopIps : (gateway.bgpAddresses ?? []),
        origin: { kind: 'gateway', gateway },
        source: isFromRouteServer ? 'passed-on' : source,
        pathLength: asPath.length,
      });
    }
  }
  for (const routeServer of routeServers) {
    const table = readRouteServer(estate, routeServer);
    gaps.push(...table.gaps);
    for (const { cidr, nextHopIps, asPath } of table.entries)
      candidates.push({
        prefix: formatCidr(cidr),
        nextHopIps,
        origin: { kind: 'route-server', routeServer },
        source: 'other',
        pathLength: asPath.length,
      });
  }
  const [routingPreference = ''] = routeServers.map((each) => each.routingPreference?.toLowerCase());
  const ranks = RANKS[routingPreference] ?? EXPRESS_ROUTE_FIRST;
  return {
    routes: preferred(candidates, ranks),
    gaps: uniqueGaps(gaps),
    served: createPrefixIndex(allServed.map((cidr) => ({ cidr, value: formatCidr(cidr) }))),
    hasVirtualHub: usesVirtualHub(estate, vnet),
  };
}

function preferred(candidates: readonly Candidate[], ranks: Ranks): readonly RouteIntoVNet[] {
  const best = new Map<string, Candidate>();
  for (const each of candidates) {
    const known = best.get(each.prefix);
    const difference = known ? compareCandidates(each, known, ranks) : -1;
    if (difference < 0) best.set(each.prefix, each);
  }
  return [...best.values()].map(({ prefix, nextHopIps, origin }) => ({ prefix, nextHopIps, origin }));
}

/** Returns a negative number if the first one is better. Of equally long AS paths, that of ExpressRoute goes first, however gateways are listed. */
const compareCandidates = (one: Candidate, other: Candidate, ranks: Ranks): number =>
  ranks[one.source] - ranks[other.source] ||
  one.pathLength - other.pathLength ||
  EXPRESS_ROUTE_FIRST[one.source] - EXPRESS_ROUTE_FIRST[other.source];

const usesVirtualHub = (estate: Estate, vnet: ResourceKey): boolean =>
  estate.hubConnectionsOf(vnet).length > 0 || estate.peersOf(vnet).some(({ to }) => isVirtualHub(estate.topology, to));

/** Names the virtual hubs that a VNet is connected to. */
export const namesOfVirtualHubs = (estate: Estate, vnet: ResourceKey): readonly string[] => {
  const connected = estate.hubConnectionsOf(vnet).map(({ hubId }) => lastName(hubId));
  const peered = estate.peersOf(vnet).flatMap(({ to }) => (isVirtualHub(estate.topology, to) ? [estate.nameOf(to)] : []));
  return [...new Set([...connected, ...peered])];
};
