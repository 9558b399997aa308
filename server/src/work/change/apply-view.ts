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
  /** ID of the newest apply that undoes this one. */
  readonly undoneBy: string | null;
  readonly now: number;
  readonly usualStepMs: number;
}

/** Returns the summary of an apply. */
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
    secondsLeft: isUnderWay(state) ? Math.ceil((left * estimateRoundMs(steps, startedAt, now, usualStepMs)) / 1000) : null,
  };
}

/** Estimates milliseconds per round: measured once two rounds have ended, before that the usual time. */
function estimateRoundMs(steps: readonly StoredStep[], startedAt: string, now: number, typicalStepMs: number): number {
  const sent = steps.filter(({ state, attempts }) => attempts > 0 && ENDED.has(state)).length;
  const roundsSoFar = sent / Math.max(1, countActive(steps));
  return roundsSoFar < 2 ? typicalStepMs : (now - Date.parse(startedAt)) / roundsSoFar;
}

/** Counts the steps in progress. */
const countActive = (steps: readonly StoredStep[]): number => steps.filter(({ state }) => !ENDED.has(state) && state !== 'planned').length;

/** Returns an apply with its plan, the progress of its steps, and the pairs that it left with only one half. */
export function documentOf(facts: ApplyFacts, topology: Topology | undefined): ApplyDocument {
  const { plan, steps } = facts;
  return {
    ...summaryOf(facts),
    steps: steps.map(progressOf),
    plan: planDocument(plan),
    halfOpen: topology ? halfOpenPairs(facts, topology) : [],
  };
}

/** Converts a stored plan to the API's format. */
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

/** Returns the pairs of failed steps that have only one half, once the apply has ended. */
function halfOpenPairs({ apply, plan: stored, steps }: ApplyFacts, topology: Topology): ApplyDocument['halfOpen'] {
  if (isUnderWay(apply.state)) return [];
  const nameOf = namesIn(topology);
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
    return [{ a, b, text: `${nameOf(a)} → ${nameOf(b)} exists, but ${nameOf(b)} → ${nameOf(a)} does not` }];
  });
}
