import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, compareCidrs, overlaps } from '../net/index.ts';
import { type AddressSpaces, createAddressSpaces } from '../routing/index.ts';
import { createNamer, formatNumber, type Half, isVirtualHub, type Namer, type Topology } from '../topology/index.ts';
import { MAX_PEERINGS_PER_VNET } from './blockers.ts';
import { halvesOf } from './desired-halves.ts';
import { currentHalf } from './half-intents.ts';
import { describeExistingPeer, leftoverRemedy } from './leftover-half.ts';
import { makePlan } from './make-plan.ts';
import type { Blocker, BlockerCode } from './notice.ts';
import { describeOverlaps, findOverlappingPairs, findOverlaps } from './spaces.ts';
import { peersWholeVNets } from './writable.ts';

const CODES = [
  'self-peering',
  'spaces-overlap',
  'overlaps-with-peer',
  'too-many-peerings',
  'remote-deleted',
  'virtual-hub-half',
] as const satisfies readonly BlockerCode[];

/** The first reason for which Azure would reject a peering of two VNets. */
export type Refusal = Blocker & { readonly code: (typeof CODES)[number] };

const isRefusal = (blocker: Blocker): blocker is Refusal => (CODES as readonly BlockerCode[]).includes(blocker.code);

/**
 * Returns all VNets and ghosts that Azure would not peer with this one, each with the reason: the VNet itself, VNets that overlap it or a peer
 * of either side, and VNets at the peering limit. The reasons are those of `makePlan`, computed in one pass over the estate.
 */
export function refusedPeers(topology: Topology, from: ResourceKey): ReadonlyMap<ResourceKey, Refusal> {
  const context: RefusalContext = {
    topology,
    spaces: createAddressSpaces(topology),
    nameOf: createNamer(topology),
    from,
    halfCounts: countHalves(topology),
  };
  const ownPeers = createPrefixIndex(peerPrefixes(context));
  const overlappingPeers = findOverlappingPeersOfOthers(context);
  const refused = new Map<ResourceKey, Refusal>();
  for (const to of [...topology.vnets.keys(), ...topology.ghosts.keys()]) {
    const refusal = refusalOf(context, to, ownPeers, overlappingPeers);
    if (refusal) refused.set(to, refusal);
  }
  return refused;
}

interface RefusalContext {
  readonly topology: Topology;
  readonly spaces: AddressSpaces;
  readonly nameOf: Namer;
  readonly from: ResourceKey;
  /** The number of halves that each VNet owns. */
  readonly halfCounts: ReadonlyMap<ResourceKey, number>;
}

function countHalves({ halves }: Topology): ReadonlyMap<ResourceKey, number> {
  const counts = new Map<ResourceKey, number>();
  for (const { from } of halves.values()) counts.set(from, (counts.get(from) ?? 0) + 1);
  return counts;
}

function refusalOf(
  context: RefusalContext,
  to: ResourceKey,
  ownPeers: PrefixIndex,
  overlappingPeers: OverlappingPeers,
): Refusal | undefined {
  const { topology, spaces, nameOf, from } = context;
  if (to === from) return { code: 'self-peering', text: `${nameOf(from)} cannot be peered with itself.`, vnets: [from] };
  const [local, remote] = [currentHalf(topology, { from, to }), currentHalf(topology, { from: to, to: from })];
  const writesLocal = topology.vnets.has(from) && needsWrite(local);
  const writesRemote = topology.vnets.has(to) && needsWrite(remote);
  if (!writesLocal && !writesRemote) return undefined;
  const isUnmanageable = topology.ghosts.get(to)?.reason === 'not-found' || isVirtualHub(topology, to);
  if (isUnmanageable || [local, remote].some((half) => half && !peersWholeVNets(half)))
    return makePlan(topology, [{ kind: 'connect', a: from, b: to }]).blockers.find(isRefusal);
  return (
    spacesOverlap(context, to) ??
    overlapsWithPeer(context, to, from, ownPeers.overlapping(spaces.remotePrefixes(to), to)) ??
    overlapsWithPeer(context, from, to, overlappingPeers.get(to)) ??
    (writesLocal && !local ? tooManyPeerings(context, from) : undefined) ??
    (writesRemote && !remote ? tooManyPeerings(context, to) : undefined)
  );
}

/** Connecting writes a half that is missing or Disconnected, and leaves an Initiated or Connected one as it is. */
const needsWrite = (half: Half | undefined): boolean => !half || half.state === 'Disconnected';

function spacesOverlap({ spaces, nameOf, from }: RefusalContext, to: ResourceKey): Refusal | undefined {
  const [local, remote] = [spaces.localPrefixes(from), spaces.remotePrefixes(to)];
  const prefixes = findOverlaps(local, remote);
  if (prefixes.length === 0) return undefined;
  const overlap = describeOverlaps(findOverlappingPairs(local, remote), nameOf(from), nameOf(to));
  const text = `${nameOf(from)} and ${nameOf(to)} cannot be peered: ${overlap}.`;
  return { code: 'spaces-overlap', text, vnets: [from, to], prefixes, arm: 'VnetAddressSpacesOverlap' };
}

