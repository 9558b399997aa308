import type { OperationFailure } from '../store/operations.ts';
import type { ArmError } from './operation-handler.ts';

/** Effect of a declared fault on a request. */
export type FaultEffect =
  /** Respond with this error without doing anything. */
  | { readonly kind: 'error'; readonly error: ArmError }
  /** Process the request, then respond with this error. */
  | { readonly kind: 'error-after'; readonly error: ArmError }
  /** Close the connection before or after processing the request. */
  | { readonly kind: 'hang-up' | 'hang-up-after' }
  /** Accept the request, but fail the operation that it starts, with or without its change. */
  | { readonly kind: 'async-failure'; readonly failure: OperationFailure; readonly isApplied: boolean }
  /** Accept the request, but never end the operation that it starts. */
  | { readonly kind: 'stuck' }
  /** Send only half of the body. */
  | { readonly kind: 'truncated' }
  /** Respond with an HTML page and status 200, as proxies do. */
  | { readonly kind: 'html' }
  /** Prevent updates of Resource Graph while the fault is declared. */
  | { readonly kind: 'stale-graph' }
  /** Respond with this status and no body, as gateways do. */
  | { readonly kind: 'no-body'; readonly status: number }
  /** Respond with exactly this, without doing anything. */
  | { readonly kind: 'respond'; readonly status: number; readonly text: string; readonly headers: Headers }
  /** Process the request, then set these headers on its response. */
  | { readonly kind: 'headers'; readonly headers: Headers }
  /** Never respond, and keep the connection open. */
  | { readonly kind: 'hang' }
  /** Process the request, send the headers of the response, then nothing more, and keep the connection open. */
  | { readonly kind: 'stall' }
  /** Process the request, then close the connection in the middle of the body. */
  | { readonly kind: 'cut' }
  /** Process the request, then send the body byte by byte. */
  | { readonly kind: 'drip'; readonly ms: number }
  /** Process the request, then append white space to the body until it has this size, optionally compressed. */
  | { readonly kind: 'large'; readonly bytes: number; readonly gzip: boolean }
  /** Delay the response. */
  | { readonly kind: 'slow'; readonly ms: number };

type Headers = Readonly<Record<string, string>>;
