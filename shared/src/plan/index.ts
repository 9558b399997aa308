/** Knows how to get from what is to what is wanted, in the order Azure accepts, and what Azure would refuse; refuses to carry it out. */
export { applyPlan } from './apply-plan.ts';
export { basedOn } from './based-on.ts';
export { MOST_PEERINGS, MOST_STEPS } from './blockers.ts';
export { isResult, isUnderWay, moved } from './compare.ts';
export type { HalfWish, Intent } from './intent.ts';
export { makePlan } from './make-plan.ts';
export type { Blocker, BlockerCode, Note, PlanNotice, Unchecked } from './notice.ts';
export { type FactName, ORDER_FACTS } from './order-facts.ts';
export { type Action, changesOf, type Expectation, type Plan, type PlannedHalf, type Reason, type Step, type Writable } from './plan.ts';
export { countsInWords, planAsText } from './plan-as-text.ts';
export { type Refusal, refusedPeers } from './refused-peers.ts';
export { fewestRounds, rounds } from './rounds.ts';
export { sayStep } from './say-step.ts';
export { undoPlan } from './undo.ts';
export { wishKey as halfKey } from './wishes.ts';
