/** Schemas of the HTTP API between server and client. The only module of `shared` that imports zod. */
export * from './applies.ts';
export { type Api, api, eventStream, SESSION_HEADER } from './contract.ts';
export { type CallOf, type Endpoint, isProblemOf, type ProblemTypeOf, problemTypesOf, type ReplyOf, type RequestOf } from './endpoint.ts';
export { ExternalAction, ExternalActionResult } from './external-actor.ts';
export * from './findings.ts';
export { parseMuteList } from './mutes.ts';
export * from './plans.ts';
export {
  applyPositionPatches,
  compactPatches,
  type ManualPositions,
  PositionPatch,
  parsePositions,
} from './positions.ts';
export { createProblem, PROBLEM_TYPES, type ProblemDetails, type ProblemType, problemDefinition } from './problems.ts';
export { RATE_LIMIT_SECONDS, RATE_LIMITS, type RateLimitName } from './rate-limits.ts';
export * from './routes.ts';
export * from './rows.ts';
export * from './schemas.ts';
