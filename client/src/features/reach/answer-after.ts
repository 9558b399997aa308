import { applyPlan, type Intent, makePlan } from '@peerscape/shared/plan';
import { type Answer, createReach, NO_LEARNED_ROUTES, type Question } from '@peerscape/shared/reach';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';

/** Answers a question as if changes were already made. */
export const answerAfter = (rows: TopologyRows, intents: readonly Intent[], question: Question): Answer =>
  createReach(buildTopology(applyPlan(rows, makePlan(rows, intents))), NO_LEARNED_ROUTES).answer(question);
