import { lastName, type ResourceKey, resourceKey } from '../../arm/index.ts';
import { contains, formatCidr } from '../../net/index.ts';
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
  /** The VNet is connected to a hub of Virtual WAN, which brings routes that are not modelled (R38). */
  readonly hasVirtualHub: boolean;
}

interface Candidate extends RouteIntoVNet {
  readonly preference: number;
  readonly pathLength: number;
}

/**
 * For equal prefixes, ExpressRoute is preferred to VPN (R10); between the others the shorter AS path decides. What a Route Server has passed on
 * to a gateway counts only where its own routes do not contain it: it brings them with the appliances as next hops.
 */
const PREFERENCE = { ExpressRoute: 0, other: 1, passedOn: 2 };

/** Returns the routes that the gateways and Route Servers of a VNet, and the remote ones that it uses, bring into it. */
export function findRoutesIntoVNet(estate: Estate, tables: ReadonlyMap<ResourceKey, GatewayTable>, vnet: ResourceKey): RoutesIntoVNet {
  const { gateways, routeServers, hidden } = findServingGateways(estate, vnet);
  const gaps = hidden.map((owner): Gap => ({ text: `The gateways of ${estate.nameOf(owner)} were not read.`, families: [4, 6] }));
  const candidates: Candidate[] = [];
  for (const gateway of gateways) {
    const served = findServedVNets(estate, gateway).flatMap(({ prefixes }) => estate.cidrsOf(prefixes));
    const table = tables.get(resourceKey(gateway.id));
    gaps.push(...(table?.gaps ?? []));
    const preference = gateway.kind === 'ExpressRoute' ? PREFERENCE.ExpressRoute : PREFERENCE.other;
    for (const { cidr, target, asPath, nextHopIps, isFromRouteServer } of table?.entries ?? []) {
      if (target.kind === 'vnet' || served.some((own) => contains(own, cidr))) continue;
      candidates.push({
        prefix: formatCidr(cidr),
        nextHopIps: nextHopIps.length > 0 ? nextHopIps : (gateway.bgpAddresses ?? []),
        origin: { kind: 'gateway', gateway },
        preference: isFromRouteServer ? PREFERENCE.passedOn : preference,
        pathLength: asPath.length,
      });
    }
  }
  const own = estate.cidrsOf(estate.spaceOf(vnet));
  for (const routeServer of routeServers) {
    const table = readRouteServer(estate, routeServer);
    gaps.push(...table.gaps);
    for (const { cidr, nextHopIps, asPath } of table.entries)
      if (!own.some((prefix) => contains(prefix, cidr)))
        candidates.push({
          prefix: formatCidr(cidr),
          nextHopIps,
          origin: { kind: 'route-server', routeServer },
          preference: PREFERENCE.other,
          pathLength: asPath.length,
        });
  }
  return { routes: preferred(candidates), gaps: uniqueGaps(gaps), hasVirtualHub: usesVirtualHub(estate, vnet) };
}

function preferred(candidates: readonly Candidate[]): readonly RouteIntoVNet[] {
  const best = new Map<string, Candidate>();
  for (const each of candidates) {
    const known = best.get(each.prefix);
    if (!known || each.preference < known.preference || (each.preference === known.preference && each.pathLength < known.pathLength))
      best.set(each.prefix, each);
  }
  return [...best.values()].map(({ prefix, nextHopIps, origin }) => ({ prefix, nextHopIps, origin }));
}

const usesVirtualHub = (estate: Estate, vnet: ResourceKey): boolean =>
  estate.hubConnectionsOf(vnet).length > 0 || estate.peersOf(vnet).some(({ to }) => isVirtualHub(estate.topology, to));

/** Names the virtual hubs that a VNet is connected to. */
export const namesOfVirtualHubs = (estate: Estate, vnet: ResourceKey): readonly string[] => {
  const connected = estate.hubConnectionsOf(vnet).map(({ hubId }) => lastName(hubId));
  const peered = estate.peersOf(vnet).flatMap(({ to }) => (isVirtualHub(estate.topology, to) ? [estate.nameOf(to)] : []));
  return [...new Set([...connected, ...peered])];
};
