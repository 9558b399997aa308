import type { Step } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import type { Clock } from '../../clock.ts';
import type { Claim, Lease, Store, StoredStep } from '../../store/store.ts';
import type { HalfPort } from '../ports.ts';
import type { AtPoint } from './points.ts';
import type { Timing } from './timing.ts';

/** What carrying out steps needs. */
export interface StepParts {
  readonly store: Store;
  readonly azure: HalfPort;
  readonly clock: Clock;
  readonly newId: () => string;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly timing: Timing;
  readonly mayWrite: () => boolean;
  readonly at: AtPoint;
  /** Told how a half stands whenever that was read; the map need not wait for the next reading. */
  readonly seen: (halfId: string, half: HalfRow | undefined) => void;
  /** Told when an apply has ended: time to read everything again. */
  readonly ended: () => void;
  /** Told of faults of ours. */
  readonly onError: (error: unknown) => void;
  /** Told after every change that is stored. */
  readonly changed: () => void;
}

/** One step of an apply, to be carried out under a lease on both its VNets. */
export interface StepTask {
  readonly step: Step;
  readonly stored: StoredStep;
  readonly claim: Claim;
  readonly lease: Lease;
  readonly by: string;
  readonly planHash: string;
  /** What the half must be before the write: as last seen, or as an earlier step of this apply left it. */
  readonly expected: HalfRow | undefined;
  /** ARM id of the half that answers it, where there is one or the plan makes one. */
  readonly twinId: string | undefined;
  /** Earlier steps of this apply wrote the half or its twin. */
  readonly byOwnHand: boolean;
  /** Wall time since which the step has waited for Azure without getting any further; undefined when it has not. */
  readonly waitsSince: number | undefined;
  /** Aborts when the process is to end or has lost the apply: no new write then, and no further question. */
  readonly signal: AbortSignal;
}

/** How the carrying out of a step ended for now. Where the step stands is in the store. */
export type StepRun =
  | { readonly kind: 'ended' }
  /** It is to be taken up again at `until` (wall time). `pause` says what else should wait until then. */
  | { readonly kind: 'later'; readonly until: number; readonly pause?: 'vnet' | 'subscription' | 'identity' };
