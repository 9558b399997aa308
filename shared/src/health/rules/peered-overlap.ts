import type { ResourceKey } from '../../arm/index.ts';
import { createPrefixParser, findSharedPrefixes, formatOverlaps, type Overlap } from '../../routing/index.ts';
import { connectedPairs, type Half, peeredLocalPrefixes, peeredRemotePrefixes, spaceOf, type Topology } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { peeringSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly overlaps: readonly Overlap[];
}

/**
 * Azure rejects such a peering; it can still occur with subnet peering, files from different times, or changes that Azure did not block.
 */
export const peeredOverlap = defineRule<Evidence>({
  code: 'VNP201',
  slug: 'peered-overlap',
  title: 'Peered VNets have overlapping address spaces',
  severity: 'error',
  reads: ['peerings', 'vnets', 'ghosts'],

  *check(topology) {
    const read = createPrefixParser();
    for (const { peering, near } of connectedPairs(topology)) {
      const about = peeringSubject(peering);
      const [local, remote] = peeredSpaces(topology, near);
      const overlaps = findSharedPrefixes(read(local), read(remote));
      if (spaceOf(topology, near.to).length === 0) yield unknown(about, { kind: 'prefixes-unknown', vnet: near.to });
      else if (overlaps.length > 0) yield fail(about, { a: near.from, b: near.to, overlaps });
      else yield pass(about);
    }
  },

  explain: ({ a, b, overlaps }, name) =>
    `The address spaces of the peered VNets ${name(a)} and ${name(b)} overlap: ${formatOverlaps(overlaps)}. Each VNet routes these addresses to its own machines, so it cannot reach those of the other.`,
  remedy: () => [],
  advice: ({ a, b }, name) =>
    `Change the address space of ${name(a)} or ${name(b)}: add a new prefix, move the subnets to it, remove the old prefix, then sync the peering. Until then, peer only subnets that do not overlap.`,
});

/** Returns the local and remote prefixes that the half peers; of a VNet that was not read, those that the half shows. */
const peeredSpaces = (topology: Topology, half: Half): [readonly string[], readonly string[]] => [
  peeredLocalPrefixes(topology.vnets.get(half.from), half) ?? half.localCurrent ?? [],
  peeredRemotePrefixes(topology.vnets.get(half.to), half) ?? half.remoteCurrent ?? spaceOf(topology, half.to),
];
