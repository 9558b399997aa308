import { type HalfFlags, type HalfRef, hasAllHalves, type PeeringState, STATE_NOT_GIVEN, sides } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { usualFlags } from '../usual-flags.ts';
import { halfSubject, peeringSubject } from '../verdict-subject.ts';

/** An Initiated half waits for its counterpart (azure-semantics §2.1, row 1); the subject of the finding is the half that is missing. */
export const missingHalf = defineRule<{
  existingHalf: HalfRef;
  existingState: PeeringState;
  missingHalf: HalfRef;
  proposedSettings: Partial<HalfFlags>;
}>({
  code: 'VNP101',
  slug: 'missing-half',
  title: 'One half of the peering is missing',
  severity: 'error',
  reads: ['peerings', 'vnets', 'peeringsOf'],

  *check(topology) {
    for (const { peering, from, to, half, counterpart } of sides(topology)) {
      const missing = { from: to, to: from };
      if (counterpart) {
        if (from === peering.a) yield pass(peeringSubject(peering));
      } else if (half.state === 'Initiated' || (half.state === STATE_NOT_GIVEN && hasAllHalves(topology, to)))
        yield fail(halfSubject(missing), {
          existingHalf: { from, to },
          existingState: half.state,
          missingHalf: missing,
          proposedSettings: usualFlags(topology, to, half),
        });
      else if (half.state === 'Connected')
        yield hasAllHalves(topology, to)
          ? unknown(halfSubject(missing), { kind: 'counterpart-missing', vnet: to })
          : pass(peeringSubject(peering));
      else if (half.state === STATE_NOT_GIVEN) yield unknown(halfSubject(missing), { kind: 'half-unreadable', vnet: to });
    }
  },

  explain: ({ existingHalf: { from, to }, existingState }, name) =>
    `${name(from)} → ${name(to)} ${existingState === 'Initiated' ? 'is Initiated and waits for the other side' : 'has no counterpart'}: ${name(to)} has no half to ${name(from)}. No traffic flows until it is created.`,
  remedy: ({ missingHalf, proposedSettings }) => [{ kind: 'put-half', ...missingHalf, flags: proposedSettings }],
});
