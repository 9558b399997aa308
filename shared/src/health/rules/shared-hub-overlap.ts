import type { ResourceKey } from '../../arm/index.ts';
import { formatCidr } from '../../net/index.ts';
import { createPrefixParser, findOverlaps, formatOverlaps, type Overlap, type OwnedPrefix } from '../../routing/index.ts';
import {
  arePeered,
  connectedPeers,
  type Half,
  type HalfRef,
  orderPair,
  type PeeringKey,
  peeredLocalPrefixes,
  peeredRemotePrefixes,
  peeringKey,
  spaceOf,
  type Topology,
} from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { pairSubject, peeringSubject, vnetSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly hubs: ResourceKey[];
  readonly overlaps: Overlap[];
}

/**
 * Two VNets that are peered with the same third VNet must not overlap (azure-semantics §3.1,
 * VnetAddressSpaceOverlapsWithAlreadyPeeredVnet).
 */
export const sharedHubOverlap = defineRule<Evidence>({
  code: 'VNP202',
  slug: 'shared-hub-overlap',
  title: 'Two VNets that share a hub have overlapping address spaces',
  severity: 'warning',
  reads: ['peerings', 'peeringsOf', 'vnets', 'ghosts'],

  *check(topology) {
    const read = createPrefixParser();
    const found = new Map<PeeringKey, Evidence>();
    for (const hub of topology.peeringsOf.keys()) {
      const members = [...connectedPeers(topology, hub)];
      if (members.length < 2) continue;
      const withoutSpace = members.filter(({ to }) => spaceOf(topology, to).length === 0);
      for (const { peering, to } of withoutSpace) yield unknown(peeringSubject(peering), { kind: 'prefixes-unknown', vnet: to });
      const prefixes = members.flatMap((member) =>
        read(peeredSpace(topology, member)).map((cidr): OwnedPrefix => ({ cidr, owner: member.to })),
      );
      if (!collectOverlaps(topology, hub, prefixes, found)) yield pass(vnetSubject(hub));
    }
    for (const evidence of found.values()) yield fail(pairSubject(evidence.a, evidence.b), evidence);
  },

  explain: ({ a, b, hubs, overlaps }, name) =>
    `${name(a)} and ${name(b)} are both peered with ${hubs.map(name).join(' and ')}, and their address spaces overlap: ${formatOverlaps(overlaps)}. It is ambiguous which of them the hub, or a response from on-premises, reaches at these addresses.`,
  remedy: () => [],
  advice: ({ a, b, hubs }, name) =>
    `Change the address space of ${name(a)} or ${name(b)} and sync its peering with ${hubs.map(name).join(' and ')}. Until then, Azure may reject further peerings of either VNet.`,
});

/** Returns the prefixes of a member that its peering with the hub includes: the listed subnets, or only those of IPv6, if it is limited to them. */
function peeredSpace(
  topology: Topology,
  { to, near, far }: HalfRef & { near: Half | undefined; far: Half | undefined },
): readonly string[] {
  const vnet = topology.vnets.get(to);
  const peered = near ? peeredRemotePrefixes(vnet, near) : far && peeredLocalPrefixes(vnet, far);
  return peered ?? (near?.completeVnets === false ? near.remoteCurrent : undefined) ?? spaceOf(topology, to);
}

/** Adds the overlaps at this hub to `found` and returns whether there were any. */
function collectOverlaps(
  topology: Topology,
  hub: ResourceKey,
  prefixes: readonly OwnedPrefix[],
  found: Map<PeeringKey, Evidence>,
): boolean {
  let any = false;
  for (const [one, other] of findOverlaps(prefixes)) {
    if (arePeered(topology, one.owner, other.owner)) continue;
    any = true;
    const key = peeringKey(one.owner, other.owner);
    const [a, b] = orderPair(one.owner, other.owner);
    const known = found.get(key) ?? { a, b, hubs: [], overlaps: [] };
    const [cidrA, cidrB] = a === one.owner ? [one.cidr, other.cidr] : [other.cidr, one.cidr];
    const overlap: Overlap = [formatCidr(cidrA), formatCidr(cidrB)];
    if (!known.hubs.includes(hub)) known.hubs.push(hub);
    if (!known.overlaps.some(([p, q]) => p === overlap[0] && q === overlap[1])) known.overlaps.push(overlap);
    found.set(key, known);
  }
  return any;
}
