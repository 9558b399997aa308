import { connectedPairs, type Half, type HalfRef } from '../../topology/index.ts';
import { aboutPeering } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';

/** Azure calls such a peering Connected; only the default NSG rules stop matching on the shut side (azure-semantics §6.4). */
export const accessOff = rule<{ shut: HalfRef[] }>({
  code: 'VNP401',
  slug: 'access-off',
  title: 'Access is switched off',
  severity: 'warning',
  reads: ['peerings', 'vnets'],

  *check(topology) {
    for (const pair of connectedPairs(topology)) {
      const about = aboutPeering(pair.peering);
      const shut = (pair.seen === 'both' ? [pair.near, pair.far] : [pair.near]).filter((half) => !half.allowAccess).map(ends);
      if (shut.length > 0) yield fail(about, { shut });
      else if (pair.seen === 'one') yield unknown(about, { kind: 'half-unread', vnet: pair.hidden });
      else yield pass(about);
    }
  },

  explain: ({ shut }, name) =>
    `${shut.map(({ from, to }) => `${name(from)} does not let ${name(to)} in by default`).join(', and ')}. The peering stays Connected, and rules of network security groups that name addresses still let traffic pass.`,
  remedy: ({ shut }) => shut.map((half) => ({ kind: 'put-half', ...half, flags: { allowAccess: true } })),
  guilty: ({ shut }) => shut,
});

const ends = ({ from, to }: Half): HalfRef => ({ from, to });
