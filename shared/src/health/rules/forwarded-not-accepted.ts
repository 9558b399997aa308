import type { ResourceKey } from '../../arm/index.ts';
import { overlaps } from '../../net/index.ts';
import { createPrefixParser, groupBy, groupRoutesByHub, locateRoutes } from '../../routing/index.ts';
import { arePeered, connectedPeers, type HalfRef, spaceOf } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { halfSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly half: HalfRef;
  readonly sender: ResourceKey;
  readonly prefix: string;
  readonly nextHop: string;
}

/** The receiver's flag counts: the one on the half of the VNet where forwarded packets arrive (azure-semantics §6.3). */
export const forwardedNotAccepted = defineRule<Evidence>({
  code: 'VNP402',
  slug: 'forwarded-not-accepted',
  title: 'Traffic is routed through an appliance, but a half does not allow forwarded traffic',
  severity: 'warning',
  reads: ['routeTables', 'vnets', 'ghosts', 'peerings', 'peeringsOf', 'attachedResources'],
  needs: { routeTables: 'none', connectedGroups: 'none' },

  *check(topology) {
    const read = createPrefixParser();
    for (const [hub, routes] of groupRoutesByHub(locateRoutes(topology))) {
      const byPrefix = [...groupBy(routes, ({ prefix }) => prefix).values()];
      const senders = groupBy(routes, ({ vnet }) => vnet);
      for (const { to: vnet, far } of connectedPeers(topology, hub)) {
        const space = read(spaceOf(topology, vnet));
        const inbound = byPrefix.filter(([first]) => space.some((prefix) => first?.cidr && overlaps(first.cidr, prefix)));
        const fromOthers = findInLists(inbound, (route) => route.vnet !== vnet && !arePeered(topology, route.vnet, vnet));
        const route = fromOthers ?? senders.get(vnet)?.[0];
        const half = { from: vnet, to: hub };
        if (!route) continue;
        if (far?.allowForwarded) yield pass(halfSubject(half));
        else if (far) yield fail(halfSubject(half), { half, sender: route.vnet, prefix: route.prefix, nextHop: route.nextHop });
        else yield unknown(halfSubject(half), { kind: 'half-unreadable', vnet });
      }
    }
  },

  explain: ({ half, sender, prefix, nextHop }, name) =>
    `${name(sender)} routes ${prefix} to ${nextHop} in ${name(half.to)}. Packets that this appliance forwards to ${name(half.from)}${sender === half.from ? ', including responses,' : ''} count as forwarded traffic, which ${name(half.from)} → ${name(half.to)} does not allow.`,
  remedy: ({ half }) => [{ kind: 'put-half', ...half, flags: { allowForwarded: true } }],
});

function findInLists<T>(lists: readonly (readonly T[])[], predicate: (item: T) => boolean): T | undefined {
  for (const list of lists) {
    const found = list.find(predicate);
    if (found) return found;
  }
  return undefined;
}
