import { type HalfRef, sides } from '../../topology/index.ts';
import { aboutHalf } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';

/** Both ends are needed: the hub offers transit, the spoke uses it (azure-semantics §6.5). */
export const transitNotOffered = rule<{ user: HalfRef; offer: HalfRef }>({
  code: 'VNP301',
  slug: 'transit-not-offered',
  title: 'Remote gateways are used, but the other half does not offer transit',
  severity: 'error',
  reads: ['peerings', 'vnets'],

  *check(topology) {
    for (const { from, to, half, twin } of sides(topology)) {
      if (!half.useRemoteGateways) continue;
      const user = { from, to };
      if (twin?.allowTransit) yield pass(aboutHalf(user));
      else if (twin) yield fail(aboutHalf(user), { user, offer: { from: to, to: from } });
      else if (!topology.vnets.has(to)) yield unknown(aboutHalf(user), { kind: 'half-unread', vnet: to });
    }
  },

  explain: ({ user }, name) =>
    `${name(user.from)} wants to use the gateways of ${name(user.to)}, but the half ${name(user.to)} → ${name(user.from)} does not offer gateway transit.`,
  remedy: ({ offer }) => [{ kind: 'put-half', ...offer, flags: { allowTransit: true } }],
  guilty: ({ offer }) => [offer],
});
