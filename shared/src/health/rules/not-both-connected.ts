import { type HalfRef, STATE_NOT_GIVEN } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { peeringSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly halves: readonly { readonly half: HalfRef; readonly state: string }[];
}

/**
 * Azure connects both halves at once; any other mix comes from reading during a change, merged files, or a state that this version does not
 * know.
 */
export const notBothConnected = defineRule<Evidence>({
  code: 'VNP103',
  slug: 'not-both-connected',
  title: 'Both halves exist but are not both Connected',
  severity: 'error',
  reads: ['peerings'],
  neverUnknown: 'Azure returns the state of every half; sources without states are tested in partial-sources.test.ts',

  *check({ peerings }) {
    for (const peering of peerings.values()) {
      const { ab, ba } = peering;
      if (!ab || !ba || ab.state === 'Disconnected' || ba.state === 'Disconnected') continue;
      const halves = [ab, ba].map(({ from, to, state }) => ({ half: { from, to }, state }));
      if (halves.every(({ state }) => state === 'Connected')) yield pass(peeringSubject(peering));
      else if (halves.some(({ state }) => state === STATE_NOT_GIVEN)) yield unknown(peeringSubject(peering), { kind: 'state-missing' });
      else yield fail(peeringSubject(peering), { halves });
    }
  },

  explain: ({ halves }, name) =>
    `${halves.map(({ half, state }) => `${name(half.from)} → ${name(half.to)} is ${state}`).join(' and ')}. Traffic flows only if both are Connected.`,
  remedy: ({ halves }) =>
    halves
      .filter(({ state }) => state !== 'Connected')
      .slice(0, 1)
      .map(({ half }) => ({ kind: 'put-half', ...half })),
  highlights: ({ halves }) => halves.filter(({ state }) => state !== 'Connected').map(({ half }) => half),
});
