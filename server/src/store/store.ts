import type {
  ApplyState,
  AuditEntry,
  PlanDocument,
  Problem,
  ProblemDetails,
  StepState,
  StoredDocument,
  StoredDocumentName,
} from '@peerscape/shared/api';
import type { HalfRow } from '@peerscape/shared/topology';
import { Failure, INTERNAL_DETAILS } from '../failure.ts';

/** A stored plan. Immutable except for `apply`, which is set once, by the apply that uses the plan. */
export type StoredPlan = Omit<PlanDocument, 'apply'> & { readonly apply: string | null };

/** A stored apply, without its steps. */
export interface StoredApply {
  readonly id: string;
  readonly planId: string;
  readonly kind: PlanDocument['kind'];
  readonly undoes: string | null;
  readonly by: string;
  /** Idempotency key, unique within the estate. */
  readonly key: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly state: ApplyState;
  readonly trouble: string | null;
}

/** Stored state of one step of an apply. */
export interface StoredStep {
  readonly applyId: string;
  /** Id of the step in the plan. */
  readonly stepId: string;
  /** Position in the plan, from 0. */
  readonly place: number;
  readonly state: StepState;
  readonly since: string;
  readonly words: string | null;
  /** Earliest time of the next attempt. */
  readonly until: string | null;
  readonly attempts: number;
  /** Number of times a process ended while the step was in progress. */
  readonly crashes: number;
  /** Fence of the claim whose holder was presumed dead when `crashes` last grew. */
  readonly suspect: number | null;
  /** Fence of the claim under which the step is being sent or followed; null while it is not. */
  readonly activeFence: number | null;
  /** Id of the last write attempt, also sent as its x-ms-client-request-id. */
  readonly attemptId: string | null;
  /** URL at which Azure reports the progress of the accepted write. */
  readonly operationUrl: string | null;
  readonly problem: Problem | null;
  readonly before: HalfRow | null;
  readonly after: HalfRow | null;
}

/** Changes to a step; absent properties stay unchanged. */
export type StepChange = Partial<Omit<StoredStep, 'applyId' | 'stepId' | 'place'>>;

/** The right to run one apply, until another holder claims it. */
export interface Claim {
  readonly applyId: string;
  readonly holder: string;
  /** Fencing token. Grows whenever another holder claims the apply, so that a previous holder is recognised by its smaller fence. */
  readonly fence: number;
  /** Fence of the holder whose claim expired and was taken over by this one; null when there was none. */
  readonly previousFence: number | null;
}

/** States of a step whose write may have reached Azure. */
export const SENT_STATES: ReadonlySet<StepState> = new Set(['sending', 'running', 'verifying', 'unknown']);

/** A new audit entry: an action of a user, or of Peerscape on their behalf. The store adds serial, time, identity and hash. */
export type NewAuditEntry = Omit<AuditEntry, 'serial' | 'at' | 'hash' | 'identity'>;

type StartOutcome =
  /** A new apply was stored, with all its steps planned. */
  | { readonly kind: 'started'; readonly apply: StoredApply }
  /** An apply with the same key and the same plan already exists. */
  | { readonly kind: 'same'; readonly apply: StoredApply }
  /** The key was already used for another plan. */
  | { readonly kind: 'key-reused'; readonly apply: StoredApply }
  /** The plan was already used by another apply. */
  | { readonly kind: 'plan-used'; readonly applyId: string }
  /** The start with this key was canceled. */
  | { readonly kind: 'canceled' };

type SaveOutcome =
  | { readonly kind: 'saved'; readonly document: StoredDocument }
  | { readonly kind: 'changed'; readonly document: StoredDocument };

/** A write that is about to be sent. */
interface WriteAttempt {
  readonly stepId: string;
  readonly attemptId: string;
  /** Keys of the VNets that the step must have leased. */
  readonly vnets: readonly string[];
  readonly change: StepChange;
  readonly audit: NewAuditEntry;
}

/**
 * Durable data of one estate: plans, applies with their steps, leases, audit log and saved documents. Every method is one transaction: once it
 * resolves, the change survives a crash of the process or the machine. Database errors reject with a `StoreFailure` without values. Methods
 * that take a claim check it in the same transaction and reject with `ClaimLostError` when another holder has claimed the apply.
 */
export interface Store {
  readonly kind: 'file' | 'postgresql';
  /** Only this process can use the store, so any earlier holder of a claim is no longer running. */
  readonly isExclusive: boolean;

  addPlan(plan: StoredPlan): Promise<void>;
  plan(id: string): Promise<StoredPlan | undefined>;
  /** Deletes some unused plans that expired before a time (ISO 8601). Returns their number; 0 if there are none left. */
  deleteExpiredPlans(expiredBefore: string): Promise<number>;
  /** Deletes some applies that ended before a time, with their plans and steps. Returns their number; 0 if there are none left. */
  deleteEndedApplies(endedBefore: string): Promise<number>;
  /**
   * Deletes some audit entries from before a time, of all estates in the database. An entry in the audit log records up to which one; from
   * there on the log can still be verified. Returns the number of deleted entries; 0 if there are none left.
   */
  deleteAuditEntries(before: string): Promise<number>;
  /** Gives some unused space back to the file system. Resolves to false if there is none left, or if the database does that itself. */
  compact(): Promise<boolean>;
  /** Returns the size of everything that is stored, in bytes. */
  size(): Promise<number>;

