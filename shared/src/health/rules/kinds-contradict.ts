import { connectedPairs, type Half, type HalfRef } from '../../topology/index.ts';
import { aboutPeering } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';

interface Evidence {
  readonly halves: readonly { readonly half: HalfRef; readonly kind: string }[];
}

/** Whole VNets, some subnets, or IPv6 only: the kind is fixed when a half is created (azure-semantics §2.3), and both halves must say the same. */
export const kindsContradict = rule<Evidence>({
  code: 'VNP106',
  slug: 'kinds-contradict',
  title: 'The two halves are of different kinds',
  severity: 'error',
  reads: ['peerings', 'vnets'],

  *check(topology) {
    for (const pair of connectedPairs(topology)) {
      const about = aboutPeering(pair.peering);
      if (pair.seen === 'one') yield unknown(about, { kind: 'half-unread', vnet: pair.hidden });
      else if (kindOf(pair.near, 'near') === kindOf(pair.far, 'far')) yield pass(about);
      else
        yield fail(about, {
          halves: [pair.near, pair.far].map((half) => ({ half: { from: half.from, to: half.to }, kind: inWords(half) })),
        });
    }
  },

  explain: ({ halves }, name) =>
    `${halves.map(({ half, kind }) => `${name(half.from)} → ${name(half.to)} peers ${kind}`).join('; ')}. Only what both say is peered.`,
  remedy: () => [],
  advice: ({ halves: [first] }, name) =>
    `Decide which kind is meant. The kind of a half cannot be changed: delete both halves of ${first ? `${name(first.half.from)} and ${name(first.half.to)}` : 'the peering'}, then create both with the same kind and the same subnets. Traffic stops in between.`,
  guilty: ({ halves }) => halves.map(({ half }) => half),
});

const list = (names: readonly string[] | undefined): string =>
  [...(names ?? [])]
    .map((name) => name.toLowerCase())
    .sort()
    .join(',');

/** What the two halves must agree on; local to one is remote to the other. */
function kindOf(half: Half, side: 'near' | 'far'): string {
  const [here, there] = side === 'near' ? [half.localSubnets, half.remoteSubnets] : [half.remoteSubnets, half.localSubnets];
  return `${half.completeVnets ?? true} ${half.onlyIPv6 ?? false} ${list(here)} ${list(there)}`;
}

function inWords({ completeVnets = true, onlyIPv6 = false, localSubnets, remoteSubnets }: Half): string {
  const subnets = `the subnets ${list(localSubnets) || 'of its VNet'} with ${list(remoteSubnets) || 'all of the other'}`;
  const what = completeVnets || (!localSubnets && !remoteSubnets) ? 'the whole VNets' : subnets;
  return onlyIPv6 ? `${what}, IPv6 only` : what;
}
