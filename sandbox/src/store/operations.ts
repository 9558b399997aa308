import type { ResourceKey } from '@peerscape/shared/arm';
import type { Clock } from '../clock.ts';
import type { Store } from './store.ts';

/** What makes long-running operations go on: nothing at all, being asked about, or time. */
export type Pace =
  | { readonly by: 'immediate' }
  /** InProgress this many times, then done. */
  | { readonly by: 'polls'; readonly polls: number }
  | { readonly by: 'clock'; readonly peeringMs: number; readonly vnetMs: number };

export interface OperationFailure {
  readonly status: 'Failed' | 'Canceled';
  readonly code: string;
  readonly message: string;
}

/** A change that Azure has accepted and not yet finished. */
export interface RunningOperation {
  readonly id: string;
  readonly subscriptionId: string;
  readonly location: string;
  readonly verb: 'put' | 'delete' | 'post';
  /** Which kind of resource it changes: decides how long it takes and which Retry-After it asks for. */
  readonly on: 'peering' | 'vnet';
  /** As NRP names it in "the last operation that updated/is updating the resource is …". */
  readonly name: string;
  /** The VNet that no other change may touch meanwhile. */
  readonly locks: ResourceKey;
  readonly startedAt: number;
  status: 'InProgress' | 'Succeeded' | 'Failed' | 'Canceled';
  polls: number;
  failure: OperationFailure | undefined;
  /** It never ends by itself. */
  stuck: boolean;
  /** What changes in the memory when it ends well, and when it does not. */
  readonly finish: (store: Store) => void;
  readonly giveUp: (store: Store) => void;
  /** The answer of a POST, told once it is done. */
  readonly result?: () => unknown;
}

export type OperationDraft = Pick<
  RunningOperation,
  'subscriptionId' | 'location' | 'verb' | 'on' | 'name' | 'locks' | 'finish' | 'giveUp'
> & {
  readonly result?: () => unknown;
};

/** Notes a new operation; it goes on only when `advance` says so. */
export function startOperation(store: Store, clock: Clock, draft: OperationDraft): RunningOperation {
  const operation: RunningOperation = {
    ...draft,
    id: store.newGuid(),
    startedAt: clock.now(),
    status: 'InProgress',
    polls: 0,
    failure: undefined,
    stuck: false,
  };
  store.operations.set(operation.id, operation);
  forgetOld(store);
  return operation;
}

/** Azure forgets operations after a day; here the oldest finished ones go when there are many. */
const MOST_REMEMBERED = 5000;

function forgetOld({ operations }: Store): void {
  for (const operation of operations.values()) {
    if (operations.size <= MOST_REMEMBERED) return;
    if (operation.status !== 'InProgress') operations.delete(operation.id);
  }
}

/** Ends the operation if its time has come. */
export function advance(store: Store, clock: Clock, operation: RunningOperation): void {
  if (operation.status === 'InProgress' && !operation.stuck && isDue(store.pace, clock, operation)) end(store, operation);
}

/** Ends every operation whose time has come, in the order in which they began. */
export function advanceAll(store: Store, clock: Clock): void {
  for (const operation of store.operations.values()) advance(store, clock, operation);
}

/** Ends the operation now, whatever the pace. */
export function end(store: Store, operation: RunningOperation): void {
  if (operation.status !== 'InProgress') return;
  operation.status = operation.failure?.status ?? 'Succeeded';
  if (operation.failure) operation.giveUp(store);
  else operation.finish(store);
}

/** The operation that is changing the VNet at the moment, if any. */
export function running(store: Store, vnet: ResourceKey): RunningOperation | undefined {
  for (const operation of store.operations.values()) if (operation.status === 'InProgress' && operation.locks === vnet) return operation;
  return undefined;
}

function isDue(pace: Pace, clock: Clock, operation: RunningOperation): boolean {
  switch (pace.by) {
    case 'immediate':
      return true;
    case 'polls':
      return operation.polls > pace.polls;
    case 'clock':
      return clock.now() >= operation.startedAt + (operation.on === 'peering' ? pace.peeringMs : pace.vnetMs);
  }
}
