import type { ArmError } from '../arm/answer.ts';
import type { OperationFailure } from '../store/operations.ts';

/** What a declared fault does to a request. */
export type FaultEffect =
  /** Answer with this error instead of doing anything. */
  | { readonly kind: 'error'; readonly error: ArmError }
  /** Do what was asked, then answer with this error: the lost reply. */
  | { readonly kind: 'error-after'; readonly error: ArmError }
  /** Accept, and fail while it runs. */
  | { readonly kind: 'async-failure'; readonly failure: OperationFailure }
  /** Send half of the body. */
  | { readonly kind: 'truncated' }
  /** Send a web page with status 200, as proxies do. */
  | { readonly kind: 'html' }
  /** Answer from an old copy of the graph. */
  | { readonly kind: 'stale-graph' };
