import type { ResourceKey } from '../arm/index.ts';
import { MAX_PEERINGS_PER_VNET } from '../plan/index.ts';
import { peeringsOfMesh, type RoleOverrides } from '../shapes/index.ts';
import { otherEnd, type Topology } from '../topology/index.ts';
import { isConnecting } from './group-pairs.ts';
import { hubCandidates } from './hub-candidates.ts';
import { findPeeredPairs, halvesBetween, isConnectedPair, type Pair, pairKey, pairsOf, sortKeys } from './pairs.ts';
import { costOf, type ShapeCost } from './shape-cost.ts';
import { describeNeeds } from './shape-needs.ts';
import { type CurrentReach, describeReach } from './shape-reach.ts';

export type ShapeKind = 'as-is' | 'mesh' | 'hub';

/** The number of pairs of VNets by how they reach each other. */
export interface PairCounts {
  /** Over their own peering, or in a connected group. */
  readonly direct: number;
  /** Through the hub, once an appliance or gateway there forwards traffic and routes point to it. */
  readonly throughHub: number;
  /** Not at all. */
  readonly apart: number;
}

/** A set of VNets in one shape, for comparison. */
export interface Shape {
  readonly kind: ShapeKind;
  readonly peerings: number;
  readonly halves: number;
  readonly pairs: PairCounts;
  /** The member with the most peerings, including those with other VNets, and the number that Azure allows. */
  readonly fullest: { readonly vnet: ResourceKey; readonly peerings: number; readonly most: number };
  /** Sentences that describe which VNets reach each other. */
  readonly reach: readonly string[];
  /** Sentences that describe the options, routes and limits. */
  readonly needs: readonly string[];
  readonly cost: ShapeCost;
}

/** The comparison of a set of VNets in three shapes. */
export interface Comparison {
  /** The VNets that could be read, in a fixed order. */
  readonly members: readonly ResourceKey[];
  readonly hub: ResourceKey;
  /** The pairs that are currently peered. */
  readonly peered: readonly Pair[];
  /** As is, as a mesh, as hub-and-spoke. */
  readonly shapes: readonly [Shape, Shape, Shape];
}

interface ComparisonOptions {
  readonly named?: ResourceKey | undefined;
  /** Role overrides, for suggesting a hub. */
  readonly roleOverrides?: RoleOverrides | undefined;
}

/**
 * Compares a set of VNets as they are, as a mesh and as hub-and-spoke; without a named hub, uses the best candidate. Returns undefined for
 * fewer than two VNets. Pairs are counted, not listed: a mesh of thousands of VNets has millions of pairs.
 */
export function compareShapes(
  topology: Topology,
  among: Iterable<ResourceKey>,
  { named, roleOverrides }: ComparisonOptions = {},
): Comparison | undefined {
  const members = sortKeys(among).filter((key) => topology.vnets.has(key));
  const hub = named !== undefined && members.includes(named) ? named : hubCandidates(topology, members, { roleOverrides })[0]?.key;
  if (members.length < 2 || hub === undefined) return undefined;
  const context = { topology, members, hub, peered: findPeeredPairs(topology, members) };
  const reach = currentReachOf(context);
  return {
    members,
    hub,
    peered: context.peered,
    shapes: [asIsOption(context, reach), meshOption(context, reach), hubOption(context, reach)],
  };
}

/** The input of a comparison. */
export interface MemberContext {
  readonly topology: Topology;
  readonly members: readonly ResourceKey[];
  readonly hub: ResourceKey;
  readonly peered: readonly Pair[];
}

function currentReachOf(context: MemberContext): CurrentReach {
  const { members, hub } = context;
  const direct = directPairs(context);
  const hubPeers = new Set(members.filter((key) => key !== hub && direct.has(pairKey({ a: hub, b: key }))));
  const directHubPeers = [...direct.values()].filter(({ a, b }) => hubPeers.has(a) && hubPeers.has(b)).length;
  const throughHub = peeringsOfMesh(hubPeers.size) - directHubPeers;
  return {
    direct,
    hubPeers,
    pairs: { direct: direct.size, throughHub, apart: peeringsOfMesh(members.length) - direct.size - throughHub },
  };
}

