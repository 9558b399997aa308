import type { ResourceKey } from '../arm/index.ts';
import { buildTopology, namesIn, type Topology, type TopologyRows } from '../topology/index.ts';
import { basedOn } from './based-on.ts';
import { blockersOf, isFullIn } from './blockers.ts';
import { diff } from './diff.ts';
import type { Intent } from './intent.ts';
import { type Blocker, inFixedOrder, type Note } from './notice.ts';
import { order } from './order.ts';
import { outcomeOf } from './outcome.ts';
import type { Action, Plan, Step } from './plan.ts';
import { overlapsOf } from './spaces.ts';
import { uncheckedOf } from './unchecked.ts';
import { wantedHalves, wishBlockers } from './wanted.ts';
import { halfNow, type Wish, wishesOf } from './wishes.ts';

/**
 * The plan that makes of what is what the intents want. The same topology and the same intents give the same plan, whatever their order.
 *
 *     makePlan(topology, [{ kind: 'connect', a: hub, b: spoke }])
 */
export function makePlan(now: Topology | TopologyRows, intents: readonly Intent[]): Plan {
  const topology = 'peerings' in now ? now : buildTopology(now);
  return { ...planOf(topology, wishesOf(topology, intents)), notes: inFixedOrder(alreadyPeered(topology, intents)) };
}

/** The plan for wishes about single halves. */
export function planOf(topology: Topology, wishes: ReadonlyMap<string, Wish>): Plan {
  const say = namesIn(topology);
  const wanted = wantedHalves(topology, wishes);
  const loose = diff(topology, wanted.halves);
  const outcome = outcomeOf(topology, say, wanted.halves, loose);
  const { spaces } = outcome;
  const { steps, stuck } = order(loose, {
    overlap: (one, other) => overlapsOf(spaces.of(one), spaces.of(other)).length > 0,
    isFull: isFullIn(outcome),
  });
  const noOrder = stuck.map(
    ({ half: { from, to } }): Blocker => ({
      code: 'no-order',
      text: `${say(from)} → ${say(to)} would have to be changed both before and after something else: make it in two plans.`,
      vnets: [from, to],
      half: { from, to },
    }),
  );
  return {
    basedOn: basedOn(topology, touched(wishes.values())),
    steps,
    blockers: inFixedOrder([...wishBlockers(topology, wishes, wanted, say), ...blockersOf(outcome), ...noOrder]),
    unchecked: inFixedOrder(uncheckedOf(outcome)),
    notes: [],
    handOff: wanted.handOff,
    counts: countsOf(steps),
  };
}

const touched = (wishes: Iterable<Wish>): ResourceKey[] => [...wishes].flatMap(({ from, to }) => [from, to]);

function countsOf(steps: readonly Step[]): Readonly<Record<Action, number>> {
  const counts = { create: 0, update: 0, sync: 0, delete: 0 };
  for (const { action } of steps) counts[action]++;
  return counts;
}

function alreadyPeered(topology: Topology, intents: readonly Intent[]): Note[] {
  const say = namesIn(topology);
  return intents.flatMap((intent): Note[] => {
    if (intent.kind !== 'connect' || intent.a === intent.b) return [];
    const [a, b] = [intent.a, intent.b].sort();
    if (!a || !b || !halfNow(topology, { from: a, to: b }) || !halfNow(topology, { from: b, to: a })) return [];
    return [{ code: 'already-peered', text: `${say(a)} and ${say(b)} are already peered.`, vnets: [a, b] }];
  });
}
