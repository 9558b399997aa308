import { type ResourceKey, resourceKey } from '../arm/index.ts';
import type { RouteTableChange } from '../handoff/index.ts';
import { applyPlan, type Plan } from '../plan/index.ts';
import { type Cell, createReach, type Reach, type ReachChange, type Verdict } from '../reach/index.ts';
import { groupBy } from '../routing/index.ts';
import { buildTopology, peeringKey, type Topology, type TopologyRows } from '../topology/index.ts';
import { applyRouteChanges } from './apply-route-changes.ts';
import { groupDirectedPairs, groupPairs, type PairBlock } from './group-pairs.ts';

/** Effect of a plan on a pair of VNets. `changed` is a change between verdicts that are neither `reachable` nor `unknown`. */
export type ReachEffect = 'gained' | 'lost' | 'changed' | 'unknown';

/** Verdicts before and after a plan. */
interface VerdictChange {
  readonly before: Verdict;
  readonly after: Verdict;
}

/** Pairs of VNets that a plan affects in the same way. */
export interface ReachPairs {
  readonly effect: ReachEffect;
  readonly side: readonly ResourceKey[];
  /** Each of them pairs with each of `side`; empty if those pair with each other. */
  readonly other: readonly ResourceKey[];
  /** False if traffic from `side` to `other` is affected, and the other direction not, or in another way. */
  readonly isBothWays: boolean;
  readonly before: Cell;
  readonly after: Cell;
  /** Change in the other direction, where it is a different one. */
  readonly back?: VerdictChange;
  readonly count: number;
  /** True if the change is about each of these pairs itself. */
  readonly isDirect: boolean;
}

/** Numbers of pairs of VNets: those that the change is about, and all others. */
interface PairCounts {
  readonly direct: number;
  readonly beyond: number;
}

/** Effect of a plan on who reaches whom. */
export interface ReachPreview {
  /** Groups of pairs: those beyond those that the change is about first, largest first. */
  readonly groups: readonly ReachPairs[];
  readonly counts: Readonly<Record<ReachEffect, PairCounts>>;
}

type Pair = readonly [ResourceKey, ResourceKey];

/** Steps of a plan, with changes that are made outside of it. */
export interface PreviewedChange extends Pick<Plan, 'steps'> {
  readonly routeTables?: readonly RouteTableChange[];
  /** Pairs that the change is about, besides those whose peering it changes. */
  readonly pairs?: readonly Pair[];
}

/** Compares which VNets reach each other before and after a change. `before` is the engine for these rows. */
export function previewReach(before: Reach, rows: TopologyRows, { steps, routeTables = [], pairs = [] }: PreviewedChange): ReachPreview {
  const topology = buildTopology(applyRouteChanges(applyPlan(rows, { steps }), routeTables));
  const after = createReach(topology, before.model.estate.learned);
  const peered = steps.map(({ half: { from, to } }): Pair => [from, to]);
  const changes = before.compare(after, [...peered.flat(), ...usersOf(topology, routeTables)]);
  return summarizeChanges(changes, [...peered, ...pairs]);
}

/** Returns the VNets with subnets that use one of the route tables. */
function usersOf({ vnets }: Topology, routeTables: readonly RouteTableChange[]): readonly ResourceKey[] {
  const keys = new Set(routeTables.map(({ id }) => resourceKey(id)));
  return [...vnets.values()]
    .filter(({ subnets }) => subnets.some(({ routeTableId }) => routeTableId !== undefined && keys.has(resourceKey(routeTableId))))
    .map(({ key }) => key);
}

/** Change of the pairs of two classes. */
interface Edge {
  readonly from: number;
  readonly to: number;
  readonly effect: ReachEffect;
  readonly before: Cell;
  readonly after: Cell;
  readonly isBothWays: boolean;
  readonly back?: VerdictChange;
  readonly count: number;
  readonly direct: number;
}

/** Groups changes into few blocks. `intended` lists the pairs that the change is about. */
function summarizeChanges(changes: readonly ReachChange[], intended: readonly Pair[]): ReachPreview {
  const classes = [...new Set(changes.flatMap(({ from, to }) => [from, to]))];
  const edges = toEdges(changes, classes, intended);
  const alike = groupBy(edges, ({ effect, before, after, isBothWays, back, count, direct }) =>
    [effect, before.verdict, after.verdict, reasonOf(before, after), isBothWays, back?.before, back?.after, direct === count].join(' '),
  );
  const membersOf = (nodes: readonly number[]): readonly ResourceKey[] => nodes.flatMap((node) => classes[node] ?? []);
  const groups = [...alike.values()].flatMap((list) => {
    const [first] = list;
    if (!first) return [];
    const { effect, before, after, isBothWays, back, count, direct } = first;
    const counts = new Map(list.map((edge) => [pairKey(edge.from, edge.to), edge.count]));
    const pairs = list.map(({ from, to }) => [from, to] as const);
    const blocks = isBothWays ? groupPairs(pairs, (node) => classes[node]?.length === 1) : groupDirectedPairs(pairs);
    return blocks.map((block): ReachPairs => {
      const [side, other] = splitPair(membersOf(block.side), membersOf(block.other));
      const isSwapped = isBothWays && other.length > 0 && other.length < side.length;
      return {
        effect,
        side: isSwapped ? other : side,
        other: isSwapped ? side : other,
        isBothWays,
        before,
        after,
        ...(back && { back }),
        count: countPairs(block, counts),
        isDirect: direct === count,
      };
    });
  });
  return {
    groups: groups.sort((one, other) => Number(one.isDirect) - Number(other.isDirect) || other.count - one.count),
    counts: countEffects(edges),
  };
}

