import type { ResourceKey } from '../../arm/index.ts';
import { formatCidr } from '../../net/index.ts';
import { type Overlap, type Owned, overlapping, overlapsInWords, prefixReader } from '../../routing/index.ts';
import { arePeered, connectedPeers, type PeeringKey, peeringKey, spaceOf, type Topology } from '../../topology/index.ts';
import { aboutPair, aboutPeering, aboutVNet } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';

interface Evidence {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly hubs: ResourceKey[];
  readonly overlaps: Overlap[];
}

/** Two VNets that are both peered with a third and overlap: one address, two places (azure-semantics §3.1, VnetAddressSpaceOverlapsWithAlreadyPeeredVnet). */
export const sharedHubOverlap = rule<Evidence>({
  code: 'VNP202',
  slug: 'shared-hub-overlap',
  title: 'Two VNets that share a hub overlap',
  severity: 'warning',
  reads: ['peerings', 'peeringsOf', 'vnets', 'ghosts'],

  *check(topology) {
    const read = prefixReader();
    const found = new Map<PeeringKey, Evidence>();
    for (const hub of topology.peeringsOf.keys()) {
      const members = [...connectedPeers(topology, hub)];
      if (members.length < 2) continue;
      const blind = members.filter(({ to }) => spaceOf(topology, to).length === 0);
      for (const { peering, to } of blind) yield unknown(aboutPeering(peering), { kind: 'prefixes-unknown', vnet: to });
      const prefixes = members.flatMap(({ to }) => read(spaceOf(topology, to)).map((cidr): Owned => ({ cidr, owner: to })));
      if (!note(topology, hub, prefixes, found)) yield pass(aboutVNet(hub));
    }
    for (const evidence of found.values()) yield fail(aboutPair(evidence.a, evidence.b), evidence);
  },

  explain: ({ a, b, hubs, overlaps }, name) =>
    `${name(a)} and ${name(b)} are both peered with ${hubs.map(name).join(', ')} and overlap: ${overlapsInWords(overlaps)}. Which of the two an address means, to the hub and on the way back from on-premises, is ambiguous.`,
  remedy: () => [],
  advice: ({ a, b, hubs }, name) =>
    `Give ${name(a)} or ${name(b)} other prefixes and sync its peering with ${hubs.map(name).join(', ')}. Azure refuses further peerings of either until then.`,
});

/** Adds the overlaps at this hub to what was found at others; whether there were any. */
function note(topology: Topology, hub: ResourceKey, prefixes: readonly Owned[], found: Map<PeeringKey, Evidence>): boolean {
  let any = false;
  for (const [one, other] of overlapping(prefixes)) {
    if (arePeered(topology, one.owner, other.owner)) continue;
    any = true;
    const key = peeringKey(one.owner, other.owner);
    const known = found.get(key) ?? { a: one.owner, b: other.owner, hubs: [], overlaps: [] };
    const overlap: Overlap = [formatCidr(one.cidr), formatCidr(other.cidr)];
    if (!known.hubs.includes(hub)) known.hubs.push(hub);
    if (!known.overlaps.some(([p, q]) => p === overlap[0] && q === overlap[1])) known.overlaps.push(overlap);
    found.set(key, known);
  }
  return any;
}
