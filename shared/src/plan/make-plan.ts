import type { ResourceKey } from '../arm/index.ts';
import { buildTopology, createNamer, orderPair, type PeeringKey, peeringKey, type Topology, type TopologyRows } from '../topology/index.ts';
import { planFingerprint } from './based-on.ts';
import { blockersOf, createFullVNetCheck } from './blockers.ts';
import { findIntentBlockers, resolveDesiredState } from './desired-halves.ts';
import { diffHalves } from './diff.ts';
import { currentHalf, type HalfIntent, halfIntentsOf } from './half-intents.ts';
import type { Intent } from './intent.ts';
import { notesOf } from './notes.ts';
import { type Blocker, type Note, sortNotices } from './notice.ts';
import { orderSteps } from './order.ts';
import { outcomeOf } from './outcome.ts';
import type { Action, Plan, Step } from './plan.ts';
import { findOverlaps } from './spaces.ts';
import { findUnchecked } from './unchecked.ts';

/**
 * Plans the changes that turn the current topology into the one that the intents ask for. The same topology and the same intents give the
 * same plan, in whatever order the intents come.
 *
 *     makePlan(topology, [{ kind: 'connect', a: hub, b: spoke }])
 */
export function makePlan(current: Topology | TopologyRows, intents: readonly Intent[]): Plan {
  const topology = 'peerings' in current ? current : buildTopology(current);
  const plan = planHalfIntents(topology, halfIntentsOf(topology, intents));
  return { ...plan, notes: sortNotices([...plan.notes, ...alreadyPeered(topology, intents)]) };
}

/**
 * Returns the peerings that the plan of these intents has steps for, without planning their order or what Azure would reject: that takes
 * seconds for thousands of intents.
 */
export function findPlannedPeerings(topology: Topology, intents: readonly Intent[]): ReadonlySet<PeeringKey> {
  const { halves } = resolveDesiredState(topology, halfIntentsOf(topology, intents));
  return new Set(diffHalves(topology, halves).map(({ half }) => peeringKey(half.from, half.to)));
}

/** Plans the changes for intents about single halves, by `halfKey`. */
export function planHalfIntents(topology: Topology, intents: ReadonlyMap<string, HalfIntent>): Plan {
  const nameOf = createNamer(topology);
  const desired = resolveDesiredState(topology, intents);
  const unordered = diffHalves(topology, desired.halves);
  const outcome = outcomeOf(topology, nameOf, desired.halves, unordered);
  const { spaces } = outcome;
  const { steps, stuck } = orderSteps(unordered, {
    freesPrefixesFor: ({ half }, added) => {
      const deleted = currentHalf(topology, half);
      const freed = deleted ? [...spaces.learnedPrefixes(deleted), ...spaces.remotePrefixes(half.to)] : [];
      return findOverlaps(freed, spaces.remotePrefixes(added)).length > 0;
    },
    isFull: createFullVNetCheck(outcome),
  });
  const noOrder = stuck.map(
    ({ half: { from, to } }): Blocker => ({
      code: 'no-order',
      text: `${nameOf(from)} → ${nameOf(to)} would have to change both before and after another step. Split the draft into two plans.`,
      vnets: [from, to],
      half: { from, to },
    }),
  );
  return {
    basedOn: planFingerprint(topology, affectedVNets(intents.values())),
    steps,
    blockers: sortNotices([...findIntentBlockers(topology, intents, desired, nameOf), ...blockersOf(outcome), ...noOrder]),
    unchecked: sortNotices(findUnchecked(outcome)),
    notes: sortNotices(notesOf(outcome)),
    handOff: desired.handOff,
    counts: countsOf(steps),
  };
}

const affectedVNets = (intents: Iterable<HalfIntent>): ResourceKey[] => [...intents].flatMap(({ from, to }) => [from, to]);

function countsOf(steps: readonly Step[]): Readonly<Record<Action, number>> {
  const counts = { create: 0, update: 0, sync: 0, delete: 0 };
  for (const { action } of steps) counts[action]++;
  return counts;
}

function alreadyPeered(topology: Topology, intents: readonly Intent[]): Note[] {
  const nameOf = createNamer(topology);
  return intents.flatMap((intent): Note[] => {
    if (intent.kind !== 'connect' || intent.a === intent.b) return [];
    const [a, b] = orderPair(intent.a, intent.b);
    if (!currentHalf(topology, { from: a, to: b }) || !currentHalf(topology, { from: b, to: a })) return [];
    return [{ code: 'already-peered', text: `${nameOf(a)} and ${nameOf(b)} are already peered.`, vnets: [a, b] }];
  });
}
