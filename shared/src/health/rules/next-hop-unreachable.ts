import type { ResourceKey } from '../../arm/index.ts';
import type { Address } from '../../net/index.ts';
import type { Model } from '../../reach/index.ts';
import { type ApplianceRoute, applianceRoutes, groupBy, hasAppliance } from '../../routing/index.ts';
import { hasAllHalves, type Topology } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { vnetSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly vnet: ResourceKey;
  readonly routes: readonly { readonly subnets: readonly string[]; readonly prefix: string; readonly nextHop: string }[];
  /** VNets that contain one of the addresses and are not connected to this one. */
  readonly vnetsWithAddress: readonly ResourceKey[];
}

/** An appliance must be in the VNet itself or in one that is directly connected: peering is not transitive (azure-semantics §6.1). */
export const nextHopUnreachable = defineRule<Evidence>({
  code: 'VNP403',
  slug: 'next-hop-unreachable',
  title: 'The next hop of a route is unreachable',
  severity: 'error',
  reads: ['routeTables', 'vnets', 'ghosts', 'peeringsOf', 'attachedResources'],
  needs: { routeTables: 'none', connectedGroups: 'pass' },

  *check(topology, model) {
    const { locate } = model.estate;
    const vnetsWithAddress = createAddressSearch(topology, model);
    for (const [vnet, routes] of groupBy(applianceRoutes(topology), (route) => route.vnet)) {
      if (!topology.vnets.has(vnet)) continue;
      const hops = routes.map((route) => ({ route, location: locate(vnet, route.address) }));
      const notFound = hops.filter(({ location }) => !location.vnet && !location.possibleVNet).map(({ route }) => route);
      const unreachable = notFound.filter(({ address }) => isCertain(topology, vnet, vnetsWithAddress(address)));
      const candidate = hops.find(({ location }) => location.possibleVNet)?.location.possibleVNet;
      if (unreachable.length > 0)
        yield fail(vnetSubject(vnet), {
          vnet,
          routes: unreachable.map(toEvidence),
          vnetsWithAddress: [...new Set(unreachable.flatMap(({ address }) => vnetsWithAddress(address)))],
        });
      else if (notFound.length > 0) yield unknown(vnetSubject(vnet), { kind: 'halves-not-read', vnet });
      else if (candidate) yield unknown(vnetSubject(vnet), { kind: 'prefixes-unknown', vnet: candidate });
      else yield pass(vnetSubject(vnet));
    }
  },

  explain: ({ vnet, routes, vnetsWithAddress }, name) =>
    `${routes.map(({ subnets, prefix, nextHop }) => `${name(vnet)}/${subnets.join(', ')} routes ${prefix} to ${nextHop}`).join('; ')}. ${
      vnetsWithAddress.length > 0
        ? `This address is in ${vnetsWithAddress.map(name).join(', ')}, which is not connected to ${name(vnet)}`
        : 'No VNet that could be read contains this address'
    }, so the traffic is dropped.`,
  remedy: () => [],
  advice: ({ vnet, vnetsWithAddress }, name) =>
    vnetsWithAddress.length > 0
      ? `Peer ${name(vnet)} with ${vnetsWithAddress.map(name).join(' or ')}, or change the next hop to an appliance in a VNet that ${name(vnet)} is peered with.`
      : `Change the next hop to an appliance in ${name(vnet)} or in a VNet that it is peered with, or remove the routes.`,
});

/** Returns whether the VNet is certainly not connected to one that has the address: the halves of one side were all read. */
const isCertain = (topology: Topology, vnet: ResourceKey, withAddress: readonly ResourceKey[]): boolean =>
  hasAllHalves(topology, vnet) || (withAddress.length > 0 && withAddress.every((key) => hasAllHalves(topology, key)));

const toEvidence = ({ subnets, prefix, nextHop }: ApplianceRoute) => ({ subnets, prefix, nextHop });

/** Creates a function that returns the VNets that contain an address, by their prefixes or, where these are not known, by an appliance that has it. */
function createAddressSearch(topology: Topology, { estate }: Model): (address: Address) => readonly ResourceKey[] {
  const cache = new Map<Address, readonly ResourceKey[]>();
  return (address) => {
    const found = cache.get(address) ?? [
      ...estate.vnetsAt(address).map(({ key }) => key),
      ...[...topology.ghosts.keys()].filter((key) => hasAppliance(topology, key, address)),
    ];
    cache.set(address, found);
    return found;
  };
}
