import type { ResourceKey } from '../../arm/index.ts';
import { type Cidr, contains, overlaps } from '../../net/index.ts';
import { type ApplianceRoute, createPrefixParser, groupBy, groupRoutesByHub } from '../../routing/index.ts';
import { arePeered, connectedPeers, spaceOf, type Topology } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { vnetSubject } from '../verdict-subject.ts';

interface Path {
  readonly hub: ResourceKey;
  readonly nextHop: string;
  /** VNets that route to this one through the hub without a return route. */
  readonly senders: readonly ResourceKey[];
}

interface Evidence {
  readonly vnet: ResourceKey;
  readonly paths: readonly Path[];
}

/**
 * Responses must return through the same appliance, or a stateful one drops them (azure-semantics §6.3). A default route alone does not
 * show intent.
 */
export const oneWayRoutes = defineRule<Evidence>({
  code: 'VNP404',
  slug: 'one-way-routes',
  title: 'Asymmetric routing through an appliance',
  severity: 'warning',
  reads: ['routeTables', 'vnets', 'ghosts', 'peerings', 'peeringsOf', 'attachedResources'],
  needs: { routeTables: 'none', connectedGroups: 'none' },

  *check(topology) {
    for (const [vnet, paths] of groupBy(findPaths(topology), (path) => path.vnet)) {
      const oneWay = paths.filter(({ senders }) => senders.length > 0);
      if (!topology.vnets.has(vnet)) yield unknown(vnetSubject(vnet), { kind: 'vnet-unreadable', vnet });
      else if (oneWay.length === 0) yield pass(vnetSubject(vnet));
      else yield fail(vnetSubject(vnet), { vnet, paths: oneWay.map(({ hub, nextHop, senders }) => ({ hub, nextHop, senders })) });
    }
  },

  explain: ({ vnet, paths }, name) =>
    `${paths
      .map(
        ({ hub, nextHop, senders }) =>
          `${formatNames(senders.map(name))} ${senders.length === 1 ? 'routes' : 'route'} to ${name(vnet)} through ${nextHop} in ${name(hub)}.`,
      )
      .join(' ')} ${name(vnet)} has no return route through ${paths.length === 1 ? 'it' : 'them'}, so responses are lost.`,
  remedy: () => [],
  advice: ({ vnet, paths }, name) =>
    `Add return routes to the subnets of ${name(vnet)} with next hop type VirtualAppliance: ${paths
      .map(({ nextHop, senders }) => `the address prefixes of ${formatNames(senders.map(name))} to ${nextHop}`)
      .join('; ')}.`,
});

/** Yields, for each hub and each VNet that routes of other VNets lead to, the path with those senders that get no return route. */
function* findPaths(topology: Topology): Iterable<Path & { readonly vnet: ResourceKey }> {
  const read = createPrefixParser();
  for (const [hub, routes] of groupRoutesByHub(topology)) {
    const byPrefix = [...groupBy(routes, ({ prefix, cidr }) => (cidr && cidr.length > 0 ? prefix : undefined)).values()];
    const own = groupBy(routes, (route) => route.vnet);
    for (const { to: vnet } of connectedPeers(topology, hub)) {
      const space = read(spaceOf(topology, vnet));
      const inbound = byPrefix.filter(([route]) => route?.cidr && overlapsAny([route.cidr], space)).flat();
      const first = inbound.find((route) => takesEffect(topology, route, vnet, space));
      if (!first) continue;
      const back = (own.get(vnet) ?? []).flatMap(({ cidr }) => cidr ?? []);
      const oneWay = inbound.filter(
        (route) => !overlapsAny(back, read(spaceOf(topology, route.vnet))) && takesEffect(topology, route, vnet, space),
      );
      yield { vnet, hub, nextHop: first.nextHop, senders: [...new Set(oneWay.map((route) => route.vnet))] };
    }
  }
}

const overlapsAny = (some: readonly Cidr[], others: readonly Cidr[]): boolean => some.some((a) => others.some((b) => overlaps(a, b)));

/** Returns whether a route that overlaps the VNet's prefixes wins over a direct peering: only if it is at least as specific. */
const takesEffect = (topology: Topology, { vnet: sender, cidr }: ApplianceRoute, vnet: ResourceKey, space: readonly Cidr[]): boolean =>
  sender !== vnet && cidr !== undefined && (!arePeered(topology, sender, vnet) || space.some((prefix) => contains(prefix, cidr)));

const formatNames = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(' and ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