/** Puts the two members of a single pair on different sides. */
const splitPair = (
  side: readonly ResourceKey[],
  other: readonly ResourceKey[],
): readonly [readonly ResourceKey[], readonly ResourceKey[]] =>
  other.length === 0 && side.length === 2 ? [side.slice(0, 1), side.slice(1)] : [side, other];

const countPairs = ({ side, other }: PairBlock, counts: ReadonlyMap<string, number>): number =>
  side
    .flatMap((one, i) => (other.length > 0 ? other : side.slice(i)).map((two) => counts.get(pairKey(one, two)) ?? 0))
    .reduce((sum, count) => sum + count, 0);

/** Returns the code that explains a change: of the verdict that is not reachable. */
const reasonOf = (before: Cell, after: Cell): string => (after.verdict === 'reachable' ? before.code : after.code) ?? '';

function effectOf({ before, after }: ReachChange): ReachEffect {
  if (before.verdict === 'unknown' || after.verdict === 'unknown') return 'unknown';
  if (after.verdict === 'reachable') return 'gained';
  return before.verdict === 'reachable' ? 'lost' : 'changed';
}

/** Joins the two directions of each pair of classes; where they change differently, the stronger effect is that of the pair. */
function toEdges(
  changes: readonly ReachChange[],
  classes: readonly (readonly ResourceKey[])[],
  intended: readonly Pair[],
): readonly Edge[] {
  const nodeOf = new Map(classes.map((members, node) => [members, node]));
  const ends = ({ from, to }: ReachChange) => [nodeOf.get(from) ?? 0, nodeOf.get(to) ?? 0] as const;
  const direct = countDirect(classes, intended);
  const pairs = groupBy(changes, (change) => pairKey(...ends(change)));
  return [...pairs].flatMap(([key, list]) => {
    const [change, back] = list.toSorted((one, other) => STRENGTH.indexOf(effectOf(one)) - STRENGTH.indexOf(effectOf(other)));
    if (!change) return [];
    const [from, to] = ends(change);
    const { before, after } = change;
    const isBothWays = from === to || (back !== undefined && isSameChange(change, back));
    const size = change.from.length;
    return {
      from,
      to,
      effect: effectOf(change),
      before,
      after,
      isBothWays,
      ...(back && !isBothWays && { back: { before: back.before.verdict, after: back.after.verdict } }),
      count: from === to ? (size * (size - 1)) / 2 : size * change.to.length,
      direct: direct.get(key) ?? 0,
    };
  });
}

/** Effects, strongest first. */
const STRENGTH: readonly ReachEffect[] = ['lost', 'gained', 'changed', 'unknown'];

const pairKey = (one: number, other: number): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** Returns whether two changes can be described as one: reach is gained or lost, or the verdicts are the same. */
function isSameChange(one: ReachChange, other: ReachChange): boolean {
  const effect = effectOf(one);
  if (effect !== effectOf(other)) return false;
  return (
    effect === 'gained' || effect === 'lost' || (one.before.verdict === other.before.verdict && one.after.verdict === other.after.verdict)
  );
}

/** Counts the pairs that the change is about, by pair of classes. */
function countDirect(classes: readonly (readonly ResourceKey[])[], intended: readonly Pair[]): ReadonlyMap<string, number> {
  const nodeOf = new Map(classes.flatMap((members, node) => members.map((key) => [key, node] as const)));
  const counts = new Map<string, number>();
  for (const [a, b] of new Map(intended.map((pair) => [peeringKey(...pair), pair])).values()) {
    const [one, other] = [nodeOf.get(a), nodeOf.get(b)];
    if (one === undefined || other === undefined) continue;
    const key = pairKey(one, other);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function countEffects(edges: readonly Edge[]): ReachPreview['counts'] {
  const count = (effect: ReachEffect): PairCounts => {
    const own = edges.filter((edge) => edge.effect === effect);
    const direct = own.reduce((sum, edge) => sum + edge.direct, 0);
    return { direct, beyond: own.reduce((sum, edge) => sum + edge.count, 0) - direct };
  };
  return { gained: count('gained'), lost: count('lost'), changed: count('changed'), unknown: count('unknown') };
}
