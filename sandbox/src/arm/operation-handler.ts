import type { Clock } from '../clock.ts';
import type { Caller } from '../store/access.ts';
import type { RunningOperation } from '../store/operations.ts';
import type { Store } from '../store/store.ts';

/**
 * Error in ARM's wording. Errors of `network` have an empty `details`, those of ARM's front end have none (azure-semantics §3); those of `dns` are not
 * wrapped in `error` (recordings of record sets and public zones).
 */
export interface ArmError {
  readonly kind: 'error';
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly from: 'front-end' | 'network' | 'dns' | 'resource-graph';
  readonly details?: readonly { readonly code: string; readonly message: string }[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Result of an operation handler; `reply` turns it into status, headers and body. */
export type HandlerResult =
  | {
      readonly kind: 'value';
      /** 200 by default. */
      readonly status?: 200 | 201;
      readonly body: unknown;
      readonly etag?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'list';
      readonly items: readonly unknown[];
      readonly show: (item: never) => unknown;
      /** Items per page, if the caller asked for fewer than Azure returns. */
      readonly pageSize?: number;
    }
  | { readonly kind: 'started'; readonly status: 200 | 201 | 202; readonly body?: unknown; readonly operation: RunningOperation }
  /** A polled operation that is still in progress. */
  | { readonly kind: 'running'; readonly operation: RunningOperation }
  /** State of an operation as reported by `operationResults`. */
  | { readonly kind: 'result'; readonly operation: RunningOperation }
  | { readonly kind: 'nothing' }
  | ArmError;

/** Input of an operation handler. Handlers never access the HTTP request itself. */
export interface Call {
  /** Path parameters by the names in the operation's path. */
  readonly params: Readonly<Record<string, string>>;
  /** Query parameters, names in lower case. */
  readonly query: ReadonlyMap<string, string>;
  readonly body: unknown;
  readonly caller: Caller;
  readonly apiVersion: string;
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  /** Origin under which the caller reached the sandbox; used for absolute links. */
  readonly origin: string;
}

/** Handler of an ARM operation: updates the store and returns the result. */
export type OperationHandler = (store: Store, clock: Clock, call: Call) => HandlerResult;

export const value = (body: unknown, etag?: string): HandlerResult => ({ kind: 'value', body, ...(etag && { etag }) });
export const created = (body: unknown): HandlerResult => ({ kind: 'value', status: 201, body });
export const noContent: HandlerResult = { kind: 'nothing' };

/** Creates a list result whose items are converted only for the page that is sent. */
export const list = <T>(items: readonly T[], show: (item: T) => unknown): HandlerResult => ({ kind: 'list', items, show });

export const networkError = (status: number, code: string, message: string): ArmError => ({
  kind: 'error',
  status,
  code,
  message,
  from: 'network',
});

export const dnsError = (status: number, code: string, message: string): ArmError => ({
  kind: 'error',
  status,
  code,
  message,
  from: 'dns',
});

export const frontEndError = (status: number, code: string, message: string): ArmError => ({
  kind: 'error',
  status,
  code,
  message,
  from: 'front-end',
});
