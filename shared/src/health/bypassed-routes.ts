import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, contains, formatCidr, overlaps } from '../net/index.ts';
import type { Model } from '../reach/index.ts';
import {
  createHostSubnets,
  createPrefixParser,
  groupBy,
  type HostSubnets,
  isApplianceType,
  type LocatedRoute,
  locateRoutes,
  type PrefixParser,
  tableUses,
} from '../routing/index.ts';
import { connectedPeers, isVirtualHub, spaceOf, type Topology } from '../topology/index.ts';
import { sendsToSitesThrough } from './sites.ts';
import { findStatefulAppliance } from './stateful-appliance.ts';

/** Routes of a peering that take precedence over the route that sends the same traffic to an appliance. */
export interface Bypass {
  readonly vnet: ResourceKey;
  readonly subnets: readonly string[];
  readonly peer: ResourceKey;
  /** The prefixes of the peering's routes. */
  readonly prefixes: readonly string[];
  /** Prefix and next hop of the route that shows the intention: a less specific one, or one for another prefix of the peer. */
  readonly route: string;
  readonly nextHop: string;
  /**
   * The peer certainly sends its responses to networks behind the gateways of the VNet through the next hop, which keeps the state of connections but
   * has not seen the requests.
   */
  readonly isResponseDropped: boolean;
  /** False if the source does not show whether hosts are at both ends. */
  readonly isCertain: boolean;
}

type UserRoute = { readonly cidr: Cidr } & (
  | { readonly located: LocatedRoute }
  /** A route with another next hop type. */
  | { readonly located: undefined }
);

/** Yields each VNet with routes to appliances, with the peering routes that bypass them. Azure uses the longest matching prefix first. */
export function* findBypasses(
  topology: Topology,
  model: Model,
): Iterable<{ readonly vnet: ResourceKey; readonly bypasses: readonly Bypass[] }> {
  const read = createPrefixParser();
  const located = locateRoutes(topology);
  const hosts = createHostSubnets(topology, located);
  // a route whose next hop is unreachable leads to no appliance (VNP403)
  const locatedBy = groupBy(located, ({ vnet, subnets, hop }) => (hop ? keyOfUse(vnet, subnets) : undefined));
  for (const { table, vnet, subnets } of tableUses(topology)) {
    const toAppliances = locatedBy.get(keyOfUse(vnet, subnets)) ?? [];
    const senders = subnets.filter((subnet) => isGatewaySubnet(subnet) || hosts.isHostSubnet(vnet, subnet) !== false);
    if (toAppliances.length === 0 || senders.length === 0 || !topology.vnets.has(vnet)) continue;
    const others = read(table.routes.filter(({ nextHopType }) => !isApplianceType(nextHopType)).map(({ prefix }) => prefix));
    const routes: UserRoute[] = [
      ...toAppliances.flatMap((route) => (route.cidr ? [{ cidr: route.cidr, located: route }] : [])),
      ...others.map((cidr) => ({ cidr, located: undefined })),
    ];
    const isSenderCertain = senders.some((subnet) => isGatewaySubnet(subnet) || hosts.isHostSubnet(vnet, subnet) === true);
    const isFromGateway = senders.some(isGatewaySubnet);
    const bypasses = table.disablePeeringRoute?.toLowerCase() === 'all' ? [] : [...bypassesOf(topology, vnet, routes, hosts, read)];
    yield {
      vnet,
      bypasses: bypasses.map((bypass) => ({
        ...bypass,
        subnets: senders,
        isResponseDropped: isFromGateway && dropsResponses(topology, model, hosts, bypass),
        isCertain: bypass.isCertain && isSenderCertain,
      })),
    };
  }
}

type FoundBypass = Omit<Bypass, 'subnets' | 'isResponseDropped'>;

/** Returns whether requests from networks behind the VNet's gateways reach the peer past the appliance, but responses pass the appliance. */
function dropsResponses(topology: Topology, model: Model, hosts: HostSubnets, { vnet, peer, nextHop }: FoundBypass): boolean {
  const responder = topology.vnets.get(peer);
  const isAdvertised = model.estate.peersOf(peer).some(({ to, near }) => to === vnet && near?.useRemoteGateways);
  if (!responder || !isAdvertised || !sendsToSitesThrough(model, hosts, responder, vnet, nextHop)) return false;
  const { appliance, isLoadBalancer } = findStatefulAppliance(topology, model, vnet, nextHop);
  return appliance !== undefined || isLoadBalancer === true;
}

const keyOfUse = (vnet: ResourceKey, subnets: readonly string[]): string => `${vnet} ${subnets.join()}`;
const isGatewaySubnet = (name: string): boolean => name.toLowerCase() === 'gatewaysubnet';

function* bypassesOf(
  topology: Topology,
  vnet: ResourceKey,
  routes: readonly UserRoute[],
  hosts: HostSubnets,
  read: PrefixParser,
): Iterable<FoundBypass> {
  for (const { to: peer, near } of connectedPeers(topology, vnet)) {
    if (!near || isVirtualHub(topology, peer)) continue;
    const learned = read(near.remoteLearned ?? spaceOf(topology, peer));
    const found = learned.flatMap((prefix) => {
      const route = routeMeantFor(prefix, learned, routes);
      const isPlainDefault = route?.cidr?.length === 0;
      if (!route || (isPlainDefault && (route.hop === peer || route.hop === vnet || hosts.forwards(peer)))) return [];
      const hasHosts = hasHostsIn(hosts, read, topology, peer, prefix);
      return hasHosts === false ? [] : [{ prefix, route, isCertain: hasHosts === true }];
    });
    for (const same of groupBy(found, ({ route, isCertain }) => `${route.prefix} ${isCertain}`).values()) {
      const [first] = same;
      if (!first) continue;
      const { route, isCertain } = first;
      yield { vnet, peer, prefixes: same.map(({ prefix }) => formatCidr(prefix)), route: route.prefix, nextHop: route.nextHop, isCertain };
    }
  }
}

/**
 * Returns the route to an appliance that was intended for a peering's prefix but is not used: the longest route that contains the prefix, or one
 * for another prefix of the same peer. Undefined if a route at least as specific exists, which takes precedence.
 */
function routeMeantFor(prefix: Cidr, learned: readonly Cidr[], routes: readonly UserRoute[]): LocatedRoute | undefined {
  if (routes.some(({ cidr }) => cidr.length >= prefix.length && overlaps(cidr, prefix))) return undefined;
  const [longest] = routes.filter(({ cidr }) => contains(cidr, prefix)).sort((a, b) => b.cidr.length - a.cidr.length);
  if (longest?.located && longest.cidr.length > 0) return longest.located;
  const isOfPeer = ({ cidr }: UserRoute): boolean =>
    learned.some((other) => other.family === prefix.family && cidr.length === other.length && contains(cidr, other));
  return routes.find((route) => route.located && isOfPeer(route))?.located ?? longest?.located;
}

/** Returns whether hosts are in the prefix of the VNet; undefined if that is unknown. */
function hasHostsIn(
  { subnetsOf, forwards }: HostSubnets,
  read: PrefixParser,
  { vnets }: Topology,
  vnet: ResourceKey,
  prefix: Cidr,
): boolean | undefined {
  const subnets = subnetsOf(vnet);
  if (!subnets) return vnets.has(vnet) && !forwards(vnet) ? true : undefined;
  const answers = subnets.filter(({ subnet }) => read(subnet.prefixes).some((cidr) => overlaps(cidr, prefix))).map(({ isHost }) => isHost);
  return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
}
