import type { z } from 'zod';
import type { ProblemType } from './problems.ts';
import type { RateLimitName } from './rate-limits.ts';
import type { Problem } from './schemas.ts';

/** Operation of the HTTP API: request, response, errors and rate limit. The server, the client and the OpenAPI document are derived from it. */
export interface Endpoint {
  /** GET only reads; POST changes something, calls Azure or has a body. */
  readonly method: 'GET' | 'POST';
  /** Path with `{name}` for parameters. */
  readonly path: string;
  /** Its rate limit in `RATE_LIMITS`. Endpoints with the same limit share it. */
  readonly limit: RateLimitName;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Maximum size of the body; 256 KB by default. */
  readonly bodyLimit?: '8mb';
  /** True if the body is multipart/form-data with fields `file`, each followed by `changedAt` in milliseconds if it is known. */
  readonly isUpload?: true;
  readonly response: z.ZodType;
  /** Status of a successful response; 200 by default. */
  readonly status?: number;
  /** Problem types of its own; those that follow from the other properties are added by `problemTypesOf`. */
  readonly errors: readonly ProblemType[];
  /** True if it requires no session. */
  readonly isPublic?: true;
}

const BODY_PROBLEMS = ['malformed', 'too-large', 'unsupported-media-type'] as const;
const COMMON_PROBLEMS = ['foreign-request', 'wrong-host', 'too-many-requests', 'internal'] as const;

type ImpliedProblemType = (typeof BODY_PROBLEMS)[number] | (typeof COMMON_PROBLEMS)[number] | 'invalid-request' | 'no-session';

/** Type of a problem that the endpoint can reply with. */
export type ProblemTypeOf<E extends Pick<Endpoint, 'errors'>> = E['errors'][number] | ImpliedProblemType;

/** Returns all types of problems that the endpoint can reply with; the server sends no others. */
export const problemTypesOf = ({
  query,
  body,
  isUpload,
  errors,
  isPublic,
}: Pick<Endpoint, 'query' | 'body' | 'isUpload' | 'errors' | 'isPublic'>): readonly ProblemType[] => [
  ...errors,
  ...(body || isUpload ? BODY_PROBLEMS : []),
  ...(query || body || isUpload ? (['invalid-request'] as const) : []),
  ...(isPublic ? [] : (['no-session'] as const)),
  ...COMMON_PROBLEMS,
];

/** Returns true if the problem is of one of these types, which endpoint `E` must declare. */
export const isProblemOf = <E extends Pick<Endpoint, 'errors'>>(problem: Problem, ...types: readonly ProblemTypeOf<E>[]): boolean =>
  types.some((type) => type === problem.code);

type In<S> = S extends z.ZodType ? z.input<S> : undefined;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type Field<E, K extends 'query' | 'body'> = E extends Record<K, infer S> ? S : undefined;

/** Arguments of a call to the endpoint. */
export interface CallOf<E extends Endpoint> {
  readonly query: In<Field<E, 'query'>>;
  readonly body: In<Field<E, 'body'>>;
}

/** Parsed request that the handler of the endpoint receives. */
export interface RequestOf<E extends Endpoint> {
  readonly query: Out<Field<E, 'query'>>;
  readonly body: Out<Field<E, 'body'>>;
}

/** Response of the endpoint. */
export type ReplyOf<E extends Endpoint> = z.output<E['response']>;
