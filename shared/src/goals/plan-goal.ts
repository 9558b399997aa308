import type { ResourceKey } from '../arm/index.ts';
import { type Blocker, type BlockerCode, type HalfSettings, type Intent, makePlan, type Plan } from '../plan/index.ts';
import type { RoleOverrides } from '../shapes/index.ts';
import { type Half, type HalfFlags, type HalfRef, missingOf, type Topology } from '../topology/index.ts';
import type { Goal } from './goal.ts';
import { describeGoalCost } from './goal-cost.ts';
import { findConnectingGroup, type GroupPair } from './group-pairs.ts';
import { formatHalfName, patternProblem, USUAL_NAMES } from './names.ts';
import { halvesBetween, isConnectedPair, type Pair, pairKey } from './pairs.ts';
import { type Omission, type Target, type TargetHalf, type TargetPair, targetOf } from './target.ts';

/** An existing half with other options than the goal needs, and the options that it needs. */
interface WrongHalf extends HalfRef {
  readonly flags: Partial<HalfFlags>;
}

interface GoalOptions {
  /** The name pattern of new halves; by default, the goal or the plan names them. */
  readonly namePattern?: string;
  /** Role overrides; hubs are not used as examples for spokes. */
  readonly roleOverrides?: RoleOverrides;
  /** Deletes the peerings that the goal does not include. */
  readonly isExact?: boolean;
  /** Also peers VNets that Azure Virtual Network Manager already connects. */
  readonly peersConnected?: boolean;
}

/** The differences between the topology and a goal, and the intents that reach the goal. */
export interface GoalPlan {
  /** Pairs without any half. */
  readonly missing: readonly Pair[];
  /** Pairs with a half that is missing or not Connected. */
  readonly halfConfigured: readonly Pair[];
  readonly wrong: readonly WrongHalf[];
  /** Pairs that already match the goal. */
  readonly right: readonly Pair[];
  /** Peerings that the goal does not include. */
  readonly extra: readonly Pair[];
  readonly leftOut: readonly Omission[];
  /** Pairs without a half that Azure Virtual Network Manager connects, if that is all that the goal asks of them. */
  readonly connected: readonly GroupPair[];
  /** Estimated cost of traffic, with its assumptions. */
  readonly cost: string | undefined;
  readonly notes: readonly string[];
  /** Reason why the goal cannot be planned at all. */
  readonly refusal?: string;
  readonly intents: readonly Intent[];
  /** The plan of these intents alone. A person must resolve its remaining blockers. */
  readonly plan: Plan;
}

/**
 * Plans a goal: finds what is missing, extra and wrong, and returns the intents that reach the goal. Leaves out pairs that Azure would reject,
 * with the reason, and the deletions that depend on them. When the goal is already reached, there are no intents.
 *
 *     planGoal(topology, { kind: 'mesh', members: [a, b, c] })
 */
export function planGoal(topology: Topology, goal: Goal, options: GoalOptions = {}): GoalPlan {
  const target = targetOf(topology, goal, options.roleOverrides);
  const refusal = target.refusal ?? (options.namePattern === undefined ? undefined : patternProblem(options.namePattern));
  if (refusal !== undefined)
    return {
      ...planFeasiblePairs(topology, { ...target, toPeer: [], toDelete: [] }, options, new Map()),
      connected: [],
      cost: undefined,
      refusal,
    };
  const connected = needsPeerings(goal) ? [] : findConnected(topology, target.toPeer);
  const already = new Set(options.peersConnected ? [] : connected.map(pairKey));
  const toPeer = target.toPeer.filter((pair) => !already.has(pairKey(pair)));
  const plan = planFeasiblePairs(topology, { ...target, toPeer }, options, new Map());
  const notes = needsPeerings(goal) ? plan.notes : [...plan.notes, ...unknownGroups(topology, target.toPeer)];
  return { ...plan, notes, connected, cost: describeGoalCost(topology, goal, toPeer) };
}

/** Returns whether the goal needs options that only halves have, so that a connection without a peering is not enough. */
const needsPeerings = (goal: Goal): boolean => goal.kind !== 'mesh' && (goal.kind !== 'hub' || goal.through !== 'nothing');

const findConnected = (topology: Topology, pairs: readonly Pair[]): readonly GroupPair[] =>
  pairs.flatMap(({ a, b }) => {
    const { ab, ba } = halvesBetween(topology, { a, b });
    const group = ab || ba ? undefined : findConnectingGroup(topology, { a, b });
    return group ? [{ a, b, group }] : [];
  });

function unknownGroups(topology: Topology, pairs: readonly Pair[]): readonly string[] {
  const vnets = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  return missingOf(topology, ['connectedGroups'], vnets).length === 0
    ? []
    : ['It is not known which of these VNets Azure Virtual Network Manager connects: the source does not include its connected groups.'];
}

