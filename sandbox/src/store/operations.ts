import type { ResourceKey } from '@peerscape/shared/arm';
import type { Clock } from '../clock.ts';
import type { Store } from './store.ts';

/** Defines when long-running operations complete: immediately, after a number of polls, or after a time. */
export type OperationTiming =
  | { readonly by: 'immediate' }
  /** Returns InProgress `polls` times, then completes. */
  | { readonly by: 'polls'; readonly polls: number }
  | ClockTiming;

/** Completes operations after a time by their class; a class that is left out takes as long as a VNet. */
export type ClockTiming = { readonly by: 'clock'; readonly peeringMs: number; readonly vnetMs: number } & {
  readonly [duration in `${Exclude<OperationClass, 'peering' | 'vnet'>}Ms`]?: number;
};

/** Classes of operations that take equally long: `resource` is any resource that is quickly made, such as a route table. */
export const OPERATION_CLASSES = ['peering', 'vnet', 'resource', 'dns', 'group', 'connection', 'firewall', 'gateway'] as const;
export type OperationClass = (typeof OPERATION_CLASSES)[number];

/** One of several problems of an operation, such as the refusal of a resource of a deployment. */
export interface OperationProblem {
  readonly code: string;
  readonly message: string;
  readonly details?: readonly OperationProblem[];
}

export interface OperationFailure {
  readonly status: 'Failed' | 'Canceled';
  readonly code: string;
  readonly message: string;
  readonly details?: readonly OperationProblem[];
}

/**
 * Place at which clients poll an operation: `network` under the provider's locations, `network-result` only for the result; `group` at the subscription's `operationresults`, as those of
 * resource groups; `deployment` below the deployment; the DNS services in the resource group of the resource.
 */
export type PollingPlace = 'network' | 'network-result' | 'group' | 'deployment' | 'private-dns' | 'public-dns' | 'dns-resolver';

/** A change that ARM has accepted and that may not have completed yet. */
export interface RunningOperation {
  readonly id: string;
  readonly subscriptionId: string;
  /** Resource group of the changed resource; needed where operations are polled in it. */
  readonly resourceGroup?: string;
  /** Name of the deployment that the operation carries out. */
  readonly deployment?: string;
  readonly location: string;
  readonly verb: 'put' | 'delete' | 'post';
  /** Class of the changed resource; determines duration and Retry-After. */
  readonly operationClass: OperationClass;
  /** `network` by default. */
  readonly polledAt?: PollingPlace;
  /** True if the change is done when the response arrives. */
  readonly isImmediate?: boolean;
  /** Retry-After of the response in seconds, if it differs from that of the class. */
  readonly retryAfter?: number | undefined;
  /** Name in NRP's message "the last operation that updated/is updating the resource is …". */
  readonly name: string;
  /** The VNet or other resource that is locked for other changes while the operation runs. */
  readonly locks: ResourceKey | undefined;
  readonly startedAt: number;
  status: 'InProgress' | 'Succeeded' | 'Failed' | 'Canceled';
  polls: number;
  failure: OperationFailure | undefined;
  /** True if its change is applied although it fails. */
  isApplied: boolean;
  /** True if it never completes by itself. */
  isStuck: boolean;
  /** Applies the change to the store on success, and may set `failure` if it cannot; `fail` marks the resource as failed. */
  readonly finish: (store: Store, operation: RunningOperation) => void;
  readonly fail: (store: Store) => void;
  /** Returns the result once it has completed, if it has one. */
  readonly result?: () => unknown;
}

export type OperationDraft = Pick<
  RunningOperation,
  | 'subscriptionId'
  | 'resourceGroup'
  | 'deployment'
  | 'location'
  | 'verb'
  | 'operationClass'
  | 'polledAt'
  | 'isImmediate'
  | 'retryAfter'
  | 'name'
  | 'locks'
  | 'finish'
  | 'fail'
> & {
  readonly result?: () => unknown;
};

/** Registers a new operation; it completes only through `advanceOperation` or `completeOperation`. */
export function startOperation(store: Store, clock: Clock, draft: OperationDraft): RunningOperation {
  const operation: RunningOperation = {
    ...draft,
    id: store.newGuid(),
    startedAt: clock.now(),
    status: 'InProgress',
    polls: 0,
    failure: undefined,
    isApplied: false,
    isStuck: false,
  };
  store.operations.set(operation.id, operation);
  dropOldest(store);
  return operation;
}

type Query = Pick<OperationDraft, 'subscriptionId' | 'location' | 'operationClass' | 'polledAt' | 'name' | 'locks'> & {
  readonly result: () => unknown;
};

/** Registers an operation that changes nothing and that clients poll for its result. */
export const startQuery = (store: Store, clock: Clock, query: Query): RunningOperation =>
  startOperation(store, clock, { ...query, verb: 'post', finish: () => undefined, fail: () => undefined });

/** Number of operations to keep, oldest completed ones dropped first; Azure drops operations after a day. */
const MAX_OPERATIONS = 5000;

function dropOldest({ operations }: Store): void {
  for (const operation of operations.values()) {
    if (operations.size <= MAX_OPERATIONS) return;
    if (operation.status !== 'InProgress') operations.delete(operation.id);
  }
}

/** Completes the operation if it is due. */
export function advanceOperation(store: Store, clock: Clock, operation: RunningOperation): void {
  if (operation.status === 'InProgress' && !operation.isStuck && isDue(store.operationTiming, clock, operation))
    completeOperation(store, operation);
}

/** Completes all operations that are due, in the order of their start. */
export function advanceOperations(store: Store, clock: Clock): void {
  for (const operation of store.operations.values()) advanceOperation(store, clock, operation);
}

/** Completes the operation now, regardless of the operation timing. */
export function completeOperation(store: Store, operation: RunningOperation): void {
  if (operation.status !== 'InProgress') return;
  operation.status = 'Succeeded';
  if (operation.failure && !operation.isApplied) operation.fail(store);
  else operation.finish(store, operation);
  if (operation.failure) operation.status = operation.failure.status;
}

/** Returns the operation in progress that locks the resource, if any. */
export function findRunningOperation(store: Store, key: ResourceKey): RunningOperation | undefined {
  for (const operation of store.operations.values()) if (operation.status === 'InProgress' && operation.locks === key) return operation;
  return undefined;
}

function isDue(pace: OperationTiming, clock: Clock, operation: RunningOperation): boolean {
  if (operation.isImmediate) return true;
  switch (pace.by) {
    case 'immediate':
      return true;
    case 'polls':
      return operation.polls > pace.polls;
    case 'clock':
      return clock.now() >= operation.startedAt + (pace[`${operation.operationClass}Ms`] ?? pace.vnetMs);
  }
}
