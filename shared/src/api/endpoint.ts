import type { z } from 'zod';

/** Operation of the HTTP API: request, response and rate limit. The server, the client and the OpenAPI document are derived from it. */
export type Endpoint = ReadEndpoint | ActionEndpoint;

/** Endpoint that only reads; it has no rate limit. */
interface ReadEndpoint extends EndpointBase {
  readonly method: 'GET';
}

/** Endpoint that changes something or calls Azure; it has a rate limit. */
interface ActionEndpoint extends EndpointBase {
  readonly method: 'POST';
  /** Maximum number of requests per minute and client address; more are rejected with 429 and `Retry-After`. */
  readonly limit: number;
}

interface EndpointBase {
  /** Path with `{name}` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Maximum size of the body; 256 KB by default. */
  readonly bodyLimit?: '8mb';
  readonly response: z.ZodType;
  /** Status of a successful response; 200 by default. */
  readonly status?: number;
}

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
