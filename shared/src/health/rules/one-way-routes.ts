import type { ResourceKey } from '../../arm/index.ts';
import { type Cidr, contains, overlaps } from '../../net/index.ts';
import type { Topology } from '../../topology/index.ts';
import { aboutVNet } from '../about.ts';
import { arePeered, connectedPeers, spaceOf } from '../pairs.ts';
import { type ApplianceRoute, groupBy, routesByHub } from '../routes.ts';
import { fail, pass, rule, unknown } from '../rule.ts';
import { prefixReader } from '../spaces.ts';

interface Evidence {
  readonly vnet: ResourceKey;
  readonly hub: ResourceKey;
  readonly nextHop: string;
  /** The VNets that route here and get no route back. */
  readonly senders: readonly ResourceKey[];
}

/** Answers must come back through the same appliance, or a stateful one drops them (azure-semantics §6.3). A default route alone shows no intention. */
export const oneWayRoutes = rule<Evidence>({
  code: 'VNP404',
  slug: 'one-way-routes',
  title: 'Routes through an appliance lead one way only',
  severity: 'warning',
  reads: ['routeTables', 'vnets', 'ghosts', 'peerings', 'peeringsOf', 'equipmentOf'],

  *check(topology) {
    const read = prefixReader();
    for (const [hub, routes] of routesByHub(topology)) {
      const named = [...groupBy(routes, ({ prefix, cidr }) => (cidr && cidr.length > 0 ? prefix : undefined)).values()];
      const own = groupBy(routes, ({ vnet }) => vnet);
      for (const { to: vnet } of connectedPeers(topology, hub)) {
        const space = read(spaceOf(topology, vnet));
        const towards = named.filter(([route]) => route?.cidr && meets([route.cidr], space)).flat();
        const first = towards.find((route) => leadsTo(topology, route, vnet, space));
        if (!first) continue;
        const back = (own.get(vnet) ?? []).flatMap(({ cidr }) => cidr ?? []);
        const lost = towards.filter((route) => !meets(back, read(spaceOf(topology, route.vnet))) && leadsTo(topology, route, vnet, space));
        if (!topology.vnets.has(vnet)) yield unknown(aboutVNet(vnet), { kind: 'vnet-unread', vnet });
        else if (lost.length === 0) yield pass(aboutVNet(vnet));
        else yield fail(aboutVNet(vnet), { vnet, hub, nextHop: first.nextHop, senders: [...new Set(lost.map((route) => route.vnet))] });
      }
    }
  },

  explain: ({ vnet, hub, nextHop, senders }, name) =>
    `${someOf(senders.map(name))} ${senders.length === 1 ? 'routes' : 'route'} to ${name(vnet)} through ${nextHop} in ${name(hub)}. ${name(vnet)} has no route back through it, so answers are lost.`,
  remedy: () => [],
  advice: ({ vnet, nextHop, senders }, name) =>
    `Add routes to the subnets of ${name(vnet)}: the prefixes of ${someOf(senders.map(name))}, next hop type VirtualAppliance, address ${nextHop}.`,
});

const meets = (some: readonly Cidr[], others: readonly Cidr[]): boolean => some.some((a) => others.some((b) => overlaps(a, b)));

/** Whether the route, which meets that VNet's prefixes, wins over a direct peering: it does only when it is as specific. */
const leadsTo = (topology: Topology, { vnet: sender, cidr }: ApplianceRoute, vnet: ResourceKey, space: readonly Cidr[]): boolean =>
  sender !== vnet && cidr !== undefined && (!arePeered(topology, sender, vnet) || space.some((prefix) => contains(prefix, cidr)));

const someOf = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(' and ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
