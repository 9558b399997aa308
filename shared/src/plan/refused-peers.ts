import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, compareCidrs, overlaps } from '../net/index.ts';
import { type Half, type NameOf, namesIn, type Topology } from '../topology/index.ts';
import { MOST_PEERINGS } from './blockers.ts';
import { makePlan } from './make-plan.ts';
import type { Blocker, BlockerCode } from './notice.ts';
import { type Owned, overlapsOf, type Spaces, spacesIn, subnetsOf } from './spaces.ts';
import { halvesOf } from './wanted.ts';
import { halfNow } from './wishes.ts';
import { peersWholeVNets } from './writable.ts';

const CODES = ['self-peering', 'spaces-overlap', 'overlaps-with-peer', 'too-many-peerings'] as const satisfies readonly BlockerCode[];

/** The first reason for which Azure would refuse to peer two VNets. */
export type Refusal = Blocker & { readonly code: (typeof CODES)[number] };

const isRefusal = (blocker: Blocker): blocker is Refusal => (CODES as readonly BlockerCode[]).includes(blocker.code);

/**
 * All VNets and ghosts that Azure would refuse to peer with this one, each with why: itself, those that overlap with it or with a peer of
 * either side, and those for which there is no room. It says what `makePlan` would say of each pair, in one walk over the estate.
 */
export function refusedPeers(topology: Topology, from: ResourceKey): ReadonlyMap<ResourceKey, Refusal> {
  const say = namesIn(topology);
  const about: About = { topology, spaces: spacesIn(topology), say, from, owned: ownedBy(topology) };
  const ofPeers = prefixIndex(peerPrefixes(about));
  const inTheWay = overlappingPeersOfOthers(about);
  const refused = new Map<ResourceKey, Refusal>();
  for (const to of [...topology.vnets.keys(), ...topology.ghosts.keys()]) {
    const refusal = refusalOf(about, to, ofPeers, inTheWay);
    if (refusal) refused.set(to, refusal);
  }
  return refused;
}

interface About {
  readonly topology: Topology;
  readonly spaces: Spaces;
  readonly say: NameOf;
  readonly from: ResourceKey;
  /** How many halves each VNet owns. */
  readonly owned: ReadonlyMap<ResourceKey, number>;
}

function ownedBy({ halves }: Topology): ReadonlyMap<ResourceKey, number> {
  const owned = new Map<ResourceKey, number>();
  for (const { from } of halves.values()) owned.set(from, (owned.get(from) ?? 0) + 1);
  return owned;
}

function refusalOf(about: About, to: ResourceKey, ofPeers: PrefixIndex, inTheWay: PeersInTheWay): Refusal | undefined {
  const { topology, spaces, say, from } = about;
  if (to === from) return { code: 'self-peering', text: `${say(from)} cannot be peered with itself.`, vnets: [from] };
  const [near, far] = [halfNow(topology, { from, to }), halfNow(topology, { from: to, to: from })];
  const writesNear = topology.vnets.has(from) && needsWrite(near);
  const writesFar = topology.vnets.has(to) && needsWrite(far);
  if (!writesNear && !writesFar) return undefined;
  if ([near, far].some((half) => half && !peersWholeVNets(half)))
    return makePlan(topology, [{ kind: 'connect', a: from, b: to }]).blockers.find(isRefusal);
  return (
    spacesOverlap(about, to) ??
    peerInTheWay(about, to, from, ofPeers.overlapping(spaces.of(to), to)) ??
    peerInTheWay(about, from, to, inTheWay.get(to)) ??
    (writesNear && !near ? tooMany(about, from) : undefined) ??
    (writesFar && !far ? tooMany(about, to) : undefined)
  );
}

/** A half that is missing or dead is written; one that waits or is Connected stays as it is. */
const needsWrite = (half: Half | undefined): boolean => !half || half.state === 'Disconnected';

function spacesOverlap({ spaces, say, from }: About, to: ResourceKey): Refusal | undefined {
  const prefixes = overlapsOf(spaces.of(from), spaces.of(to));
  if (prefixes.length === 0) return undefined;
  const text = `${say(from)} and ${say(to)} cannot be peered: their address spaces overlap in ${prefixes.join(', ')}.`;
  return { code: 'spaces-overlap', text, vnets: [from, to], prefixes, arm: 'VnetAddressSpacesOverlap' };
}