  /** Starts an apply of a plan atomically, even for concurrent calls. `stepIds` are in the order of the plan. */
  startApply(apply: StoredApply, stepIds: readonly string[], audit: NewAuditEntry): Promise<StartOutcome>;
  /** Makes every later start with the key fail, unless one has started an apply; returns that apply. */
  cancelStart(planId: string, key: string, audit: NewAuditEntry): Promise<StoredApply | undefined>;
  apply(id: string): Promise<StoredApply | undefined>;
  /** Lists applies, newest first. */
  applies(limit: number): Promise<readonly StoredApply[]>;
  /** Lists the steps of an apply in the order of the plan. */
  steps(applyId: string): Promise<readonly StoredStep[]>;
  /** Updates an apply, unless a user has changed its state since it was `from`. */
  updateApply(claim: Claim, from: ApplyState, change: ApplyChange, audit?: NewAuditEntry): Promise<void>;
  /** Requests that an apply sends no further writes. Has no effect on an apply that is not in progress. */
  cancelApply(id: string, audit: NewAuditEntry): Promise<void>;
  /** Reopens an apply that needs attention, and resets its quarantined and unknown steps. Has no effect on any other apply. */
  reopenApply(id: string, audit: NewAuditEntry): Promise<void>;

  /**
   * Renews all claims of the holder and claims all applies in progress without an active holder, for a number of milliseconds. Returns all
   * claims of the holder, in the order in which the applies started. A claim of another holder is active until it expires by the database's
   * clock, or until `isUnrenewed` finds, by the fence and the expiry of the claim, that it is no longer renewed.
   */
  claim(holder: string, milliseconds: number, isUnrenewed?: (fence: number, heldUntil: number) => boolean): Promise<readonly Claim[]>;
  /** Returns the ids of the applies in progress that no holder has an active claim on. */
  unclaimedApplies(): Promise<ReadonlySet<string>>;
  /** Reverts the crash that was counted for the holder of a lost claim, which is still running. */
  abandonClaim(claim: Claim): Promise<void>;
  /** Releases all claims of a holder, for a graceful shutdown. */
  release(holder: string): Promise<void>;
  /** Expires all claims. Only for a store with exclusive access. */
  expireClaims(): Promise<void>;

  /**
   * Leases two VNets, given as keys in any order, to a step until it is updated with `release`. Has no effect when the step has them already.
   * Returns false when another step has a lease on either. A lease belongs to the step: it outlives the claim, so that nothing else is written
   * to these VNets until a later holder knows the outcome.
   */
  lease(claim: Claim, stepId: string, vnets: readonly string[]): Promise<boolean>;
  /** Releases the leases of all steps of the apply that have sent nothing, or have ended. */
  releaseIdleLeases(claim: Claim): Promise<void>;

  /**
   * Records a write before it is sent: step, attempt and audit entry in one transaction. Returns false when the step has no lease; then
   * nothing is recorded and the write must not be sent.
   */
  recordAttempt(claim: Claim, attempt: WriteAttempt): Promise<boolean>;
  /** Updates a step, adds an audit entry and releases the lease in one transaction. Has no effect on a step that has ended. */
  updateStep(
    claim: Claim,
    stepId: string,
    change: StepChange,
    also?: { readonly audit?: NewAuditEntry; readonly release?: boolean },
  ): Promise<void>;

  addAudit(entry: NewAuditEntry): Promise<void>;
  /** Lists at most `limit` audit entries after a serial, in order. */
  audit(after: number, limit: number, applyId?: string): Promise<readonly AuditEntry[]>;
  /** Verifies the hash chain of all audit entries, including those of other estates. */
  isAuditIntact(): Promise<boolean>;

  /** Returns a saved document; version 0 when it was never saved. */
  readDocument(name: StoredDocumentName): Promise<StoredDocument>;
  /** Saves a document if `version` is its current version. */
  saveDocument(name: StoredDocumentName, version: number, value: unknown, by: string): Promise<SaveOutcome>;
  /** Saves the result of `change` on the current value of a document in one transaction. */
  updateDocument(name: StoredDocumentName, change: (value: unknown) => unknown, by: string): Promise<StoredDocument>;

  /** Returns why nothing can be stored at the moment; undefined if all is well. Until then, every method that writes rejects with this failure. */
  outage(): StoreFailure | undefined;
  /** Calls the listener whenever an outage begins or ends; returns the unsubscribe function. */
  onOutageChange(listener: () => void): () => void;

  /** Returns the change counter, which grows with every change by any process. Claims and leases do not count, because they are not shown. */
  serial(): Promise<number>;
  close(): Promise<void>;
}

type ApplyChange = Pick<StoredApply, 'state' | 'trouble'> & { readonly endedAt?: string };

/** Another holder has claimed the apply. The previous holder must not send writes or record outcomes. */
export class ClaimLostError extends Error {
  constructor(applyId: string) {
    super(`The apply ${applyId} was taken over by another server`);
    this.name = 'ClaimLost';
  }
}

/**
 * A database error: the failed operation and the database's code. Never contains values, which may be secret. `outage` describes the problem
 * for the user if nothing can be stored at the moment; an error without it is a bug.
 */
export class StoreFailure extends Failure {
  readonly code: string;
  constructor(message: string, code: string, outage?: ProblemDetails) {
    super(outage ? 'store-unavailable' : 'internal', outage ?? INTERNAL_DETAILS);
    this.message = message;
    this.name = 'StoreFailure';
    this.code = code;
  }
}
