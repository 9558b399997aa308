import type { ResourceKey } from '../../arm/index.ts';
import { type Cidr, contains, overlaps } from '../../net/index.ts';
import { type ApplianceRoute, groupBy, prefixReader, routesByHub } from '../../routing/index.ts';
import { arePeered, connectedPeers, spaceOf, type Topology } from '../../topology/index.ts';
import { aboutVNet } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';

interface Way {
  readonly hub: ResourceKey;
  readonly nextHop: string;
  /** The VNets that route here through that hub and get no route back. */
  readonly senders: readonly ResourceKey[];
}

interface Evidence {
  readonly vnet: ResourceKey;
  readonly ways: readonly Way[];
}

/** Answers must come back through the same appliance, or a stateful one drops them (azure-semantics §6.3). A default route alone shows no intention. */
export const oneWayRoutes = rule<Evidence>({
  code: 'VNP404',
  slug: 'one-way-routes',
  title: 'Routes through an appliance lead one way only',
  severity: 'warning',
  reads: ['routeTables', 'vnets', 'ghosts', 'peerings', 'peeringsOf', 'equipmentOf'],
  needs: { routeTables: 'none', connectedGroups: 'none' },

  *check(topology) {
    for (const [vnet, ways] of groupBy(waysInto(topology), (way) => way.vnet)) {
      const lost = ways.filter(({ senders }) => senders.length > 0);
      if (!topology.vnets.has(vnet)) yield unknown(aboutVNet(vnet), { kind: 'vnet-unread', vnet });
      else if (lost.length === 0) yield pass(aboutVNet(vnet));
      else yield fail(aboutVNet(vnet), { vnet, ways: lost.map(({ hub, nextHop, senders }) => ({ hub, nextHop, senders })) });
    }
  },

  explain: ({ vnet, ways }, name) =>
    `${ways
      .map(
        ({ hub, nextHop, senders }) =>
          `${someOf(senders.map(name))} ${senders.length === 1 ? 'routes' : 'route'} to ${name(vnet)} through ${nextHop} in ${name(hub)}.`,
      )
      .join(' ')} ${name(vnet)} has no route back that way, so answers are lost.`,
  remedy: () => [],
  advice: ({ vnet, ways }, name) =>
    `Add routes to the subnets of ${name(vnet)}, next hop type VirtualAppliance: ${ways
      .map(({ nextHop, senders }) => `the prefixes of ${someOf(senders.map(name))} to ${nextHop}`)
      .join('; ')}.`,
});

/** Through each hub, every VNet that routes of others name, and which of those others get no route back. */
function* waysInto(topology: Topology): Iterable<Way & { readonly vnet: ResourceKey }> {
  const read = prefixReader();
  for (const [hub, routes] of routesByHub(topology)) {
    const named = [...groupBy(routes, ({ prefix, cidr }) => (cidr && cidr.length > 0 ? prefix : undefined)).values()];
    const own = groupBy(routes, (route) => route.vnet);
    for (const { to: vnet } of connectedPeers(topology, hub)) {
      const space = read(spaceOf(topology, vnet));
      const towards = named.filter(([route]) => route?.cidr && meets([route.cidr], space)).flat();
      const first = towards.find((route) => leadsTo(topology, route, vnet, space));
      if (!first) continue;
      const back = (own.get(vnet) ?? []).flatMap(({ cidr }) => cidr ?? []);
      const lost = towards.filter((route) => !meets(back, read(spaceOf(topology, route.vnet))) && leadsTo(topology, route, vnet, space));
      yield { vnet, hub, nextHop: first.nextHop, senders: [...new Set(lost.map((route) => route.vnet))] };
    }
  }
}

const meets = (some: readonly Cidr[], others: readonly Cidr[]): boolean => some.some((a) => others.some((b) => overlaps(a, b)));

/** Whether the route, which meets that VNet's prefixes, wins over a direct peering: it does only when it is as specific. */
const leadsTo = (topology: Topology, { vnet: sender, cidr }: ApplianceRoute, vnet: ResourceKey, space: readonly Cidr[]): boolean =>
  sender !== vnet && cidr !== undefined && (!arePeered(topology, sender, vnet) || space.some((prefix) => contains(prefix, cidr)));

const someOf = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(' and ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
