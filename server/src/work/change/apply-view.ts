import {
  type ApplyDocument,
  type ApplySummary,
  DONE,
  ENDED,
  isUnderWay,
  type PlanDocument,
  type StepProgress,
} from '@peerscape/shared/api';
import { countsInWords, rounds } from '@peerscape/shared/plan';
import { halfFrom, namesIn, peeringKey, type Topology } from '@peerscape/shared/topology';
import type { StoredApply, StoredPlan, StoredStep } from '../../store/store.ts';
import { planIn } from './stored-plan.ts';

export interface ApplyFacts {
  readonly apply: StoredApply;
  readonly plan: StoredPlan;
  readonly steps: readonly StoredStep[];
  /** The newest apply that takes this one back. */
  readonly undoneBy: string | null;
  readonly now: number;
  readonly usualStepMs: number;
}

/** An apply in a line. */
export function summaryOf({ apply, plan: stored, steps, undoneBy, now, usualStepMs }: ApplyFacts): ApplySummary {
  const { id, planId, kind, undoes, by, startedAt, endedAt, state, trouble } = apply;
  const plan = planIn(stored);
  const ended = new Set(steps.filter((step) => ENDED.has(step.state)).map(({ stepId }) => stepId));
  const left = rounds({ steps: plan.steps.filter((step) => !ended.has(step.id)) }).length;
  return {
    id,
    planId,
    kind,
    undoes,
    undoneBy,
    by,
    startedAt,
    endedAt,
    state,
    words: countsInWords(plan).replace(/^Plan: /, ''),
    trouble,
    done: steps.filter((step) => DONE.has(step.state)).length,
    ended: ended.size,
    total: steps.length,
    secondsLeft: isUnderWay(state) ? Math.ceil((left * pace(steps, startedAt, now, usualStepMs)) / 1000) : null,
  };
}

/** How long a step took so far, once some have ended; before that, how long it usually takes. */
function pace(steps: readonly StoredStep[], startedAt: string, now: number, usualStepMs: number): number {
  const sent = steps.filter(({ state, attempts }) => attempts > 0 && ENDED.has(state)).length;
  const roundsSoFar = sent / Math.max(1, busyAtOnce(steps));
  return roundsSoFar < 2 ? usualStepMs : (now - Date.parse(startedAt)) / roundsSoFar;
}

const busyAtOnce = (steps: readonly StoredStep[]): number => steps.filter(({ state }) => !ENDED.has(state) && state !== 'planned').length;

/** An apply whole: its plan, where each step stands, and the pairs that it left with one half. */
export function documentOf(facts: ApplyFacts, topology: Topology | undefined): ApplyDocument {
  const { plan, steps } = facts;
  return {
    ...summaryOf(facts),
    steps: steps.map(progressOf),
    plan: planDocument(plan),
    halfOpen: topology ? halfOpenPairs(facts, topology) : [],
  };
}

/** A plan as it travels. */
export const planDocument = (plan: StoredPlan): PlanDocument => plan;

const progressOf = ({ stepId, state, since, words, until, attempts, problem, before, after }: StoredStep): StepProgress => ({
  id: stepId,
  state,
  since,
  words,
  until,
  attempts,
  problem,
  before,
  after,
});

function halfOpenPairs({ apply, plan: stored, steps }: ApplyFacts, topology: Topology): ApplyDocument['halfOpen'] {
  if (isUnderWay(apply.state)) return [];
  const say = namesIn(topology);
  const failed = new Set(steps.filter(({ state }) => !DONE.has(state)).map(({ stepId }) => stepId));
  const pairs = new Map(
    planIn(stored)
      .steps.filter(({ id }) => failed.has(id))
      .map(({ half }) => [peeringKey(half.from, half.to), half]),
  );
  return [...pairs].flatMap(([key, { from, to }]) => {
    const peering = topology.peerings.get(key);
    if (!peering) return [];
    const [near, far] = [halfFrom(peering, from), halfFrom(peering, to)];
    if ((near === undefined) === (far === undefined)) return [];
    const [a, b] = near ? [from, to] : [to, from];
    return [{ a, b, text: `${say(a)} → ${say(b)} is there and ${say(b)} → ${say(a)} is not` }];
  });
}
