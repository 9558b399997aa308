import type { ResourceKey } from '../arm/index.ts';
import { MOST_PEERINGS } from '../plan/index.ts';
import { otherEnd, type Topology } from '../topology/index.ts';
import { hubCandidates } from './hub-candidates.ts';
import { halvesBetween, hasHalf, inKeyOrder, isWhole, type Pair, pairsOf } from './pairs.ts';
import { type CostInShape, costOf } from './shape-cost.ts';
import { needsOf } from './shape-needs.ts';

export type ShapeKind = 'as-is' | 'mesh' | 'hub';

/** How many pairs reach each other in which way. */
interface PairCounts {
  /** Over a peering of their own, or in a connected group. */
  readonly direct: number;
  /** Through the hub, once something there forwards and routes lead to it. */
  readonly throughHub: number;
  readonly apart: number;
}

/** The same VNets in one shape. */
export interface Shape {
  readonly kind: ShapeKind;
  readonly links: readonly Pair[];
  readonly peerings: number;
  readonly halves: number;
  readonly pairs: PairCounts;
  /** The member with the most peerings, those with others counted too, of the number that Azure allows. */
  readonly fullest: { readonly vnet: ResourceKey; readonly peerings: number; readonly most: number };
  /** Options, routes and limits, a sentence each. */
  readonly needs: readonly string[];
  readonly cost: CostInShape;
}

export interface Comparison {
  /** Those that were read, in a fixed order. */
  readonly members: readonly ResourceKey[];
  readonly hub: ResourceKey;
  readonly shapes: readonly [Shape, Shape, Shape];
}

/** The same VNets as they are, as a mesh and as hub-and-spoke; the best guess is the hub where none is named. Two VNets or more, or nothing. */
export function compareShapes(topology: Topology, among: Iterable<ResourceKey>, named?: ResourceKey): Comparison | undefined {
  const members = inKeyOrder(among).filter((key) => topology.vnets.has(key));
  const hub = named !== undefined && members.includes(named) ? named : hubCandidates(topology, members)[0]?.key;
  if (members.length < 2 || hub === undefined) return undefined;
  const all = pairsOf(members);
  const spokes = members.filter((key) => key !== hub);
  const standing = all.filter((pair) => hasHalf(topology, pair));
  const about = { topology, members, hub, all };
  return {
    members,
    hub,
    shapes: [
      asIs(about, standing),
      shapeOf(about, 'mesh', all, all.length * 2, { direct: all.length, throughHub: 0, apart: 0 }),
      shapeOf(
        about,
        'hub',
        spokes.map((spoke) => ({ a: hub, b: spoke })),
        spokes.length * 2,
        { direct: spokes.length, throughHub: all.length - spokes.length, apart: 0 },
      ),
    ],
  };
}

interface About {
  readonly topology: Topology;
  readonly members: readonly ResourceKey[];
  readonly hub: ResourceKey;
  readonly all: readonly Pair[];
}

function asIs(about: About, standing: readonly Pair[]): Shape {
  const { topology, hub, all } = about;
  const meets = (pair: Pair): boolean => isWhole(topology, pair) || areInOneGroup(topology, pair);
  const nextToHub = new Set(all.filter(({ a, b }) => (a === hub || b === hub) && meets({ a, b })).flatMap(({ a, b }) => [a, b]));
  const direct = all.filter(meets).length;
  const throughHub = all.filter((pair) => !meets(pair) && nextToHub.has(pair.a) && nextToHub.has(pair.b)).length;
  const halves = standing.map((pair) => halvesBetween(topology, pair)).reduce((sum, { ab, ba }) => sum + (ab ? 1 : 0) + (ba ? 1 : 0), 0);
  return shapeOf(about, 'as-is', standing, halves, { direct, throughHub, apart: all.length - direct - throughHub });
}

function shapeOf(about: About, kind: ShapeKind, links: readonly Pair[], halves: number, pairs: PairCounts): Shape {
  const { topology, members, hub } = about;
  const fullest = fullestOf(topology, members, links);
  return {
    kind,
    links,
    peerings: links.length,
    halves,
    pairs,
    fullest,
    needs: needsOf({ topology, kind, hub, members: members.length, fullest }),
    cost: costOf(topology, kind, hub, members, links),
  };
}

/** Members that Azure Virtual Network Manager joins without a peering; a group that is not global joins within a region (azure-semantics §6.6). */
function areInOneGroup({ equipmentOf, vnets }: Topology, { a, b }: Pair): boolean {
  const groups = equipmentOf.get(a)?.connectedGroups ?? [];
  const isNear = vnets.get(a)?.location === vnets.get(b)?.location;
  return groups.some((group) => (group.global || isNear) && (equipmentOf.get(b)?.connectedGroups ?? []).includes(group));
}

function fullestOf(topology: Topology, members: readonly ResourceKey[], links: readonly Pair[]): Shape['fullest'] {
  const within = new Set(members);
  const counts = new Map(
    members.map((key) => [key, (topology.peeringsOf.get(key) ?? []).filter((peering) => !within.has(otherEnd(peering, key))).length]),
  );
  for (const { a, b } of links) for (const end of [a, b]) counts.set(end, (counts.get(end) ?? 0) + 1);
  const [[vnet, peerings] = [members[0] ?? ('' as ResourceKey), 0]] = [...counts].sort(([, p], [, q]) => q - p);
  return { vnet, peerings, most: MOST_PEERINGS };
}
