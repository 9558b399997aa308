/** Plans how to get from the current state to the intended one: the steps in the order that Azure accepts, and what Azure would reject. Does not apply plans. */
export { applyPlan } from './apply-plan.ts';
export { planFingerprint } from './based-on.ts';
export { MAX_PEERINGS_PER_VNET, MOST_STEPS } from './blockers.ts';
export { isResult, isUnderWay, moved } from './compare.ts';
export { describeStep } from './describe-step.ts';
export { halfKey } from './half-intents.ts';
export type { HalfSettings, Intent } from './intent.ts';
export { findPlannedPeerings, makePlan } from './make-plan.ts';
export { type Blocker, type BlockerCode, type Note, type PlanNotice, sortNotices, type UncheckedNotice } from './notice.ts';
export { type FactName, ORDER_FACTS } from './order-facts.ts';
export { type Action, changesOf, type Expectation, type Plan, type PlannedHalf, type Reason, type Step, type Writable } from './plan.ts';
export { formatPlan } from './plan-as-text.ts';
export { formatPlannedCounts, planTitle } from './plan-title.ts';
export { type Refusal, refusedPeers } from './refused-peers.ts';
export { fewestRounds, rounds } from './rounds.ts';
export { createStepNamer } from './step-names.ts';
export { undoPlan } from './undo.ts';
