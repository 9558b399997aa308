import type { ResourceKey } from '../arm/index.ts';
import { type Blocker, type BlockerCode, type HalfWish, type Intent, makePlan, type Plan } from '../plan/index.ts';
import type { SaidRoles } from '../shapes/index.ts';
import type { Half, HalfFlags, HalfRef, Topology } from '../topology/index.ts';
import type { Goal } from './goal.ts';
import { formatHalfName, patternProblem, USUAL_NAMES } from './names.ts';
import { halvesBetween, isConnectedPair, type Pair, pairKey } from './pairs.ts';
import { type Omission, type Target, type TargetHalf, type TargetPair, targetOf } from './target.ts';

/** A half that is there with other options than the goal needs, and those that it needs. */
interface WrongHalf extends HalfRef {
  readonly flags: Partial<HalfFlags>;
}

interface GoalOptions {
  /** The pattern of the names of new halves; else as the goal or the plan names them. */
  readonly namePattern?: string;
  /** What people say of VNets: a hub is no example for spokes. */
  readonly said?: SaidRoles;
  /** Whether peerings that the goal does not want are deleted. */
  readonly isExact?: boolean;
}

/** What stands between the topology and a goal, and the intents that get there. */
export interface GoalPlan {
  /** Pairs without any half. */
  readonly missing: readonly Pair[];
  /** Pairs of which a half is missing or not Connected. */
  readonly halfConfigured: readonly Pair[];
  readonly wrong: readonly WrongHalf[];
  /** Pairs that are as the goal wants them. */
  readonly right: readonly Pair[];
  /** Peerings that the goal does not want. */
  readonly extra: readonly Pair[];
  readonly leftOut: readonly Omission[];
  readonly notes: readonly string[];
  /** Why nothing can be done at all. */
  readonly refusal?: string;
  readonly intents: readonly Intent[];
  /** The plan of these intents alone. What it still holds of blockers, a person must resolve. */
  readonly plan: Plan;
}

/**
 * What is missing, extra and wrong for a goal, and what to want for it. What Azure is known to refuse is left out with the reason, and with
 * it every deletion that relied on it. On a topology where the goal is reached there are no intents.
 *
 *     intentsFor(topology, { kind: 'mesh', members: [a, b, c] })
 */
export function intentsFor(topology: Topology, goal: Goal, how: GoalOptions = {}): GoalPlan {
  const target = targetOf(topology, goal, how.said);
  const refusal = target.refusal ?? (how.namePattern === undefined ? undefined : patternProblem(how.namePattern));
  const possible = refusal ? { ...target, wanted: [], unwanted: [] } : target;
  return { ...settled(topology, possible, how, new Map()), ...(refusal !== undefined && { refusal }) };
}

/** Leaves out what the plan would be refused for, until nothing of that is left. */
function settled(topology: Topology, target: Target, how: GoalOptions, refused: ReadonlyMap<string, Omission>): GoalPlan {
  const wanted = target.toPeer.filter((pair) => !refused.has(pairKey(pair)));
  const extra = target.toDelete.filter(({ after }) => after.every((key) => !refused.has(key)));
  const standing = wanted.map((pair) => standingOf(topology, pair));
  const intents = [
    ...standing.flatMap((one) => intentOf(topology, one, how.namePattern)),
    ...(how.isExact === false ? [] : extra.map(({ a, b }): Intent => ({ kind: 'delete', from: a, to: b }))),
  ];
  const plan = makePlan(topology, intents);
  const more = refusedOf(plan.blockers, wanted);
  if (more.size > 0) return settled(topology, target, how, new Map([...refused, ...more]));
  const pairsThat = (as: Standing['as']): readonly Pair[] =>
    standing.filter((one) => one.as === as).map(({ pair: { a, b } }) => ({ a, b }));
  return {
    missing: pairsThat('missing'),
    halfConfigured: pairsThat('half-configured'),
    wrong: standing.flatMap(({ as, wrong }) => (as === 'wrong' ? wrong : [])),
    right: pairsThat('right'),
    extra: extra.map(({ a, b }) => ({ a, b })),
    leftOut: [...target.leftOut, ...refused.values()],
    notes: target.notes,
    intents,
    plan,
  };
}