/** `comes` would be the second peer of `shared` with those prefixes. */
function peerInTheWay({ spaces, say }: About, comes: ResourceKey, shared: ResourceKey, third: Peer | undefined): Refusal | undefined {
  if (!third) return undefined;
  const prefixes = overlapsOf(spaces.of(comes), third.space);
  const text = `${say(comes)} cannot be peered with ${say(shared)}: it overlaps with ${say(third.key)}, which is peered with ${say(shared)}, too (${prefixes.join(', ')}).`;
  return {
    code: 'overlaps-with-peer',
    text,
    vnets: [comes, shared, third.key],
    prefixes,
    arm: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
  };
}

function tooMany({ owned, say }: About, vnet: ResourceKey): Refusal | undefined {
  const count = (owned.get(vnet) ?? 0) + 1;
  if (count <= MOST_PEERINGS) return undefined;
  const text = `${say(vnet)} would have ${count} peerings; Azure allows ${MOST_PEERINGS} for each VNet.`;
  return { code: 'too-many-peerings', text, vnets: [vnet] };
}

/** A peer of either side, with what of its prefixes Azure compares. */
interface Peer {
  readonly key: ResourceKey;
  readonly space: readonly Cidr[];
}

type PeersInTheWay = ReadonlyMap<ResourceKey, Peer>;

/** For each VNet one of its peers that overlaps with `from`; only halves that point at such a peer are looked at. */
function overlappingPeersOfOthers({ topology, spaces, from }: About): PeersInTheWay {
  const own = spaces.of(from);
  const overlapping = (space: readonly Cidr[]) => space.some((cidr) => own.some((other) => overlaps(cidr, other)));
  const known = new Map<ResourceKey, boolean>();
  const found = new Map<ResourceKey, Peer>();
  for (const half of topology.halves.values()) {
    const { to } = half;
    if (to === from || found.has(half.from)) continue;
    const worthALook = known.get(to) ?? (overlapping(spaces.of(to)) || topology.ghosts.has(to));
    known.set(to, worthALook);
    if (!worthALook) continue;
    const space = comparedOf(topology, spaces, half);
    if (overlapping(space)) found.set(half.from, { key: to, space });
  }
  return found;
}

const peerPrefixes = ({ topology, spaces, from }: About): Owned[] =>
  halvesOf(topology, from).flatMap((half) => comparedOf(topology, spaces, half).map((cidr) => ({ cidr, owner: half.to })));

/** What Azure compares of a half's remote; of one that cannot be read, what the half has learned counts, too. */
const comparedOf = ({ vnets }: Topology, spaces: Spaces, half: Half): readonly Cidr[] => {
  const space = spaces.of(half.to, subnetsOf(half).remote);
  return vnets.has(half.to) ? space : [...space, ...spaces.parsed(half.remoteLearned ?? [])];
};

interface PrefixIndex {
  /** An owner other than `except` that overlaps with one of these prefixes. */
  overlapping(space: readonly Cidr[], except: ResourceKey): Peer | undefined;
}

/**
 * Prefixes sorted so that each stands behind those that hold it. Prefixes nest or are apart: what overlaps with one either lies in it,
 * and then stands in one run behind its place, or holds it, and then is reached from the one before that place, outwards.
 */
function prefixIndex(prefixes: readonly Owned[]): PrefixIndex {
  const sorted = [...prefixes].sort((p, q) => compareCidrs(p.cidr, q.cidr));
  const outer = holders(sorted);
  const find = (cidr: Cidr, except: ResourceKey): ResourceKey | undefined => {
    const place = firstNotBefore(sorted, cidr);
    for (let i = place; i < sorted.length; i++) {
      const inside = sorted[i];
      if (!inside || !overlaps(inside.cidr, cidr)) break;
      if (inside.owner !== except) return inside.owner;
    }
    for (let i = place - 1; i >= 0; i = outer[i] ?? -1) {
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

/** For each prefix the place of the nearest one before it that holds it; -1 where none does. */
function holders(sorted: readonly Owned[]): Int32Array {
  const outer = new Int32Array(sorted.length).fill(-1);
  sorted.forEach(({ cidr }, i) => {
    let candidate = i - 1;
    while (candidate >= 0 && !overlaps(sorted[candidate]?.cidr ?? cidr, cidr)) candidate = outer[candidate] ?? -1;
    outer[i] = candidate;
  });
  return outer;
}

function firstNotBefore(sorted: readonly Owned[], cidr: Cidr): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareCidrs(sorted[middle]?.cidr ?? cidr, cidr) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
