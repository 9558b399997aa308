import type { OperationFailure } from '../store/operations.ts';
import type { ArmError } from './answer.ts';

/** What a declared fault does to a request. */
export type FaultEffect =
  /** Answer with this error instead of doing anything. */
  | { readonly kind: 'error'; readonly error: ArmError }
  /** Do what was asked, then answer with this error. */
  | { readonly kind: 'error-after'; readonly error: ArmError }
  /** Cut the connection, before or after doing what was asked. */
  | { readonly kind: 'hang-up' | 'hang-up-after' }
  /** Accept, and fail while it runs. */
  | { readonly kind: 'async-failure'; readonly failure: OperationFailure }
  /** Accept, and never end. */
  | { readonly kind: 'stuck' }
  /** Send half of the body. */
  | { readonly kind: 'truncated' }
  /** Send a web page with status 200, as proxies do. */
  | { readonly kind: 'html' }
  /** Keep the graph from learning anything while this is declared. */
  | { readonly kind: 'stale-graph' }
  /** Answer with this status and no body, as gateways in between do. */
  | { readonly kind: 'no-body'; readonly status: number }
  /** Take this much longer. */
  | { readonly kind: 'slow'; readonly ms: number };
