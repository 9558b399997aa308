import { type HalfFlags, type HalfRef, sides } from '../../topology/index.ts';
import { aboutHalf, aboutPeering } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';
import { usualFlags } from '../usual-flags.ts';

/** An Initiated half waits for its twin (azure-semantics §2.1, row 1); the finding points at the half that is not there. */
export const missingHalf = rule<{ present: HalfRef; missing: HalfRef; flags: Partial<HalfFlags> }>({
  code: 'VNP101',
  slug: 'missing-half',
  title: 'One half of the peering is missing',
  severity: 'error',
  reads: ['peerings', 'vnets', 'peeringsOf'],

  *check(topology) {
    for (const { peering, from, to, half, twin } of sides(topology)) {
      const missing = { from: to, to: from };
      if (twin) {
        if (from === peering.a) yield pass(aboutPeering(peering));
      } else if (half.state === 'Initiated')
        yield fail(aboutHalf(missing), { present: { from, to }, missing, flags: usualFlags(topology, to, half) });
      else if (half.state === 'Connected')
        yield topology.vnets.has(to) ? unknown(aboutHalf(missing), { kind: 'twin-not-read', vnet: to }) : pass(aboutPeering(peering));
    }
  },

  explain: ({ present, missing }, name) =>
    `${name(present.from)} has a half to ${name(present.to)}, which waits as Initiated. ${name(missing.from)} has no half back, so no traffic flows.`,
  remedy: ({ missing, flags }) => [{ kind: 'put-half', ...missing, flags }],
});
