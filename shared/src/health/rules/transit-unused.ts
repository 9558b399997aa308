import type { ResourceKey } from '../../arm/index.ts';
import { connectedPeers, formatNumber, type Half, type HalfRef, hasAllHalves, type Topology } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { type Majority, spokesOf } from '../siblings.ts';
import { halfSubject, vnetSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly hub: ResourceKey;
  readonly users: Majority;
  /** Half of the spoke that does not use the gateways although most others do; absent if no VNet uses them. */
  readonly half: HalfRef | undefined;
}

const MIN_USERS = 3;

/** Allowing gateway transit has no effect by itself: each spoke must use remote gateways. */
export const transitUnused = defineRule<Evidence>({
  code: 'VNP304',
  slug: 'transit-unused',
  title: 'Gateway transit is allowed but not used',
  severity: 'info',
  reads: ['peeringsOf', 'vnets', 'attachedResources'],
  needs: { gateways: 'none' },

  *check(topology) {
    for (const hub of topology.vnets.keys()) {
      const peers = [...connectedPeers(topology, hub)].filter(({ near }) => near?.allowTransit);
      if (peers.length === 0) continue;
      const unreadable = peers.filter(({ far, to }) => !far && !hasAllHalves(topology, to));
      for (const { to } of unreadable) yield unknown(halfSubject({ from: to, to: hub }), { kind: 'half-unreadable', vnet: to });
      const idle = idleSpokes(topology, hub);
      const users = { agree: peers.filter(({ far }) => far?.useRemoteGateways).length, total: peers.length };
      if (users.agree === 0 && unreadable.length === 0) yield fail(vnetSubject(hub), { hub, users, half: undefined });
      else if (users.agree < MIN_USERS || idle.length * 2 >= users.total || idle.length === 0) yield pass(vnetSubject(hub));
      else for (const { from, to } of idle) yield fail(halfSubject({ from, to }), { hub, users, half: { from, to } });
    }
  },

  explain: ({ hub, users, half }, name) =>
    half
      ? `${name(hub)} allows gateway transit to ${formatNumber(users.total)} VNets, and ${formatNumber(users.agree)} of them use its gateways. ${name(half.from)} does not.`
      : `${name(hub)} allows gateway transit on ${formatNumber(users.total)} of its halves, but no VNet uses it.`,
  remedy: ({ half }) => (half ? [{ kind: 'put-half', ...half, flags: { useRemoteGateways: true } }] : []),
  advice: ({ hub }, name) =>
    `This is not an error. If VNets should reach on-premises networks through ${name(hub)}, turn on useRemoteGateways on their halves. Otherwise, turn off allowGatewayTransit on the halves of ${name(hub)}.`,
});

/** Returns the halves of spokes that could use gateway transit but do not. */
const idleSpokes = (topology: Topology, hub: ResourceKey): Half[] =>
  spokesOf(topology, hub)
    .filter(({ out, back }) => out.allowTransit && !back.useRemoteGateways)
    .map(({ back }) => back);