function asIsOption(context: MemberContext, reach: CurrentReach): Shape {
  const { topology, peered } = context;
  const halves = peered.map((pair) => halvesBetween(topology, pair)).reduce((sum, { ab, ba }) => sum + (ab ? 1 : 0) + (ba ? 1 : 0), 0);
  const counts = { peerings: peered.length, halves, pairs: reach.pairs, memberPeeringsOf: () => 0 };
  return shapeOf(context, 'as-is', reach, counts);
}

function meshOption(context: MemberContext, reach: CurrentReach): Shape {
  const peerings = peeringsOfMesh(context.members.length);
  return shapeOf(context, 'mesh', reach, {
    peerings,
    halves: peerings * 2,
    pairs: { direct: peerings, throughHub: 0, apart: 0 },
    memberPeeringsOf: () => context.members.length - 1,
  });
}

function hubOption(context: MemberContext, reach: CurrentReach): Shape {
  const spokes = context.members.length - 1;
  return shapeOf(context, 'hub', reach, {
    peerings: spokes,
    halves: spokes * 2,
    pairs: { direct: spokes, throughHub: peeringsOfMesh(spokes), apart: 0 },
    memberPeeringsOf: (key) => (key === context.hub ? spokes : 1),
  });
}

interface ShapeCounts extends Pick<Shape, 'peerings' | 'halves' | 'pairs'> {
  /** Returns the number of peerings with other members; 0 for the current shape, where all peerings are counted together. */
  readonly memberPeeringsOf: (key: ResourceKey) => number;
}

function shapeOf(context: MemberContext, kind: ShapeKind, reach: CurrentReach, { memberPeeringsOf, ...counts }: ShapeCounts): Shape {
  const fullest = mostPeeredOf(context, kind, memberPeeringsOf);
  return {
    kind,
    ...counts,
    fullest,
    reach: describeReach(context, kind, reach),
    needs: describeNeeds({ ...context, kind, fullest }),
    cost: costOf(context, kind, reach),
  };
}

/** Returns the pairs that currently reach each other directly, by `pairKey`. */
function directPairs({ topology, members, peered }: MemberContext): ReadonlyMap<string, Pair> {
  const connected = peered.filter((pair) => isConnectedPair(topology, pair));
  return new Map([...connected, ...pairsInGroups(topology, members)].map((pair) => [pairKey(pair), pair]));
}

/** Returns the pairs that Azure Virtual Network Manager connects without peerings. */
function pairsInGroups(topology: Topology, members: readonly ResourceKey[]): readonly Pair[] {
  const groupsOf = (key: ResourceKey) => topology.attachedResources.get(key)?.connectedGroups ?? [];
  const groups = new Map(members.flatMap((key) => groupsOf(key).map((group) => [group.id, group])));
  return [...groups.values()].flatMap((group) => {
    const inside = members.filter((key) => groupsOf(key).includes(group));
    return pairsOf(inside).filter((pair) => isConnecting(topology, group, pair));
  });
}

function mostPeeredOf(
  { topology, members }: MemberContext,
  kind: ShapeKind,
  memberPeeringsOf: (key: ResourceKey) => number,
): Shape['fullest'] {
  const within = new Set(members);
  const isOther = (end: ResourceKey): boolean => kind === 'as-is' || !within.has(end);
  const [first, ...rest] = members.map((vnet) => {
    const others = (topology.peeringsOf.get(vnet) ?? []).filter((peering) => isOther(otherEnd(peering, vnet))).length;
    return { vnet, peerings: others + memberPeeringsOf(vnet), most: MAX_PEERINGS_PER_VNET };
  });
  if (!first) throw new Error('A comparison needs at least two VNets');
  return rest.reduce((most, one) => (one.peerings > most.peerings ? one : most), first);
}
