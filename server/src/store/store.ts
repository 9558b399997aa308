import type { ApplyState, AuditEntry, Kept, KeptName, PlanDocument, Problem, StepState } from '@peerscape/shared/api';
import type { HalfRow } from '@peerscape/shared/topology';

/** A plan as it was made. Only `apply` ever changes: it is set once, by the apply that uses it. */
export type StoredPlan = Omit<PlanDocument, 'apply'> & { readonly apply: string | null };

export interface StoredApply {
  readonly id: string;
  readonly planId: string;
  readonly kind: PlanDocument['kind'];
  readonly undoes: string | null;
  readonly by: string;
  /** Idempotency key, unique in its estate. */
  readonly key: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly state: ApplyState;
  readonly trouble: string | null;
}

/** Where one step of an apply stands, as durable as the plan. */
export interface StoredStep {
  readonly applyId: string;
  /** Id of the step in the plan. */
  readonly stepId: string;
  /** Its place in the plan, from 0. */
  readonly place: number;
  readonly state: StepState;
  readonly since: string;
  readonly words: string | null;
  /** Not to be taken up before this moment. */
  readonly until: string | null;
  readonly attempts: number;
  /** How often a process ended while it was under way. */
  readonly crashes: number;
  /** Fence of the claim that was taken for dead when `crashes` last grew. */
  readonly suspect: number | null;
  /** Of the last write that was intended. Also its x-ms-client-request-id. */
  readonly attemptId: string | null;
  /** Where Azure tells how the accepted write goes on. */
  readonly operationUrl: string | null;
  readonly problem: Problem | null;
  readonly before: HalfRow | null;
  readonly after: HalfRow | null;
}

/** What changes about a step; the rest stays. */
export type StepChange = Partial<Omit<StoredStep, 'applyId' | 'stepId' | 'place'>>;

/** The right to carry out one apply, until another holder takes it up. */
export interface Claim {
  readonly applyId: string;
  readonly holder: string;
  /** Grows whenever another holder takes the apply up: an old holder that comes back has a smaller one. */
  readonly fence: number;
  /** Fence of the holder that fell silent and lost it to this one; null where nobody did. */
  readonly takenFrom: number | null;
}

/** The right to write to two VNets, until it expires by the database's clock. */
export interface Lease {
  /** Keys of the VNets, sorted. */
  readonly vnets: readonly string[];
  /** Grows with every lease of any VNet: an old holder that comes back has a smaller one. */
  readonly fence: number;
}

/** What a person did or a program did for them; the store adds serial, time, identity and the chain of hashes. */
export type AuditDraft = Omit<AuditEntry, 'serial' | 'at' | 'hash' | 'identity'>;

type StartOutcome =
  /** A new apply, with all its steps planned. */
  | { readonly kind: 'started'; readonly apply: StoredApply }
  /** The same key and the same plan were here before: that apply. */
  | { readonly kind: 'same'; readonly apply: StoredApply }
  /** The key was used for another plan. */
  | { readonly kind: 'key-reused'; readonly apply: StoredApply }
  /** The plan was used by another apply. */
  | { readonly kind: 'plan-used'; readonly applyId: string };

type KeepOutcome = { readonly kind: 'kept'; readonly kept: Kept } | { readonly kind: 'changed'; readonly kept: Kept };

/** A write that is about to be sent. */
interface Intention {
  readonly stepId: string;
  readonly attemptId: string;
  readonly lease: Lease;
  /** How long the lease is to last from now on. */
  readonly leaseMs: number;
  readonly change: StepChange;
  readonly audit: AuditDraft;
}

/**
 * What must survive, of one estate: plans, applies, their steps, leases, audit, kept documents. Every method is one durable transaction: when
 * it resolves, the change survives the death of this process and of the machine. Errors of the database are thrown as `StoreFailure`, without
 * values. Methods that take a claim check it in the same transaction and fail with `ClaimLost` when another holder has taken the apply up.
 */
export interface Store {
  /** Whether this process is the only one that can use the store: then whoever held something before is dead. */
  readonly isSole: boolean;

