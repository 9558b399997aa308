import type { ResourceKey } from '../../arm/index.ts';
import { type Cidr, contains, overlaps } from '../../net/index.ts';
import type { Topology } from '../../topology/index.ts';
import { aboutVNet } from '../about.ts';
import { arePeered, connectedPeers, spaceOf } from '../pairs.ts';
import { type ApplianceRoute, applianceRoutes, groupBy } from '../routes.ts';
import { fail, pass, rule, unknown } from '../rule.ts';
import { prefixReader, type ReadPrefixes, whereIs } from '../spaces.ts';

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
    const byHub = groupBy(applianceRoutes(topology), ({ vnet, address }) => {
      const { at } = whereIs(topology, read, vnet, address);
      return at === vnet ? undefined : at;
    });
    for (const [hub, routes] of byHub) {
      for (const { to: vnet } of connectedPeers(topology, hub)) {
        const inbound = routes.filter((route) => leadsTo(topology, read, route, vnet));
        const back = routes.filter((route) => route.vnet === vnet).flatMap(({ cidr }) => cidr ?? []);
        const lost = inbound.filter(({ vnet: sender }) => !meets(back, read(spaceOf(topology, sender))));
        const [first] = inbound;
        if (!first) continue;
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

/** Whether the route names that VNet (not by a default route) and wins over a direct peering, which it does only when it is as specific. */
function leadsTo(topology: Topology, read: ReadPrefixes, { vnet: sender, cidr }: ApplianceRoute, vnet: ResourceKey): boolean {
  if (sender === vnet || !cidr || cidr.length === 0) return false;
  const space = read(spaceOf(topology, vnet));
  return arePeered(topology, sender, vnet)
    ? space.some((prefix) => contains(prefix, cidr))
    : space.some((prefix) => overlaps(prefix, cidr));
}

const someOf = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(' and ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
