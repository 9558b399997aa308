import { applyPlan, makePlan } from '@peerscape/shared/plan';
import { applyRouteChanges } from '@peerscape/shared/preview';
import { type Answer, createReach, type LearnedRoutes, type Question } from '@peerscape/shared/reach';
import { buildTopology, type Topology, type TopologyRows } from '@peerscape/shared/topology';
import type { WayOut } from './ways-out.ts';

/** Answers a question as if a way out was already taken. `topology` is that of the rows. */
export function answerAfter(
  topology: Topology,
  rows: TopologyRows,
  { intents, routes }: Pick<WayOut, 'intents' | 'routes'>,
  question: Question,
  learned: LearnedRoutes,
): Answer {
  const after = applyRouteChanges(applyPlan(rows, makePlan(topology, intents)), routes);
  return createReach(buildTopology(after), learned).answer(question);
}
