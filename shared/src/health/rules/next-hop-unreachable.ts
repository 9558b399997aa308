import type { ResourceKey } from '../../arm/index.ts';
import { type Address, holds } from '../../net/index.ts';
import { type ApplianceRoute, applianceRoutes, groupBy, locator, prefixReader } from '../../routing/index.ts';
import type { Topology } from '../../topology/index.ts';
import { aboutVNet } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';

interface Evidence {
  readonly vnet: ResourceKey;
  readonly routes: readonly { readonly subnets: readonly string[]; readonly prefix: string; readonly nextHop: string }[];
  /** VNets that hold one of the addresses and are not connected with this one. */
  readonly elsewhere: readonly ResourceKey[];
}

/** An appliance must stand in the VNet itself or in one that is directly connected: peerings do not chain (azure-semantics §6.1). */
export const nextHopUnreachable = rule<Evidence>({
  code: 'VNP403',
  slug: 'next-hop-unreachable',
  title: 'A route leads to an appliance that cannot be reached',
  severity: 'error',
  reads: ['routeTables', 'vnets', 'ghosts', 'peeringsOf', 'equipmentOf'],
  needs: { routeTables: 'none', connectedGroups: 'pass' },

  *check(topology) {
    const locate = locator(topology);
    const holders = holdersIn(topology);
    for (const [vnet, routes] of groupBy(applianceRoutes(topology), (route) => route.vnet)) {
      if (!topology.vnets.has(vnet)) continue;
      const placed = routes.map((route) => ({ route, where: locate(vnet, route.address) }));
      const lost = placed.filter(({ where }) => !where.at && !where.maybe).map(({ route }) => route);
      const maybe = placed.find(({ where }) => where.maybe)?.where.maybe;
      if (lost.length > 0)
        yield fail(aboutVNet(vnet), {
          vnet,
          routes: lost.map(plain),
          elsewhere: [...new Set(lost.flatMap(({ address }) => holders(address)))],
        });
      else if (maybe) yield unknown(aboutVNet(vnet), { kind: 'prefixes-unknown', vnet: maybe });
      else yield pass(aboutVNet(vnet));
    }
  },

  explain: ({ vnet, routes, elsewhere }, name) =>
    `${routes.map(({ subnets, prefix, nextHop }) => `${name(vnet)}/${subnets.join(', ')} routes ${prefix} to ${nextHop}`).join('; ')}. ${
      elsewhere.length > 0
        ? `That address lies in ${elsewhere.map(name).join(', ')}, which is not connected with ${name(vnet)}`
        : 'No VNet that was read has that address'
    }, so the traffic is dropped.`,
  remedy: () => [],
  advice: ({ vnet, elsewhere }, name) =>
    elsewhere.length > 0
      ? `Peer ${name(vnet)} with ${elsewhere.map(name).join(' or ')}, or change the routes to an appliance in a VNet that ${name(vnet)} is peered with.`
      : `Change the routes of ${name(vnet)} to an appliance that exists in this VNet or in one it is peered with, or remove them.`,
});

const plain = ({ subnets, prefix, nextHop }: ApplianceRoute) => ({ subnets, prefix, nextHop });

/** Tells which VNets hold an address, wherever they are; each address is looked for once. */
function holdersIn({ vnets }: Topology): (address: Address) => readonly ResourceKey[] {
  const read = prefixReader();
  const known = new Map<bigint, readonly ResourceKey[]>();
  return (address) => {
    const found =
      known.get(address.value) ??
      [...vnets.values()].filter(({ addressSpace }) => read(addressSpace).some((cidr) => holds(cidr, address))).map(({ key }) => key);
    known.set(address.value, found);
    return found;
  };
}
