import type { ResourceKey } from '../arm/index.ts';
import { MAX_PEERINGS_PER_VNET } from '../plan/index.ts';
import { peeringsOfMesh, type SaidRoles } from '../shapes/index.ts';
import { otherEnd, type Topology } from '../topology/index.ts';
import { hubCandidates } from './hub-candidates.ts';
import { halvesBetween, sortKeys, isConnectedPair, type Pair, pairKey, pairsOf, findPeeredPairs } from './pairs.ts';
import { isSameRegion } from './region.ts';
import { type ShapeCost, costOf } from './shape-cost.ts';
import { describeNeeds } from './shape-needs.ts';
import { type CurrentReach, describeReach } from './shape-reach.ts';

export type ShapeKind = 'as-is' | 'mesh' | 'hub';

/** How many pairs reach each other in which way. */
export interface PairCounts {
  /** Over a peering of their own, or in a connected group. */
  readonly direct: number;
  /** Through the hub, once something there forwards and routes lead to it. */
  readonly throughHub: number;
  readonly apart: number;
}

/** The same VNets in one shape. */
export interface Shape {
  readonly kind: ShapeKind;
  readonly peerings: number;
  readonly halves: number;
  readonly pairs: PairCounts;
  /** The member with the most peerings, those with others counted too, of the number that Azure allows. */
  readonly fullest: { readonly vnet: ResourceKey; readonly peerings: number; readonly most: number };
  /** Who reaches whom, a sentence each. */
  readonly reach: readonly string[];
  /** Options, routes and limits, a sentence each. */
  readonly needs: readonly string[];
  readonly cost: ShapeCost;
}

export interface Comparison {
  /** Those that were read, in a fixed order. */
  readonly members: readonly ResourceKey[];
  readonly hub: ResourceKey;
  /** The pairs that have a peering now. */
  readonly peered: readonly Pair[];
  /** As they are, as a mesh, as hub-and-spoke. */
  readonly shapes: readonly [Shape, Shape, Shape];
}

interface ComparisonOptions {
  readonly named?: ResourceKey | undefined;
  /** What people say of VNets, for the guess. */
  readonly said?: SaidRoles | undefined;
}

/**
 * The same VNets as they are, as a mesh and as hub-and-spoke; the best guess is the hub where none is named. Two VNets or more, or nothing.
 * Pairs are counted, never listed: a mesh of thousands has millions.
 */
export function compareShapes(topology: Topology, among: Iterable<ResourceKey>, { named, said }: ComparisonOptions = {}): Comparison | undefined {
  const members = sortKeys(among).filter((key) => topology.vnets.has(key));
  const hub = named !== undefined && members.includes(named) ? named : hubCandidates(topology, members, { said })[0]?.key;
  if (members.length < 2 || hub === undefined) return undefined;
  const about = { topology, members, hub, peered: findPeeredPairs(topology, members) };
  const reach = reachNow(about);
  return { members, hub, peered: about.peered, shapes: [asIs(about, reach), asMesh(about, reach), asHub(about, reach)] };
}

export interface MemberContext {
  readonly topology: Topology;
  readonly members: readonly ResourceKey[];
  readonly hub: ResourceKey;
  readonly peered: readonly Pair[];
}

function reachNow(about: MemberContext): CurrentReach {
  const { members, hub } = about;
  const direct = directPairs(about);
  const nextToHub = new Set(members.filter((key) => key !== hub && direct.has(pairKey({ a: hub, b: key }))));
  const amongThose = [...direct.values()].filter(({ a, b }) => nextToHub.has(a) && nextToHub.has(b)).length;
  const throughHub = peeringsOfMesh(nextToHub.size) - amongThose;
  return {
    direct,
    hubPeers: nextToHub,
    pairs: { direct: direct.size, throughHub, apart: peeringsOfMesh(members.length) - direct.size - throughHub },
  };
}

function asIs(about: MemberContext, reach: CurrentReach): Shape {
  const { topology, peered } = about;
  const halves = peered.map((pair) => halvesBetween(topology, pair)).reduce((sum, { ab, ba }) => sum + (ab ? 1 : 0) + (ba ? 1 : 0), 0);
  const counts = { peerings: peered.length, halves, pairs: reach.pairs, own: () => 0 };
  return shapeOf(about, 'as-is', reach, counts);
}

function asMesh(about: MemberContext, reach: CurrentReach): Shape {
  const peerings = peeringsOfMesh(about.members.length);
  return shapeOf(about, 'mesh', reach, {
    peerings,
    halves: peerings * 2,
    pairs: { direct: peerings, throughHub: 0, apart: 0 },
    own: () => about.members.length - 1,
  });
}

function asHub(about: MemberContext, reach: CurrentReach): Shape {
  const spokes = about.members.length - 1;
  return shapeOf(about, 'hub', reach, {
    peerings: spokes,
    halves: spokes * 2,
    pairs: { direct: spokes, throughHub: peeringsOfMesh(spokes), apart: 0 },
    own: (key) => (key === about.hub ? spokes : 1),
  });
}

interface ShapeCounts extends Pick<Shape, 'peerings' | 'halves' | 'pairs'> {
  /** How many peerings with other members each has in the shape; as it is, they are counted with all others. */
  readonly own: (key: ResourceKey) => number;
}

function shapeOf(about: MemberContext, kind: ShapeKind, reach: CurrentReach, { own, ...counts }: ShapeCounts): Shape {
  const fullest = fullestOf(about, kind, own);
  return {
    kind,
    ...counts,
    fullest,
    reach: describeReach(about, kind, reach),
    needs: describeNeeds({ ...about, kind, fullest }),
    cost: costOf(about, kind, reach),
  };
}

/** The pairs that reach each other now without anybody's help. */
function directPairs({ topology, members, peered }: MemberContext): ReadonlyMap<string, Pair> {
  const whole = peered.filter((pair) => isConnectedPair(topology, pair));
  return new Map([...whole, ...pairsInGroups(topology, members)].map((pair) => [pairKey(pair), pair]));
}

/** Members that Azure Virtual Network Manager joins without a peering; a group that is not global joins within a region (azure-semantics §6.6). */
function pairsInGroups({ equipmentOf, vnets }: Topology, members: readonly ResourceKey[]): readonly Pair[] {
  const groups = new Map(members.flatMap((key) => (equipmentOf.get(key)?.connectedGroups ?? []).map((group) => [group.id, group])));
  return [...groups.values()].flatMap((group) => {
    const inside = members.filter((key) => equipmentOf.get(key)?.connectedGroups.includes(group));
    const regionOf = (key: ResourceKey): string => vnets.get(key)?.location ?? '';
    return pairsOf(inside).filter(({ a, b }) => group.global || isSameRegion(regionOf(a), regionOf(b)));
  });
}

function fullestOf({ topology, members }: MemberContext, kind: ShapeKind, own: (key: ResourceKey) => number): Shape['fullest'] {
  const within = new Set(members);
  const isOther = (end: ResourceKey): boolean => kind === 'as-is' || !within.has(end);
  const [first, ...rest] = members.map((vnet) => {
    const others = (topology.peeringsOf.get(vnet) ?? []).filter((peering) => isOther(otherEnd(peering, vnet))).length;
    return { vnet, peerings: others + own(vnet), most: MAX_PEERINGS_PER_VNET };
  });
  if (!first) throw new Error('Shapes are compared of two VNets or more');
  return rest.reduce((most, one) => (one.peerings > most.peerings ? one : most), first);
}
