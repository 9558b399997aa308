/** Knows the shapes that cross the wire between server and client; the only room of shared that may import zod. */
export * from './applies.ts';
export { ColleagueAnswer, ColleagueWish } from './colleague.ts';
export { type Api, api } from './contract.ts';
export type { CallOf, Endpoint, ReplyOf, RequestOf } from './endpoint.ts';
export * from './findings.ts';
export * from './plans.ts';
export * from './rows.ts';
export * from './schemas.ts';
