import type { ResourceKey } from '../../arm/index.ts';
import { connectedPeers, type Half, type HalfRef, type Topology } from '../../topology/index.ts';
import { aboutHalf, aboutVNet } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';
import { type Majority, spokesOf } from '../siblings.ts';

interface Evidence {
  readonly hub: ResourceKey;
  readonly users: Majority;
  /** The spoke's half that does not use what the others use; absent when nobody uses it. */
  readonly half: HalfRef | undefined;
}

const FEWEST_USERS = 3;

/** Offering transit does nothing by itself: each spoke must use it. */
export const transitUnused = rule<Evidence>({
  code: 'VNP304',
  slug: 'transit-unused',
  title: 'Gateway transit is offered and not used',
  severity: 'info',
  reads: ['peeringsOf', 'vnets', 'equipmentOf'],
  needs: { gateways: 'none' },

  *check(topology) {
    for (const hub of topology.vnets.keys()) {
      const offered = [...connectedPeers(topology, hub)].filter(({ near }) => near?.allowTransit);
      if (offered.length === 0) continue;
      const unread = offered.filter(({ far, to }) => !far && !topology.vnets.has(to));
      for (const { to } of unread) yield unknown(aboutHalf({ from: to, to: hub }), { kind: 'half-unread', vnet: to });
      const idle = idleSpokes(topology, hub);
      const users = { agree: offered.filter(({ far }) => far?.useRemoteGateways).length, of: offered.length };
      if (users.agree === 0 && unread.length === 0) yield fail(aboutVNet(hub), { hub, users, half: undefined });
      else if (users.agree < FEWEST_USERS || idle.length * 2 >= users.of || idle.length === 0) yield pass(aboutVNet(hub));
      else for (const { from, to } of idle) yield fail(aboutHalf({ from, to }), { hub, users, half: { from, to } });
    }
  },

  explain: ({ hub, users, half }, name) =>
    half
      ? `${name(hub)} offers its gateways to ${users.of} VNets, and ${users.agree} use them. ${name(half.from)} does not.`
      : `${name(hub)} offers gateway transit on ${users.of} of its halves, and no VNet uses it.`,
  remedy: ({ half }) => (half ? [{ kind: 'put-half', ...half, flags: { useRemoteGateways: true } }] : []),
  advice: ({ hub }, name) =>
    `Nothing is broken. If VNets are to reach on-premises through ${name(hub)}, let them use its gateways; if not, stop offering transit on its halves.`,
});

/** The halves of spokes that are offered transit and do not take it. */
const idleSpokes = (topology: Topology, hub: ResourceKey): Half[] =>
  spokesOf(topology, hub)
    .filter(({ out, back }) => out.allowTransit && !back.useRemoteGateways)
    .map(({ back }) => back);
