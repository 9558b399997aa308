import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, contains, overlaps } from '../net/index.ts';
import {
  type ApplianceRoute,
  createHostSubnets,
  createPrefixParser,
  groupBy,
  groupRoutesByHub,
  type HostSubnets,
  type LocatedRoute,
  locateRoutes,
} from '../routing/index.ts';
import { arePeered, connectedPeers, spaceOf, type Topology } from '../topology/index.ts';

/** Path of other VNets' traffic through an appliance in `hub` to `vnet`. */
interface OneWayPath {
  readonly vnet: ResourceKey;
  readonly hub: ResourceKey;
  readonly nextHop: string;
  /** VNets whose hosts send this way and to which `vnet` has no return route through the hub. */
  readonly senders: readonly ResourceKey[];
  /** False if the source does not show whether hosts, and not only appliances, send and answer. */
  readonly isCertain: boolean;
}

/** Yields, for each hub and each VNet with hosts that routes of other hosts lead to, the path with those senders that get no return route. */
export function* findOneWayPaths(topology: Topology): Iterable<OneWayPath> {
  const read = createPrefixParser();
  const located = locateRoutes(topology);
  const subnets = createHostSubnets(topology, located);
  const routes = located.map((route) => ({ ...route, isFromHosts: isFromHosts(route, subnets) }));
  const spaces = new Map([...topology.vnets.keys(), ...topology.ghosts.keys()].map((key) => [key, read(spaceOf(topology, key))]));
  const spaceIn = (vnet: ResourceKey): readonly Cidr[] => spaces.get(vnet) ?? [];
  const byVNet = groupBy(routes, ({ vnet }) => vnet);
  for (const [hub, inHub] of groupRoutesByHub(routes.filter((route) => route.isFromHosts !== false))) {
    const byPrefix = [...groupBy(inHub, ({ prefix, cidr }) => (cidr && cidr.length > 0 ? prefix : undefined)).values()];
    for (const { to: vnet } of connectedPeers(topology, hub)) {
      const space = spaceIn(vnet);
      const matching = byPrefix.filter(([route]) => route?.cidr && overlapsAny([route.cidr], space));
      const inbound = matching.flat();
      const first = inbound.find((route) => takesEffect(topology, route, vnet, space));
      const destinations = matching.flatMap(([route]) => route?.cidr ?? []);
      const answers = first && doHostsAnswer(subnets, read, vnet, destinations);
      if (!first || answers === false) continue;
      const back = (byVNet.get(vnet) ?? []).filter((route) => route.isFromHosts !== false);
      const oneWay = inbound.filter(
        (route) => !hasReturn(back, hub, spaceIn(route.vnet), byVNet) && takesEffect(topology, route, vnet, space),
      );
      const certain = oneWay.filter(({ isFromHosts: isCertain }) => isCertain && answers);
      const senders = new Set((certain.length > 0 ? certain : oneWay).map((route) => route.vnet));
      yield { vnet, hub, nextHop: first.nextHop, senders: [...senders], isCertain: certain.length > 0 };
    }
  }
}

interface Route extends LocatedRoute {
  readonly isFromHosts: boolean | undefined;
}

/** Returns whether one of the subnets that use the route belongs to hosts; undefined if none certainly does and at least one is unknown. */
const isFromHosts = ({ vnet, subnets }: ApplianceRoute, { isHostSubnet }: HostSubnets): boolean | undefined =>
  anyOf(subnets.map((subnet) => isHostSubnet(vnet, subnet)));

/** Returns whether hosts in the VNet answer what the routes send there; undefined if that is unknown. */
function doHostsAnswer(
  { subnetsOf, forwards }: HostSubnets,
  read: (texts: readonly string[]) => Cidr[],
  vnet: ResourceKey,
  destinations: readonly Cidr[],
): boolean | undefined {
  const subnets = subnetsOf(vnet);
  if (!subnets) return forwards(vnet) ? undefined : true;
  return anyOf(subnets.map(({ subnet, isHost }) => isHost !== false && overlapsAny(read(subnet.prefixes), destinations) && isHost));
}

const anyOf = (answers: readonly (boolean | undefined)[]): boolean | undefined =>
  answers.includes(true) || (answers.includes(undefined) ? undefined : false);

/** Returns whether a route leads back through the hub: to an appliance in it, or to one whose own routes lead there. */
function hasReturn(
  back: readonly Route[],
  hub: ResourceKey,
  sender: readonly Cidr[],
  byVNet: ReadonlyMap<ResourceKey, readonly Route[]>,
): boolean {
  if (back.some(({ hop, cidr }) => hop === hub && cidr && overlapsAny([cidr], sender))) return true;
  const visited = new Set<ResourceKey>();
  const leadsBack = ({ hop, cidr }: Route): boolean => {
    if (!hop || !cidr || !overlapsAny([cidr], sender)) return false;
    if (hop === hub) return true;
    if (visited.has(hop)) return false;
    visited.add(hop);
    return (byVNet.get(hop) ?? []).some((route) => route.isFromHosts !== true && leadsBack(route));
  };
  return back.some(leadsBack);
}

const overlapsAny = (some: readonly Cidr[], others: readonly Cidr[]): boolean => some.some((a) => others.some((b) => overlaps(a, b)));

/** Returns whether a route that overlaps the VNet's prefixes wins over a direct peering: only if it is at least as specific. */
const takesEffect = (topology: Topology, { vnet: sender, cidr }: ApplianceRoute, vnet: ResourceKey, space: readonly Cidr[]): boolean =>
  sender !== vnet && cidr !== undefined && (!arePeered(topology, sender, vnet) || space.some((prefix) => contains(prefix, cidr)));
