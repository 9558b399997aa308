import type { ResourceKey } from '@peerscape/shared/arm';
import type { Clock } from '../clock.ts';
import type { Store } from './store.ts';

/** Defines when long-running operations complete: immediately, after a number of polls, or after a time. */
export type OperationTiming =
  | { readonly by: 'immediate' }
  /** Returns InProgress `polls` times, then completes. */
  | { readonly by: 'polls'; readonly polls: number }
  | { readonly by: 'clock'; readonly peeringMs: number; readonly vnetMs: number };

export interface OperationFailure {
  readonly status: 'Failed' | 'Canceled';
  readonly code: string;
  readonly message: string;
}

/** A change that ARM has accepted and that may not have completed yet. */
export interface RunningOperation {
  readonly id: string;
  readonly subscriptionId: string;
  readonly location: string;
  readonly verb: 'put' | 'delete' | 'post';
  /** Kind of the changed resource; determines duration and Retry-After. */
  readonly resourceKind: 'peering' | 'vnet';
  /** Name in NRP's message "the last operation that updated/is updating the resource is …". */
  readonly name: string;
  /** The VNet that is locked for other changes while the operation runs. */
  readonly locks: ResourceKey;
  readonly startedAt: number;
  status: 'InProgress' | 'Succeeded' | 'Failed' | 'Canceled';
  polls: number;
  failure: OperationFailure | undefined;
  /** True if its change is applied although it fails. */
  isApplied: boolean;
  /** True if it never completes by itself. */
  isStuck: boolean;
  /** Applies the change to the store on success; `fail` marks it as failed. */
  readonly finish: (store: Store) => void;
  readonly fail: (store: Store) => void;
  /** Returns the result of a POST once it has completed. */
  readonly result?: () => unknown;
}

export type OperationDraft = Pick<
  RunningOperation,
  'subscriptionId' | 'location' | 'verb' | 'resourceKind' | 'name' | 'locks' | 'finish' | 'fail'
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
  operation.status = operation.failure?.status ?? 'Succeeded';
  if (operation.failure && !operation.isApplied) operation.fail(store);
  else operation.finish(store);
}

/** Returns the operation in progress that locks the VNet, if any. */
export function findRunningOperation(store: Store, vnet: ResourceKey): RunningOperation | undefined {
  for (const operation of store.operations.values()) if (operation.status === 'InProgress' && operation.locks === vnet) return operation;
  return undefined;
}

function isDue(pace: OperationTiming, clock: Clock, operation: RunningOperation): boolean {
  switch (pace.by) {
    case 'immediate':
      return true;
    case 'polls':
      return operation.polls > pace.polls;
    case 'clock':
      return clock.now() >= operation.startedAt + (operation.resourceKind === 'peering' ? pace.peeringMs : pace.vnetMs);
  }
}
