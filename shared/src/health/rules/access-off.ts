import { connectedPairs, type HalfRef, isVirtualHub } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { peeringSubject } from '../verdict-subject.ts';

/** The peering stays Connected; only the default NSG rules stop matching on the side where access is off (azure-semantics §6.4). */
export const accessOff = defineRule<{ halvesWithoutAccess: HalfRef[] }>({
  code: 'VNP401',
  slug: 'access-off',
  title: 'VNet access is turned off',
  severity: 'warning',
  reads: ['peerings', 'vnets', 'ghosts'],

  *check(topology) {
    for (const pair of connectedPairs(topology)) {
      const about = peeringSubject(pair.peering);
      const halvesWithoutAccess = (pair.seen === 'both' ? [pair.near, pair.far] : [pair.near])
        .filter((half) => !half.allowAccess)
        .map(({ from, to }) => ({ from, to }));
      if (halvesWithoutAccess.length > 0) yield fail(about, { halvesWithoutAccess });
      else if (pair.seen === 'both') yield pass(about);
      else if (!isVirtualHub(topology, pair.hidden)) yield unknown(about, { kind: 'half-unreadable', vnet: pair.hidden });
    }
  },

  explain: ({ halvesWithoutAccess }, name) =>
    `${halvesWithoutAccess.map(({ from, to }) => `${name(from)} does not allow access from ${name(to)}`).join(', and ')}. The peering is still Connected, but default network security rules no longer allow the traffic. Rules that specify IP addresses still can.`,
  remedy: ({ halvesWithoutAccess }) => halvesWithoutAccess.map((half) => ({ kind: 'put-half', ...half, flags: { allowAccess: true } })),
  highlights: ({ halvesWithoutAccess }) => halvesWithoutAccess,
});
