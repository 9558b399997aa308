import { connectedPairs, type Half, type HalfRef } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { peeringSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly halves: readonly { readonly half: HalfRef; readonly scope: string }[];
}

/**
 * Scope of a peering: complete VNets, some subnets or IPv6 only. It is fixed when a half is created (azure-semantics §2.3), and both halves
 * must match.
 */
export const kindsContradict = defineRule<Evidence>({
  code: 'VNP106',
  slug: 'kinds-contradict',
  title: 'The two halves differ in what they peer',
  severity: 'error',
  reads: ['peerings', 'vnets'],

  *check(topology) {
    for (const pair of connectedPairs(topology)) {
      const about = peeringSubject(pair.peering);
      if (pair.seen === 'one') yield unknown(about, { kind: 'half-unreadable', vnet: pair.hidden });
      else if (scopeOf(pair.near, 'near') === scopeOf(pair.far, 'far')) yield pass(about);
      else
        yield fail(about, {
          halves: [pair.near, pair.far].map((half) => ({ half: { from: half.from, to: half.to }, scope: describeScope(half) })),
        });
    }
  },

  explain: ({ halves }, name) =>
    `${halves.map(({ half, scope }) => `${name(half.from)} → ${name(half.to)} peers ${scope}`).join('; ')}. Only what both halves include is peered.`,
  remedy: () => [],
  advice: ({ halves: [first] }, name) =>
    `Decide what the peering should include. This cannot be changed on an existing half: delete both halves ${first ? `between ${name(first.half.from)} and ${name(first.half.to)}` : 'of the peering'}, then create both with the same type and the same subnets. Traffic is interrupted in between.`,
  highlights: ({ halves }) => halves.map(({ half }) => half),
});

const formatSubnets = (names: readonly string[] | undefined): string =>
  [...(names ?? [])]
    .map((name) => name.toLowerCase())
    .sort()
    .join(',');

/** Returns a key of what the half peers, equal for matching halves: subnets that are local to one are remote to the other. */
function scopeOf(half: Half, side: 'near' | 'far'): string {
  const [nearSubnets, farSubnets] = side === 'near' ? [half.localSubnets, half.remoteSubnets] : [half.remoteSubnets, half.localSubnets];
  return `${half.completeVnets ?? true} ${half.onlyIPv6 ?? false} ${formatSubnets(nearSubnets)} ${formatSubnets(farSubnets)}`;
}

function describeScope({ completeVnets = true, onlyIPv6 = false, localSubnets, remoteSubnets }: Half): string {
  const local = localSubnets?.length ? `local subnets ${formatSubnets(localSubnets)}` : 'all local subnets';
  const remote = remoteSubnets?.length ? `remote subnets ${formatSubnets(remoteSubnets)}` : 'all remote subnets';
  const scope = completeVnets || (!localSubnets && !remoteSubnets) ? 'the complete VNets' : `${local} with ${remote}`;
  return onlyIPv6 ? `${scope} (IPv6 only)` : scope;
}
