import type { ResourceKey } from '../../arm/index.ts';
import { type Overlap, overlapsInWords, prefixReader, sharedBy } from '../../routing/index.ts';
import { connectedPairs, type Half, spaceOf, type Topology } from '../../topology/index.ts';
import { aboutPeering } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';

interface Evidence {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly overlaps: readonly Overlap[];
}

/** Azure refuses such a peering; it comes about by subnet peering, by files from different times, or by what Azure let through. */
export const peeredOverlap = rule<Evidence>({
  code: 'VNP201',
  slug: 'peered-overlap',
  title: 'Peered VNets have overlapping address spaces',
  severity: 'error',
  reads: ['peerings', 'vnets', 'ghosts'],

  *check(topology) {
    const read = prefixReader();
    for (const { peering, near } of connectedPairs(topology)) {
      const about = aboutPeering(peering);
      const [ours, theirs] = spacesOf(topology, near);
      const overlaps = sharedBy(read(ours), read(theirs));
      if (theirs.length === 0) yield unknown(about, { kind: 'prefixes-unknown', vnet: near.to });
      else if (overlaps.length > 0) yield fail(about, { a: near.from, b: near.to, overlaps });
      else yield pass(about);
    }
  },

  explain: ({ a, b, overlaps }, name) =>
    `${name(a)} and ${name(b)} are peered and overlap: ${overlapsInWords(overlaps)}. In each VNet those addresses mean its own machines, so the other side’s cannot be reached.`,
  remedy: () => [],
  advice: ({ a, b }, name) =>
    `Give ${name(a)} or ${name(b)} other prefixes: add a new one, move its subnets there, remove the old one, then sync the peering. Until then, peer only subnets that do not overlap.`,
});

/** Between subnets, only what is peered counts. */
function spacesOf(topology: Topology, half: Half): [readonly string[], readonly string[]] {
  const isWhole = half.completeVnets ?? true;
  const ours = spaceOf(topology, half.from);
  const theirs = spaceOf(topology, half.to);
  return isWhole ? [ours, theirs] : [half.localCurrent ?? ours, half.remoteCurrent ?? theirs];
}
