import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, formatCidr } from '../net/index.ts';
import type { HalfRef } from '../topology/index.ts';
import { describeExistingPeer, leftoverRemedy } from './leftover-half.ts';
import type { Blocker } from './notice.ts';
import type { FinalHalf, Outcome } from './outcome.ts';
import {
  describeOverlaps,
  findOverlappingOwners,
  findOverlappingPairs,
  findOverlaps,
  type OwnedPrefix,
  type PrefixPair,
} from './spaces.ts';

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
    const [local, remote] = [spaces.localPrefixes(from, half), spaces.remotePrefixes(to, half)];
    const prefixes = findOverlaps(local, remote);
    if (prefixes.length === 0) return [];
    const overlap = describeOverlaps(findOverlappingPairs(local, remote), nameOf(from), nameOf(to));
    const refusal = describeRejectedChange(outcome, from, to) ?? `${nameOf(from)} and ${nameOf(to)} cannot be peered`;
    const text = `${refusal}: ${overlap}.`;
    return [{ code: 'spaces-overlap', text, vnets: [from, to], half: { from, to }, prefixes, arm: 'VnetAddressSpacesOverlap' }];
  });
}

/** Describes the write of a Connected peering that Azure rejects; undefined if the plan peers the two VNets. */
function describeRejectedChange({ written, steps, nameOf }: Outcome, one: ResourceKey, other: ResourceKey): string | undefined {
  const isBetween = ({ from, to }: HalfRef): boolean => (from === one && to === other) || (from === other && to === one);
  const halves = written.filter(isBetween);
  const [first] = halves;
  if (!first || halves.some(({ current }) => current?.state !== 'Connected')) return undefined;
  const isSync = steps.every(({ action, half }) => !isBetween(half) || action === 'sync');
  return `${nameOf(first.from)} → ${nameOf(first.to)} cannot be ${isSync ? 'synced' : 'changed'}`;
}

/** A VNet overlaps a peer of the other one: Azure rejects the write, even if the existing half is Disconnected or its VNet was deleted. */
function overlapsWithPeer(outcome: Outcome): Blocker[] {
  const { nameOf, topology } = outcome;
  return [...writtenPrefixes(outcome)].flatMap(([shared, peers]) => {
    const existing = outcome.finalHalvesOf(shared);
    const owned = [...peers].flatMap(([owner, space]) => space.map((cidr): OwnedPrefix => ({ cidr, owner, role: 'written' })));
    const taken = existing.flatMap((half) =>
      existingPrefixes(outcome, half).map((cidr): OwnedPrefix => ({ cidr, owner: half.to, role: 'existing' })),
    );
    return [...findOverlappingOwners([...owned, ...taken])].flatMap(([owners, pairs]): Blocker[] => {
      const [one, two] = owners;
      const halfTo = (peer: ResourceKey) => existing.find(({ to }) => to === peer);
      const [added, peer] = peers.has(one) && halfTo(two) ? [one, halfTo(two)] : [two, halfTo(one)];
      if (!peer) return [];
      const other = peer.to;
      const prefixes = [...new Set(pairs.flatMap((pair) => pair.map(formatCidr)))];
      const sorted = added === one ? pairs : pairs.map(([p, q]): PrefixPair => [q, p]);
      const reason = peer.isWritten
        ? `, and the plan also peers ${nameOf(other)} with ${nameOf(shared)}`
        : describeExistingPeer(topology, nameOf, peer);
      const refusal = describeRejectedChange(outcome, shared, added) ?? `${nameOf(added)} cannot be peered with ${nameOf(shared)}`;
      return [
        {
          code: 'overlaps-with-peer',
          text: `${refusal}: ${describeOverlaps(sorted, nameOf(added), nameOf(other))}${reason}.`,
          vnets: [added, shared, other],
          prefixes,
          arm: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
          ...leftoverRemedy(topology, peer),
        },
      ];
    });
  });
}

/** Returns, for each VNet, the VNets that the plan peers it with or writes a half to or from, with their current prefixes. */
function writtenPrefixes({ written, spaces }: Outcome): Map<ResourceKey, Map<ResourceKey, readonly Cidr[]>> {
  const byVNet = new Map<ResourceKey, Map<ResourceKey, readonly Cidr[]>>();
  const add = (vnet: ResourceKey, peer: ResourceKey, space: readonly Cidr[]) =>
    byVNet.set(vnet, (byVNet.get(vnet) ?? new Map<ResourceKey, readonly Cidr[]>()).set(peer, space));
  for (const { from, to, half } of written) {
    add(from, to, spaces.remotePrefixes(to, half));
    add(to, from, spaces.localPrefixes(from, half));
  }
  return byVNet;
}

/** Returns the prefixes that a half takes up during the plan: those that it has learned, and the current ones if it learns them. */
const existingPrefixes = ({ spaces }: Outcome, { to, half, current, learns }: FinalHalf): readonly Cidr[] => [
  ...(current ? spaces.learnedPrefixes(current) : []),
  ...(learns || !current ? spaces.remotePrefixes(to, half) : []),
];

export const spaceBlockers = [spacesOverlap, overlapsWithPeer];
