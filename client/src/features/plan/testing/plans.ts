import type { ApplyDocument, PlanDocument, StepProgress, StepState } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import { createStepNamer, formatPlannedCounts, type Intent, makePlan, planTitle } from '@peerscape/shared/plan';
import { buildTopology, type Topology, type TopologyRows } from '@peerscape/shared/topology';
import { rowsOf } from '../../../testing/worlds.ts';
import { planOf } from '../plan-of.ts';

const AT = '2026-11-22T10:42:07.000Z';

/** Builds a topology from `.world` text, with its rows and the keys of its VNets by name. */
export function world(text: string): {
  readonly rows: TopologyRows;
  readonly topology: Topology;
  readonly key: (name: string) => ResourceKey;
} {
  const rows = rowsOf(text);
  const topology = buildTopology(rows);
  const keys = new Map([...topology.vnets.values(), ...topology.ghosts.values()].map((node) => [node.name, node.key]));
  const key = (name: string): ResourceKey => {
    const found = keys.get(name);
    if (found === undefined) throw new Error(`The fixture of this test has no ${name}`);
    return found;
  };
  return { rows, topology, key };
}

/** Creates a plan as the server returns it, made on that topology. */
export const createPlanDocument = (topology: Topology, intents: readonly Intent[], more: Partial<PlanDocument> = {}): PlanDocument => ({
  id: 'plan-1',
  hash: 'hash-1',
  kind: 'change',
  undoes: null,
  madeAt: AT,
  expiresAt: '2026-11-22T11:42:07.000Z',
  by: 'ada',
  intents: intents as readonly unknown[] as PlanDocument['intents'],
  plan: makePlan(topology, intents) as unknown as PlanDocument['plan'],
  closes: [],
  opens: [],
  missingRights: [],
  rounds: 2,
  seconds: 40,
  apply: null,
  ...more,
});

/** Creates the progress of one step. */
export const progress = (id: string, state: StepState, more: Partial<StepProgress> = {}): StepProgress => ({
  id,
  state,
  since: AT,
  words: null,
  until: null,
  attempts: 0,
  problem: null,
  before: null,
  after: null,
  ...more,
});

/** Creates an apply of that plan with all steps in the same state. */
export const applyOf = (plan: PlanDocument, state: StepState, more: Partial<ApplyDocument> = {}): ApplyDocument => ({
  id: 'apply-1',
  planId: plan.id,
  kind: plan.kind,
  undoes: plan.undoes,
  undoneBy: null,
  by: 'ada',
  startedAt: AT,
  endedAt: null,
  state: 'running',
  title: planTitle(planOf(plan), createStepNamer(planOf(plan).steps), plan.kind),
  words: formatPlannedCounts(plan.plan),
  trouble: null,
  done: 0,
  ended: 0,
  total: plan.plan.steps.length,
  secondsLeft: 40,
  steps: plan.plan.steps.map(({ id }) => progress(id, state)),
  plan,
  halfOpen: [],
  ...more,
});
