import type { HalfRef } from '../../topology/index.ts';
import { aboutPeering } from '../about.ts';
import { fail, pass, rule } from '../rule.ts';

interface Evidence {
  readonly halves: readonly { readonly half: HalfRef; readonly state: string }[];
}

/** Azure makes both halves Connected at once; another mix is a read between two moments, merged files, or a state this build does not know. */
export const notBothConnected = rule<Evidence>({
  code: 'VNP103',
  slug: 'not-both-connected',
  title: 'Both halves exist, but they are not both Connected',
  severity: 'error',
  reads: ['peerings'],
  neverUnknown: 'where one half cannot be read, the state of the other tells what it is',

  *check({ peerings }) {
    for (const peering of peerings.values()) {
      const { ab, ba } = peering;
      if (!ab || !ba || ab.state === 'Disconnected' || ba.state === 'Disconnected') continue;
      const halves = [ab, ba].map(({ from, to, state }) => ({ half: { from, to }, state }));
      if (halves.every(({ state }) => state === 'Connected')) yield pass(aboutPeering(peering));
      else yield fail(aboutPeering(peering), { halves });
    }
  },

  explain: ({ halves }, name) =>
    `${halves.map(({ half, state }) => `${name(half.from)} → ${name(half.to)} is ${state}`).join(' and ')}. Traffic flows only when both are Connected.`,
  remedy: ({ halves }) =>
    halves
      .filter(({ state }) => state !== 'Connected')
      .slice(0, 1)
      .map(({ half }) => ({ kind: 'put-half', ...half })),
  guilty: ({ halves }) => halves.filter(({ state }) => state !== 'Connected').map(({ half }) => half),
});
