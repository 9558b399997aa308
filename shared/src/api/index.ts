/** Schemas of the HTTP API between server and client. The only module of `shared` that imports zod. */
export * from './applies.ts';
export { type Api, api } from './contract.ts';
export type { CallOf, Endpoint, ReplyOf, RequestOf } from './endpoint.ts';
export { ExternalAction, ExternalActionResult } from './external-actor.ts';
export * from './findings.ts';
export * from './plans.ts';
export * from './rows.ts';
export * from './schemas.ts';