interface Standing {
  readonly pair: TargetPair;
  readonly as: 'missing' | 'half-configured' | 'wrong' | 'right';
  readonly wrong: readonly WrongHalf[];
}

function standingOf(topology: Topology, pair: TargetPair): Standing {
  const { a, b } = pair;
  const { ab, ba } = halvesBetween(topology, pair);
  const wrong = [
    { from: a, to: b, flags: lacking(ab ?? newHalf(ba), pair.ab) },
    { from: b, to: a, flags: lacking(ba ?? newHalf(ab), pair.ba) },
  ].filter(({ flags }) => Object.keys(flags).length > 0);
  if (!ab && !ba) return { pair, as: 'missing', wrong };
  if (!isConnectedPair(topology, pair)) return { pair, as: 'half-configured', wrong };
  return { pair, as: wrong.length > 0 ? 'wrong' : 'right', wrong };
}

/** A half that is made without a word about its options has Azure's; beside a twin that uses its gateway, the plan lets it offer that. */
const newHalf = (twin: Half | undefined): Partial<HalfFlags> => ({
  allowAccess: true,
  allowForwarded: false,
  allowTransit: twin?.useRemoteGateways ?? false,
  useRemoteGateways: false,
});

/** Those of the wanted options that the half does not have, or, of a new one, would not have by itself. */
const lacking = (half: Partial<HalfFlags>, { flags }: TargetHalf): Partial<HalfFlags> =>
  Object.fromEntries(Object.entries(flags).filter(([flag, value]) => half[flag as keyof HalfFlags] !== value));

function intentOf(topology: Topology, { pair, as, wrong }: Standing, names: string | undefined): Intent[] {
  const { a, b } = pair;
  const flagsOf = (from: ResourceKey) => wrong.find((half) => half.from === from)?.flags;
  if (as === 'right') return [];
  if (as === 'wrong') return optionsIntent(wrong);
  const { ab, ba } = halvesBetween(topology, pair);
  const near = wishOf(flagsOf(a), ab ? undefined : newName(topology, { from: a, to: b }, pair.ab, names));
  const far = wishOf(flagsOf(b), ba ? undefined : newName(topology, { from: b, to: a }, pair.ba, names));
  return [{ kind: as === 'missing' ? 'connect' : 'repair', a, b, ...(near && { ab: near }), ...(far && { ba: far }) }];
}

function optionsIntent([one, other]: readonly WrongHalf[]): Intent[] {
  return one ? [{ kind: 'set-options', from: one.from, to: one.to, flags: one.flags, ...(other && { back: other.flags }) }] : [];
}

function newName(topology: Topology, ref: HalfRef, half: TargetHalf, names: string | undefined): string | undefined {
  const pattern = names?.trim() || half.names || USUAL_NAMES;
  return pattern === USUAL_NAMES ? undefined : formatHalfName(pattern, topology, ref);
}

const wishOf = (flags: Partial<HalfFlags> | undefined, name: string | undefined): HalfWish | undefined =>
  flags || name !== undefined ? { ...(name !== undefined && { name }), ...(flags && { flags }) } : undefined;

/** Refusals that concern one pair: it is left out, and the rest stands. Names and sizes are for the person to change. */
const OF_ONE_PAIR: ReadonlySet<BlockerCode> = new Set<BlockerCode>([
  'spaces-overlap',
  'overlaps-with-peer',
  'transit-not-offered',
  'no-remote-gateway',
  'own-gateway',
  'second-remote-gateway',
  'transit-in-use',
  'remote-is-disconnected',
  'kind-is-fixed',
]);

function refusedOf(blockers: readonly Blocker[], wanted: readonly TargetPair[]): ReadonlyMap<string, Omission> {
  const byKey = new Map(wanted.map((pair) => [pairKey(pair), pair]));
  const found = new Map<string, Omission>();
  for (const { code, vnets, text } of blockers) {
    const [one, ...others] = vnets;
    if (!one || !OF_ONE_PAIR.has(code)) continue;
    // the first two are the pair; only of two gateways that are used, either may be the one that is wanted here
    const key = others.map((other) => pairKey({ a: one, b: other })).find((text) => byKey.has(text));
    const pair = key === undefined ? undefined : byKey.get(key);
    if (key !== undefined && pair && !found.has(key)) found.set(key, { vnets: [pair.a, pair.b], text });
  }
  return found;
}
