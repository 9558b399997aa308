import type { ApplyState, AuditEntry, Kept, KeptName, PlanDocument, Problem, StepState } from '@peerscape/shared/api';
import type { HalfRow } from '@peerscape/shared/topology';

/** A plan as it was made. Only `apply` ever changes: it is set once, by the apply that uses it. */
export type StoredPlan = Omit<PlanDocument, 'apply'> & { readonly estate: string; readonly apply: string | null };

export interface StoredApply {
  readonly id: string;
  readonly estate: string;
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

/** The right to write to two VNets, until it expires by the database's clock. */
export interface Lease {
  /** Keys of the VNets, sorted. */
  readonly vnets: readonly string[];
  readonly holder: string;
  /** Grows with every lease of any VNet: an old holder that comes back has a smaller one. */
  readonly fence: number;
}

/** What a person did or a program did for them; the store adds serial, time and the chain of hashes. */
export type AuditDraft = Omit<AuditEntry, 'serial' | 'at' | 'hash'>;

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
  readonly applyId: string;
  readonly stepId: string;
  readonly attemptId: string;
  readonly lease: Lease;
  readonly change: StepChange;
  readonly audit: AuditDraft;
}

/**
 * What must survive: plans, applies, their steps, leases, audit, kept documents. Every method is one durable transaction: when it resolves,
 * the change survives the death of this process and of the machine. Errors of the database are thrown as `StoreFailure`, without values.
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
  applies(estate: string, limit: number): Promise<readonly StoredApply[]>;
  /** In the order of the plan. */
  steps(applyId: string): Promise<readonly StoredStep[]>;
  setApply(id: string, change: Partial<Pick<StoredApply, 'state' | 'trouble' | 'endedAt'>>, audit?: AuditDraft): Promise<void>;

  /** Takes up applies of the estate that are under way and that no living holder has, for so long; answers those that the holder now has, old and new. */
  claim(estate: string, holder: string, milliseconds: number): Promise<readonly string[]>;
  /** Keeps what the holder has for so much longer: applies and leases. */
  keepAlive(holder: string, milliseconds: { readonly applies: number; readonly leases: number }): Promise<void>;
  /** Lets go of everything that the holder has. */
  letGo(holder: string): Promise<void>;
  /** Lets go of everything that anyone has; only where the store is sole. */
  letAllGo(): Promise<void>;

  /** The lease on both VNets (keys, in any order), or undefined when another holder or another step of this one has either. */
  lease(vnets: readonly string[], holder: string, milliseconds: number): Promise<Lease | undefined>;
  release(lease: Lease): Promise<void>;

  /**
   * Notes, before a write leaves, that it will: step, attempt and audit in one transaction, which also checks that the lease is still this
   * holder's and has not expired. False when it is not: then nothing was noted and nothing may be sent.
   */
  intend(intention: Intention): Promise<boolean>;
  /** Changes a step, adds to the audit and lets go of the lease, together. */
  moveStep(
    applyId: string,
    stepId: string,
    change: StepChange,
    also?: { readonly audit?: AuditDraft; readonly release?: Lease },
  ): Promise<void>;

  addAudit(entry: AuditDraft): Promise<void>;
  /** In order, those after that serial; at most `limit`. */
  audit(after: number, limit: number, applyId?: string): Promise<readonly AuditEntry[]>;
  /** Whether every entry's hash is that of its content and of the hash before it. */
  auditIsWhole(): Promise<boolean>;

  kept(estate: string, name: KeptName): Promise<Kept>;
  keep(estate: string, name: KeptName, version: number, value: unknown, by: string): Promise<KeepOutcome>;

  /** Grows with every change in the store, by any process; who holds what is no change: nobody shows it, and it is renewed all the time. */
  serial(): Promise<number>;
  close(): Promise<void>;
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
