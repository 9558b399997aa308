import { connectedPairs, type HalfRef } from '../../topology/index.ts';
import { createForwardingTest } from '../forwarding-vnets.ts';
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
    // gateways count although they do not need the flag: a finding would only be noise
    const forwards = createForwardingTest(topology);
    for (const pair of connectedPairs(topology)) {
      const halves = (pair.seen === 'both' ? [pair.near, pair.far] : [pair.near]).filter((half) => half.allowForwarded);
      if (halves.length === 0) continue;
      const about = peeringSubject(pair.peering);
      if (forwards(pair.peering.a) || forwards(pair.peering.b)) yield pass(about);
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
