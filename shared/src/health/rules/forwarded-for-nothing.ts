import type { ResourceKey } from '../../arm/index.ts';
import { applianceRoutes, createLocator } from '../../routing/index.ts';
import { connectedPairs, type HalfRef, type Topology } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { peeringSubject } from '../verdict-subject.ts';

/**
 * Checks both halves together: Microsoft's documentation disagrees on the direction of the flag, and setting both is good advice
 * (azure-semantics §6.3).
 */
export const forwardedForNothing = defineRule<{ halves: HalfRef[] }>({
  code: 'VNP405',
  slug: 'forwarded-for-nothing',
  title: 'Forwarded traffic is allowed, but nothing forwards traffic',
  severity: 'info',
  reads: ['peerings', 'peeringsOf', 'vnets', 'ghosts', 'attachedResources', 'routeTables'],
  needs: { gateways: 'pass', firewalls: 'pass', appliances: 'pass', routeServers: 'pass', routeTables: 'pass' },

  *check(topology) {
    const hops = nextHopVNets(topology);
    for (const pair of connectedPairs(topology)) {
      const halves = (pair.seen === 'both' ? [pair.near, pair.far] : [pair.near]).filter((half) => half.allowForwarded);
      if (halves.length === 0) continue;
      const about = peeringSubject(pair.peering);
      if ([pair.peering.a, pair.peering.b].some((end) => hops.has(end) || forwards(topology, end))) yield pass(about);
      else if (pair.seen === 'one') yield unknown(about, { kind: 'vnet-unreadable', vnet: pair.hidden });
      else yield fail(about, { halves: halves.map(({ from, to }) => ({ from, to })) });
    }
  },

  explain: ({ halves: [first] }, name) =>
    first
      ? `Forwarded traffic is allowed between ${name(first.from)} and ${name(first.to)}, but neither VNet contains a firewall, NVA, gateway or Route Server, and no route has a next hop in either of them.`
      : '',
  remedy: ({ halves }) => halves.map((half) => ({ kind: 'put-half', ...half, flags: { allowForwarded: false } })),
  highlights: ({ halves }) => halves,
});

/** Returns whether the VNet forwards traffic. Gateways count although they do not need the flag: a finding would only be noise. */
function forwards({ attachedResources }: Topology, vnet: ResourceKey): boolean {
  const { firewalls = [], appliances = [], gateways = [], routeServers = [] } = attachedResources.get(vnet) ?? {};
  return firewalls.length + appliances.length + gateways.length + routeServers.length > 0;
}

function nextHopVNets(topology: Topology): Set<ResourceKey> {
  const locate = createLocator(topology);
  return new Set([...applianceRoutes(topology)].flatMap(({ vnet, address }) => locate(vnet, address).vnet ?? []));
}
