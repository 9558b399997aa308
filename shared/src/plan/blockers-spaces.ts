import type { ResourceKey } from '../arm/index.ts';
import { formatCidr } from '../net/index.ts';
import type { Blocker } from './notice.ts';
import type { FinalHalf, Outcome } from './outcome.ts';
import { describeOverlaps, findOverlappingOwners, findOverlappingPairs, findOverlaps, type OwnedPrefix, subnetsOf } from './spaces.ts';

/** Returns one half of each peering that the plan writes. */
function writtenPeerings({ written }: Outcome): readonly FinalHalf[] {
  const byPeering = new Map<string, FinalHalf>();
  for (const half of written) {
    const key = half.from < half.to ? `${half.from}|${half.to}` : `${half.to}|${half.from}`;
    if (!byPeering.has(key)) byPeering.set(key, half);
  }
  return [...byPeering.values()];
}

function spacesOverlap(outcome: Outcome): Blocker[] {
  const { spaces, nameOf } = outcome;
  return writtenPeerings(outcome).flatMap(({ from, to, half }) => {
    const subnets = subnetsOf(half);
    const [local, remote] = [spaces.prefixesOf(from, subnets.local), spaces.prefixesOf(to, subnets.remote)];
    const prefixes = findOverlaps(local, remote);
    if (prefixes.length === 0) return [];
    const overlap = describeOverlaps(findOverlappingPairs(local, remote), nameOf(from), nameOf(to));
    const text = `${nameOf(from)} and ${nameOf(to)} cannot be peered: ${overlap}.`;
    return [{ code: 'spaces-overlap', text, vnets: [from, to], half: { from, to }, prefixes, arm: 'VnetAddressSpacesOverlap' }];
  });
}

/** Two peers of one VNet overlap: Azure rejects the one that is written. The other may be Disconnected, or its VNet deleted. */
function overlapsWithPeer(outcome: Outcome): Blocker[] {
  const { written, nameOf } = outcome;
  const writtenPeers = new Map<ResourceKey, Set<ResourceKey>>();
  const add = (vnet: ResourceKey, peer: ResourceKey) => writtenPeers.set(vnet, (writtenPeers.get(vnet) ?? new Set()).add(peer));
  for (const { from, to } of written) {
    add(from, to);
    add(to, from);
  }
  const blockers: Blocker[] = [];
  for (const [shared, peers] of writtenPeers) {
    for (const pairs of findOverlappingOwners(peerPrefixes(outcome, shared, peers)).values()) {
      const [first] = pairs;
      if (!first) continue;
      const owners = first.map(({ owner }) => owner);
      const [added = shared, existing = shared] = peers.has(first[0].owner) ? owners : [...owners].reverse();
      if (!peers.has(added)) continue;
      const prefixes = [...new Set(pairs.flatMap((pair) => pair.map(({ cidr }) => formatCidr(cidr))))];
      const overlap = describeOverlaps(
        pairs.map(([one, other]) => (one.owner === added ? [one.cidr, other.cidr] : [other.cidr, one.cidr])),
        nameOf(added),
        nameOf(existing),
      );
      const reason = peers.has(existing)
        ? `the plan also peers ${nameOf(existing)} with ${nameOf(shared)}`
        : `${nameOf(shared)} already has a peering to ${nameOf(existing)}`;
      blockers.push({
        code: 'overlaps-with-peer',
        text: `${nameOf(added)} cannot be peered with ${nameOf(shared)}: ${overlap}, and ${reason}.`,
        vnets: [added, shared, existing],
        prefixes,
        arm: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
      });
    }
  }
  return blockers;
}

/** Returns the prefixes of every VNet that `shared` has a half to after the plan, and of those whose half to it the plan writes. */
function peerPrefixes({ spaces, finalHalvesOf, topology }: Outcome, shared: ResourceKey, peers: ReadonlySet<ResourceKey>): OwnedPrefix[] {
  const owned: OwnedPrefix[] = [];
  const seen = new Set<ResourceKey>();
  for (const { to, half, current } of finalHalvesOf(shared)) {
    seen.add(to);
    const space = spaces.prefixesOf(to, subnetsOf(half).remote);
    const learned = topology.vnets.has(to) ? [] : spaces.parse(current?.remoteLearned ?? []);
    for (const cidr of [...space, ...learned]) owned.push({ cidr, owner: to });
  }
  for (const peer of peers) if (!seen.has(peer)) for (const cidr of spaces.prefixesOf(peer)) owned.push({ cidr, owner: peer });
  return owned;
}

export const spaceBlockers = [spacesOverlap, overlapsWithPeer];
