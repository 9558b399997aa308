import { type HalfFlags, type HalfRef, sides } from '../../topology/index.ts';
import { aboutHalf, aboutPeering } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';
import { usualFlags } from '../usual-flags.ts';

/** An Initiated half waits for its counterpart (azure-semantics §2.1, row 1); the subject of the finding is the half that is missing. */
export const missingHalf = rule<{ existingHalf: HalfRef; missingHalf: HalfRef; proposedSettings: Partial<HalfFlags> }>({
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
        yield fail(aboutHalf(missing), {
          existingHalf: { from, to },
          missingHalf: missing,
          proposedSettings: usualFlags(topology, to, half),
        });
      else if (half.state === 'Connected')
        yield topology.vnets.has(to) ? unknown(aboutHalf(missing), { kind: 'counterpart-missing', vnet: to }) : pass(aboutPeering(peering));
    }
  },

  explain: ({ existingHalf: { from, to } }, name) =>
    `${name(from)} → ${name(to)} is Initiated and waits for the other side: ${name(to)} has no half to ${name(from)}. No traffic flows until it is created.`,
  remedy: ({ missingHalf, proposedSettings }) => [{ kind: 'put-half', ...missingHalf, flags: proposedSettings }],
});