/** Refuses `added` as a peer of `shared` because it overlaps the existing peer. */
function overlapsWithPeer(
  { spaces, nameOf, topology }: RefusalContext,
  added: ResourceKey,
  shared: ResourceKey,
  existing: Peer | undefined,
): Refusal | undefined {
  if (!existing) return undefined;
  const space = spaces.remotePrefixes(added);
  const overlap = describeOverlaps(findOverlappingPairs(space, existing.space), nameOf(added), nameOf(existing.key));
  const half = { from: shared, to: existing.key };
  const peer = { ...half, current: currentHalf(topology, half) };
  return {
    code: 'overlaps-with-peer',
    text: `${nameOf(added)} cannot be peered with ${nameOf(shared)}: ${overlap}${describeExistingPeer(topology, nameOf, peer)}.`,
    vnets: [added, shared, existing.key],
    prefixes: findOverlaps(space, existing.space),
    arm: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
    ...leftoverRemedy(topology, peer),
  };
}

function tooManyPeerings({ halfCounts, nameOf }: RefusalContext, vnet: ResourceKey): Refusal | undefined {
  const count = (halfCounts.get(vnet) ?? 0) + 1;
  if (count <= MAX_PEERINGS_PER_VNET) return undefined;
  const text = `${nameOf(vnet)} would have ${formatNumber(count)} peerings; Azure allows ${MAX_PEERINGS_PER_VNET} per VNet.`;
  return { code: 'too-many-peerings', text, vnets: [vnet] };
}

/** A peer of either side, with those of its prefixes that Azure compares. */
interface Peer {
  readonly key: ResourceKey;
  readonly space: readonly Cidr[];
}

type OverlappingPeers = ReadonlyMap<ResourceKey, Peer>;

/** Returns, for each VNet, one of its peers that overlaps `from`; checks only the halves that point at such a peer. */
function findOverlappingPeersOfOthers({ topology, spaces, from }: RefusalContext): OverlappingPeers {
  const own = spaces.localPrefixes(from);
  const overlapsFrom = (space: readonly Cidr[]) => space.some((cidr) => own.some((other) => overlaps(cidr, other)));
  const found = new Map<ResourceKey, Peer>();
  for (const half of topology.halves.values()) {
    if (half.to === from || found.has(half.from)) continue;
    const space = spaces.learnedPrefixes(half);
    if (overlapsFrom(space)) found.set(half.from, { key: half.to, space });
  }
  return found;
}

const peerPrefixes = ({ topology, spaces, from }: RefusalContext): PeerPrefix[] =>
  halvesOf(topology, from).flatMap((half) => spaces.learnedPrefixes(half).map((cidr) => ({ cidr, owner: half.to })));

/** A prefix that a half of `from` takes up, and the VNet that the half points at. */
interface PeerPrefix {
  readonly cidr: Cidr;
  readonly owner: ResourceKey;
}

interface PrefixIndex {
  /** Returns an owner other than `except` that overlaps one of these prefixes. */
  overlapping(space: readonly Cidr[], except: ResourceKey): Peer | undefined;
}

/**
 * Creates an index of prefixes, sorted so that each follows those that contain it. Prefixes are either nested or disjoint: the prefixes inside
 * a given one form one run from its position on, and those around it are found by walking outwards from the position before.
 */
function createPrefixIndex(prefixes: readonly PeerPrefix[]): PrefixIndex {
  const sorted = [...prefixes].sort((p, q) => compareCidrs(p.cidr, q.cidr));
  const outer = findEnclosing(sorted);
  const find = (cidr: Cidr, except: ResourceKey): ResourceKey | undefined => {
    const position = firstNotBefore(sorted, cidr);
    for (let i = position; i < sorted.length; i++) {
      const inside = sorted[i];
      if (!inside || !overlaps(inside.cidr, cidr)) break;
      if (inside.owner !== except) return inside.owner;
    }
    for (let i = position - 1; i >= 0; i = outer[i] ?? -1) {
      const around = sorted[i];
      if (around && overlaps(around.cidr, cidr) && around.owner !== except) return around.owner;
    }
    return undefined;
  };
  return {
    overlapping(space, except) {
      for (const cidr of space) {
        const key = find(cidr, except);
        if (key !== undefined) return { key, space: prefixes.filter(({ owner }) => owner === key).map((owned) => owned.cidr) };
      }
      return undefined;
    },
  };
}

/** Returns, for each prefix, the position of the smallest prefix that contains it; -1 when there is none. */
function findEnclosing(sorted: readonly PeerPrefix[]): Int32Array {
  const outer = new Int32Array(sorted.length).fill(-1);
  sorted.forEach(({ cidr }, i) => {
    let candidate = i - 1;
    while (candidate >= 0 && !overlaps(sorted[candidate]?.cidr ?? cidr, cidr)) candidate = outer[candidate] ?? -1;
    outer[i] = candidate;
  });
  return outer;
}

function firstNotBefore(sorted: readonly PeerPrefix[], cidr: Cidr): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareCidrs(sorted[middle]?.cidr ?? cidr, cidr) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
