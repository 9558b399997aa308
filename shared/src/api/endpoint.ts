import type { z } from 'zod';

/** One operation of the HTTP API: what goes in, what comes back, how often. Server, client and the OpenAPI document are all made from it. */
export type Endpoint = Asking | Acting;

/** Reads, and may be asked as often as anybody likes. */
interface Asking extends Described {
  readonly method: 'GET';
}

/** Does something, or has Azure asked: it says how often it may be. */
interface Acting extends Described {
  readonly method: 'POST';
  /** Requests a minute, by address; more are refused with 429 and `Retry-After`. */
  readonly limit: number;
}

interface Described {
  /** With `{name}` for path parameters. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The largest body that is taken; 256 KB unless said. */
  readonly bodyLimit?: '8mb';
  readonly response: z.ZodType;
  /** Of a successful reply; 200 unless said. */
  readonly status?: number;
}

type In<S> = S extends z.ZodType ? z.input<S> : undefined;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type Field<E, K extends 'query' | 'body'> = E extends Record<K, infer S> ? S : undefined;

/** What a caller of the endpoint passes. */
export interface CallOf<E extends Endpoint> {
  readonly query: In<Field<E, 'query'>>;
  readonly body: In<Field<E, 'body'>>;
}

/** What the endpoint's handler receives after parsing. */
export interface RequestOf<E extends Endpoint> {
  readonly query: Out<Field<E, 'query'>>;
  readonly body: Out<Field<E, 'body'>>;
}

/** What the endpoint answers. */
export type ReplyOf<E extends Endpoint> = z.output<E['response']>;