  addPlan(plan: StoredPlan): Promise<void>;
  plan(id: string): Promise<StoredPlan | undefined>;
  /** Forgets plans that no apply used and that expired before that moment; answers how many. */
  forgetPlans(expiredBefore: string): Promise<number>;

  /** Uses a plan: all or nothing, however many ask at once. `stepIds` in the order of the plan. */
  startApply(apply: StoredApply, stepIds: readonly string[], audit: AuditDraft): Promise<StartOutcome>;
  apply(id: string): Promise<StoredApply | undefined>;
  /** Newest first. */
  applies(limit: number): Promise<readonly StoredApply[]>;
  /** In the order of the plan. */
  steps(applyId: string): Promise<readonly StoredStep[]>;
  /** Notes how the apply stands, unless a person has changed its state since it was `from`. */
  moveApply(claim: Claim, from: ApplyState, change: ApplyChange, audit?: AuditDraft): Promise<void>;
  /** Asks that nothing more is sent; nothing happens to an apply that is not under way. */
  cancelApply(id: string, audit: AuditDraft): Promise<void>;
  /** Lets an apply that needs attention be taken up again, its unclear steps with it; nothing happens to any other. */
  reopenApply(id: string, audit: AuditDraft): Promise<void>;

  /** Takes up applies that are under way and that no living holder has, for so long; answers all that the holder now has, in the order in which they began. */
  claim(holder: string, milliseconds: number): Promise<readonly Claim[]>;
  /** Keeps what the holder has for so much longer: applies and leases. */
  keepAlive(holder: string, milliseconds: { readonly applies: number; readonly leases: number }): Promise<void>;
  /** Releases all leases that the holder has for that apply. */
  releaseLeases(claim: Claim): Promise<void>;
  /** Releases what is left of a claim that was lost, and takes back that its holder was counted as crashed. */
  concede(claim: Claim): Promise<void>;
  /** Lets go of everything that the holder has, in an orderly end. */
  release(holder: string): Promise<void>;
  /** Lets everything that anyone has expire; only where the store is sole. */
  expireAll(): Promise<void>;

  /** The lease on both VNets (keys, in any order), or undefined when another step has either. */
  lease(vnets: readonly string[], claim: Claim, milliseconds: number): Promise<Lease | undefined>;

  /**
   * Notes, before a write leaves, that it will: step, attempt and audit in one transaction, which also checks that the lease has not expired
   * and renews it. False when it has: then nothing was noted and nothing may be sent.
   */
  intend(claim: Claim, intention: Intention): Promise<boolean>;
  /** Changes a step, adds to the audit and releases the lease, together. A step that has ended stays as it is. */
  moveStep(
    claim: Claim,
    stepId: string,
    change: StepChange,
    also?: { readonly audit?: AuditDraft; readonly release?: Lease },
  ): Promise<void>;

  addAudit(entry: AuditDraft): Promise<void>;
  /** In order, those after that serial; at most `limit`. */
  audit(after: number, limit: number, applyId?: string): Promise<readonly AuditEntry[]>;
  /** Whether every entry's hash is that of its content and of the hash before it, those of other estates included. */
  auditIsWhole(): Promise<boolean>;

  kept(name: KeptName): Promise<Kept>;
  keep(name: KeptName, version: number, value: unknown, by: string): Promise<KeepOutcome>;

  /** Grows with every change in the store, by any process; who holds what is no change: nobody shows it, and it is renewed all the time. */
  serial(): Promise<number>;
  close(): Promise<void>;
}

type ApplyChange = Pick<StoredApply, 'state' | 'trouble'> & { readonly endedAt?: string };

/** Another holder has taken the apply up: whoever meets this sends nothing more and writes no outcome. */
export class ClaimLost extends Error {
  constructor(applyId: string) {
    super(`The apply ${applyId} was taken up by another server`);
    this.name = 'ClaimLost';
  }
}

/** The store failed: what it tried in words, and the database's code. Never the values, which may be secret. */
export class StoreFailure extends Error {
  readonly code: string;
  constructor(what: string, code: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'StoreFailure';
    this.code = code;
  }
}
