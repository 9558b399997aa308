/** Effective routes of subnets, and whether and how one place reaches another, computed from a topology. */
export type { Answer, ApplianceStep, Hop, Protocol, Question, Step, StepKind, Trace } from './answer.ts';
export { type Blocker, type BlockerCode, DISPOSITIONS, type Outcome, type Verdict } from './dispositions.ts';
export { type LearnedRoute, type LearnedRoutes, NO_LEARNED_ROUTES } from './learned-routes.ts';
export { type ComparedRoute, compareRoutes, type RouteComparison, type RouteDifference, type RouteField } from './listed/compare-routes.ts';
export type { ListedRoute } from './listed/listed-route.ts';
export { parseListedRoutes, parsePastedRoutes } from './listed/parse-listed-routes.ts';
export type { ReachChange } from './matrix/compare-matrices.ts';
export { type Cell, createMatrix, type Matrix } from './matrix/matrix.ts';
export { type MatrixLine, type TableCell, tabulate } from './matrix/tabulate.ts';
export { createModel, type Model } from './model.ts';
export { createReach, type Reach, type ReachAnswers, type SubnetRoutes } from './reach.ts';
export type { EffectiveRoute, NextHopType, RouteOrigin } from './routes/effective-route.ts';