/** Leaves out the pairs that block the plan, and plans again, until no such pair is left. */
function planFeasiblePairs(
  topology: Topology,
  target: Target,
  options: GoalOptions,
  refused: ReadonlyMap<string, Omission>,
): Omit<GoalPlan, 'connected' | 'cost' | 'refusal'> {
  const pairs = target.toPeer.filter((pair) => !refused.has(pairKey(pair)));
  const extra = target.toDelete.filter(({ after }) => after.every((key) => !refused.has(key)));
  const comparisons = pairs.map((pair) => comparePair(topology, pair));
  const intents = [
    ...comparisons.flatMap((one) => toIntents(topology, one, options.namePattern)),
    ...(options.isExact === false ? [] : extra.map(({ a, b }): Intent => ({ kind: 'delete', from: a, to: b }))),
  ];
  const plan = makePlan(topology, intents);
  const more = findRefusedPairs(plan.blockers, pairs);
  if (more.size > 0) return planFeasiblePairs(topology, target, options, new Map([...refused, ...more]));
  const pairsWith = (status: PairComparison['status']): readonly Pair[] =>
    comparisons.filter((one) => one.status === status).map(({ pair: { a, b } }) => ({ a, b }));
  return {
    missing: pairsWith('missing'),
    halfConfigured: pairsWith('half-configured'),
    wrong: comparisons.flatMap(({ status, wrong }) => (status === 'wrong' ? wrong : [])),
    right: pairsWith('right'),
    extra: extra.map(({ a, b }) => ({ a, b })),
    leftOut: [...target.leftOut, ...refused.values()],
    notes: target.notes,
    intents,
    plan,
  };
}

/** A pair of the goal, compared with the topology. */
interface PairComparison {
  readonly pair: TargetPair;
  readonly status: 'missing' | 'half-configured' | 'wrong' | 'right';
  readonly wrong: readonly WrongHalf[];
}

function comparePair(topology: Topology, pair: TargetPair): PairComparison {
  const { a, b } = pair;
  const { ab, ba } = halvesBetween(topology, pair);
  const wrong = [
    { from: a, to: b, flags: missingFlags(ab ?? optionsOfNewHalf(ba), pair.ab) },
    { from: b, to: a, flags: missingFlags(ba ?? optionsOfNewHalf(ab), pair.ba) },
  ].filter(({ flags }) => Object.keys(flags).length > 0);
  if (!ab && !ba) return { pair, status: 'missing', wrong };
  if (!isConnectedPair(topology, pair)) return { pair, status: 'half-configured', wrong };
  return { pair, status: wrong.length > 0 ? 'wrong' : 'right', wrong };
}

/** Returns the options of a new half when none are given: Azure’s defaults, and gateway transit when its counterpart uses the gateway. */
const optionsOfNewHalf = (counterpart: Half | undefined): Partial<HalfFlags> => ({
  allowAccess: true,
  allowForwarded: false,
  allowTransit: counterpart?.useRemoteGateways ?? false,
  useRemoteGateways: false,
});

/** Returns the target options that the half does not have, or that a new half would not have by default. */
const missingFlags = (half: Partial<HalfFlags>, { flags }: TargetHalf): Partial<HalfFlags> =>
  Object.fromEntries(Object.entries(flags).filter(([flag, value]) => half[flag as keyof HalfFlags] !== value));

function toIntents(topology: Topology, { pair, status, wrong }: PairComparison, namePattern: string | undefined): Intent[] {
  const { a, b } = pair;
  const flagsOf = (from: ResourceKey) => wrong.find((half) => half.from === from)?.flags;
  if (status === 'right') return [];
  if (status === 'wrong') return optionsIntent(wrong);
  const { ab, ba } = halvesBetween(topology, pair);
  const abSettings = settingsOf(flagsOf(a), ab ? undefined : newName(topology, { from: a, to: b }, pair.ab, namePattern));
  const baSettings = settingsOf(flagsOf(b), ba ? undefined : newName(topology, { from: b, to: a }, pair.ba, namePattern));
  return [
    {
      kind: status === 'missing' ? 'connect' : 'repair',
      a,
      b,
      ...(abSettings && { ab: abSettings }),
      ...(baSettings && { ba: baSettings }),
    },
  ];
}

function optionsIntent([one, other]: readonly WrongHalf[]): Intent[] {
  return one ? [{ kind: 'set-options', from: one.from, to: one.to, flags: one.flags, ...(other && { back: other.flags }) }] : [];
}

function newName(topology: Topology, ref: HalfRef, half: TargetHalf, namePattern: string | undefined): string | undefined {
  const pattern = namePattern?.trim() || half.names || USUAL_NAMES;
  return pattern === USUAL_NAMES ? undefined : formatHalfName(pattern, topology, ref);
}

const settingsOf = (flags: Partial<HalfFlags> | undefined, name: string | undefined): HalfSettings | undefined =>
  flags || name !== undefined ? { ...(name !== undefined && { name }), ...(flags && { flags }) } : undefined;

/** Blockers that concern a single pair, which is then left out. A person must resolve blockers about names and sizes. */
const PAIR_BLOCKERS: ReadonlySet<BlockerCode> = new Set<BlockerCode>([
  'spaces-overlap',
  'overlaps-with-peer',
  'transit-not-offered',
  'no-remote-gateway',
  'own-gateway',
  'second-remote-gateway',
  'transit-in-use',
  'remote-is-disconnected',
  'kind-is-fixed',
  'remote-deleted',
  'virtual-hub-half',
]);

function findRefusedPairs(blockers: readonly Blocker[], pairs: readonly TargetPair[]): ReadonlyMap<string, Omission> {
  const byKey = new Map(pairs.map((pair) => [pairKey(pair), pair]));
  const found = new Map<string, Omission>();
  for (const { code, vnets, text } of blockers) {
    const [one, ...others] = vnets;
    if (!one || !PAIR_BLOCKERS.has(code)) continue;
    // the first two VNets are the pair; when two gateways would be used, the pair may be with either of the other two
    const key = others.map((other) => pairKey({ a: one, b: other })).find((candidate) => byKey.has(candidate));
    const pair = key === undefined ? undefined : byKey.get(key);
    if (key !== undefined && pair && !found.has(key)) found.set(key, { vnets: [pair.a, pair.b], text });
  }
  return found;
}
