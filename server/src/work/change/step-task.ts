import type { Step } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import type { Clock } from '../../clock.ts';
import type { Claim, Store, StoredStep } from '../../store/store.ts';
import type { HalfPort } from '../ports.ts';
import type { FailpointHook } from './failpoints.ts';
import type { Timing } from './timing.ts';

/** Dependencies of running steps. */
export interface StepDependencies {
  readonly store: Store;
  readonly azure: HalfPort;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
  readonly timing: Timing;
  readonly mayWrite: () => boolean;
  readonly failpoint: FailpointHook;
  /** Called whenever a half was read, so that the map need not wait for the next full read. */
  readonly onHalfRead: (halfId: string, half: HalfRow | undefined) => void;
  /** Called when an apply has ended, to start a full read. */
  readonly onApplyEnded: () => void;
  /** Called with bugs. */
  readonly onError: (error: unknown) => void;
  /** Called after every stored change. */
  readonly onChange: () => void;
}

/** One step of an apply. It has a lease on both its VNets. */
export interface StepTask {
  readonly step: Step;
  readonly stored: StoredStep;
  readonly claim: Claim;
  readonly by: string;
  readonly planHash: string;
  /** Expected half before the write: from the plan, or as an earlier step of this apply left it. */
  readonly expected: HalfRow | undefined;
  /** ARM ID of the counterpart, if it exists or the plan creates it. */
  readonly counterpartId: string | undefined;
  /** True if earlier steps of this apply wrote the half or its counterpart. */
  readonly followsOwnWrite: boolean;
  /** Ticks of the clock since which the step has been waiting for Azure without progress; undefined if it is not waiting. */
  readonly waitingSince: number | undefined;
  /** Aborts when the process stops or has lost the apply: no more writes or reads then. */
  readonly signal: AbortSignal;
}

/** Scope that Azure has asked to pause: a VNet, writes or deletions in a subscription (as the step's), the whole subscription, or everything. */
export type PauseScope = 'vnet' | 'writes' | 'subscription' | 'identity';

/** Result of running a step; its state is in the store. */
export type StepResult =
  | { readonly kind: 'ended' }
  /** Must be resumed after `waitMs`. `pause` is the scope that must wait for that time as well. */
  | { readonly kind: 'later'; readonly waitMs: number; readonly pause?: PauseScope };
