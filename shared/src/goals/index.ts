/** Turns goals for several VNets (mesh, hub-and-spoke, move, add) into intents, and compares shapes. Does not order or send plans. */
export { type Comparison, compareShapes, type Shape, type ShapeKind } from './compare-shapes.ts';
export { costSentence } from './cost.ts';
export { type Goal, OPTIONS_FOR, type Through } from './goal.ts';
export { type HubCandidate, hubCandidates } from './hub-candidates.ts';
export { NAME_PLACEHOLDERS, patternProblem, USUAL_NAMES } from './names.ts';
export type { Pair } from './pairs.ts';
export { type GoalPlan, planGoal } from './plan-goal.ts';
export { isSameRegion } from './region.ts';
export { siblingsOf } from './siblings.ts';
