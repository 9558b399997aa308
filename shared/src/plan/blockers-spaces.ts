import type { ResourceKey } from '../arm/index.ts';
import { formatCidr } from '../net/index.ts';
import type { Blocker } from './notice.ts';
import type { FinalHalf, Outcome } from './outcome.ts';
import { type Owned, overlappingOwners, overlapsOf, subnetsOf } from './spaces.ts';

const list = (prefixes: readonly string[]): string => prefixes.join(', ');

/** Each peering that the plan writes, once, by either of its halves. */
function writtenPeerings({ written }: Outcome): readonly FinalHalf[] {
  const seen = new Map<string, FinalHalf>();
  for (const half of written) {
    const key = half.from < half.to ? `${half.from}|${half.to}` : `${half.to}|${half.from}`;
    if (!seen.has(key)) seen.set(key, half);
  }
  return [...seen.values()];
}

function spacesOverlap(outcome: Outcome): Blocker[] {
  const { spaces, say } = outcome;
  return writtenPeerings(outcome).flatMap(({ from, to, half }) => {
    const { local, remote } = subnetsOf(half);
    const prefixes = overlapsOf(spaces.of(from, local), spaces.of(to, remote));
    if (prefixes.length === 0) return [];
    const text = `${say(from)} and ${say(to)} cannot be peered: their address spaces overlap in ${list(prefixes)}.`;
    return [{ code: 'spaces-overlap', text, vnets: [from, to], half: { from, to }, prefixes, arm: 'VnetAddressSpacesOverlap' }];
  });
}

/** Two peers of one VNet that overlap: refused for the one that is written, because of the other, which may be dead or gone. */
function overlapsWithPeer(outcome: Outcome): Blocker[] {
  const { written, say } = outcome;
  const writtenWith = new Map<ResourceKey, Set<ResourceKey>>();
  const note = (vnet: ResourceKey, peer: ResourceKey) => writtenWith.set(vnet, (writtenWith.get(vnet) ?? new Set()).add(peer));
  for (const { from, to } of written) {
    note(from, to);
    note(to, from);
  }
  const blockers: Blocker[] = [];
  for (const [shared, peers] of writtenWith) {
    for (const pairs of overlappingOwners(peerPrefixes(outcome, shared, peers)).values()) {
      const [first] = pairs;
      if (!first) continue;
      const owners = first.map(({ owner }) => owner);
      const [comes = shared, inTheWay = shared] = peers.has(first[0].owner) ? owners : [...owners].reverse();
      if (!peers.has(comes)) continue;
      const prefixes = [...new Set(pairs.flatMap((pair) => pair.map(({ cidr }) => formatCidr(cidr))))];
      const text = `${say(comes)} cannot be peered with ${say(shared)}: it overlaps with ${say(inTheWay)}, ${peers.has(inTheWay) ? 'which the plan peers' : 'which is peered'} with ${say(shared)}, too (${list(prefixes)}).`;
      blockers.push({
        code: 'overlaps-with-peer',
        text,
        vnets: [comes, shared, inTheWay],
        prefixes,
        arm: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
      });
    }
  }
  return blockers;
}

/** The prefixes of all that the VNet has a half to after the plan, and of those whose half to it the plan writes. */
function peerPrefixes({ spaces, finallyIn, topology }: Outcome, shared: ResourceKey, peers: ReadonlySet<ResourceKey>): Owned[] {
  const owned: Owned[] = [];
  const seen = new Set<ResourceKey>();
  for (const { to, half, now } of finallyIn(shared)) {
    seen.add(to);
    const space = spaces.of(to, subnetsOf(half).remote);
    const learned = topology.vnets.has(to) ? [] : spaces.parsed(now?.remoteLearned ?? []);
    for (const cidr of [...space, ...learned]) owned.push({ cidr, owner: to });
  }
  for (const peer of peers) if (!seen.has(peer)) for (const cidr of spaces.of(peer)) owned.push({ cidr, owner: peer });
  return owned;
}

export const spaceBlockers = [spacesOverlap, overlapsWithPeer];
