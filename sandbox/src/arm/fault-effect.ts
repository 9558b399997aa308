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
  /** Accept the request, but fail the operation that it starts. */
  | { readonly kind: 'async-failure'; readonly failure: OperationFailure }
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
  /** Delay the response. */
  | { readonly kind: 'slow'; readonly ms: number };
