import {
  type ApplyDocument,
  type ApplySummary,
  FINAL_STEP_STATES,
  isInProgress,
  type PlanDocument,
  type StepProgress,
  SUCCEEDED_STEP_STATES,
} from '@peerscape/shared/api';
import { createStepNamer, formatPlannedCounts, planTitle, rounds } from '@peerscape/shared/plan';
import type { HalfRef } from '@peerscape/shared/topology';
import type { StoredApply, StoredPlan, StoredStep } from '../../store/store.ts';
import { toPlan } from './stored-plan.ts';

export interface ApplyFacts {
  readonly apply: StoredApply;
  readonly plan: StoredPlan;
  readonly steps: readonly StoredStep[];
  /** ID of the newest apply that undoes this one. */
  readonly undoneBy: string | null;
  readonly now: number;
  readonly typicalStepMs: number;
}

/** Returns the summary of an apply. */
export function toApplySummary({ apply, plan: stored, steps, undoneBy, now, typicalStepMs }: ApplyFacts): ApplySummary {
  const { id, planId, kind, undoes, by, startedAt, endedAt, state, trouble } = apply;
  const plan = toPlan(stored);
  const ended = new Set(steps.filter((step) => FINAL_STEP_STATES.has(step.state)).map(({ stepId }) => stepId));
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
    title: planTitle(plan, createStepNamer(plan.steps), kind),
    words: formatPlannedCounts(plan),
    trouble,
    done: steps.filter((step) => SUCCEEDED_STEP_STATES.has(step.state)).length,
    ended: ended.size,
    total: steps.length,
    secondsLeft: isInProgress(state) ? Math.ceil((left * estimateRoundMs(steps, startedAt, now, typicalStepMs)) / 1000) : null,
  };
}

/** Estimates milliseconds per round: measured once two rounds have ended, before that the usual time. */
function estimateRoundMs(steps: readonly StoredStep[], startedAt: string, now: number, typicalStepMs: number): number {
  const sent = steps.filter(({ state, attempts }) => attempts > 0 && FINAL_STEP_STATES.has(state)).length;
  const roundsSoFar = sent / Math.max(1, countActive(steps));
  const elapsed = now - Date.parse(startedAt);
  // wall time may have been set back since the start
  return roundsSoFar < 2 || elapsed < 0 ? typicalStepMs : elapsed / roundsSoFar;
}

/** Counts the steps in progress. */
const countActive = (steps: readonly StoredStep[]): number =>
  steps.filter(({ state }) => !FINAL_STEP_STATES.has(state) && state !== 'planned').length;

/** Returns an apply with its plan, the progress of its steps, and the pairs that it left with only one half. */
export function toApplyDocument(facts: ApplyFacts, halfOpen: ApplyDocument['halfOpen']): ApplyDocument {
  const { plan, steps } = facts;
  return {
    ...toApplySummary(facts),
    steps: steps.map(progressOf),
    plan: toPlanDocument(plan),
    halfOpen,
  };
}

/** Converts a stored plan to the API's format. */
export const toPlanDocument = (plan: StoredPlan): PlanDocument => plan;

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

/** Returns the halves of failed steps, once the apply has ended. */
export function failedHalvesOf({ apply, plan, steps }: ApplyFacts): readonly HalfRef[] {
  if (isInProgress(apply.state)) return [];
  const failed = new Set(steps.filter(({ state }) => !SUCCEEDED_STEP_STATES.has(state)).map(({ stepId }) => stepId));
  return toPlan(plan)
    .steps.filter(({ id }) => failed.has(id))
    .map(({ half: { from, to } }) => ({ from, to }));
}
