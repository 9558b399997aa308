/** Tables, identical in SQLite and PostgreSQL: text and integers only, with JSON and times (ISO 8601, UTC) as text. */
export interface Tables {
  plans: PlanRow;
  applies: ApplyRow;
  canceled_starts: CanceledStartRow;
  steps: StepRow;
  leases: LeaseRow;
  audit: AuditRow;
  estates: EstateRow;
  kept: DocumentRow;
  counters: CounterRow;
}

interface PlanRow {
  id: string;
  estate: string;
  expires_at: string;
  /** The plan as JSON. */
  document: string;
  /** Id of the apply that used the plan. */
  apply: string | null;
}

export interface ApplyRow {
  id: string;
  estate: string;
  plan_id: string;
  kind: string;
  undoes: string | null;
  by: string;
  key: string;
  started_at: string;
  ended_at: string | null;
  state: string;
  trouble: string | null;
  /** The process that runs the apply. */
  holder: string | null;
  /** Fence of the claim; grows whenever another holder claims the apply. */
  fence: number;
  /** Expiry of the claim, in milliseconds since 1970 by the database's clock. */
  held_until: number;
  /** Position in the order in which applies started. */
  place: number;
}

/** An idempotency key that can no longer start an apply. Deleted with the plan. */
interface CanceledStartRow {
  estate: string;
  key: string;
  plan_id: string;
}

export interface StepRow {
  apply_id: string;
  step_id: string;
  place: number;
  state: string;
  since: string;
  words: string | null;
  until: string | null;
  attempts: number;
  crashes: number;
  /** Fence of the claim whose holder was presumed dead when `crashes` last grew. */
  suspect: number | null;
  /** Fence of the claim under which the step is being sent or followed; null while it is not. */
  active_fence: number | null;
  attempt_id: string | null;
  operation_url: string | null;
  problem: string | null;
  before: string | null;
  after: string | null;
}

interface LeaseRow {
  /** Estate and VNet, because two sandboxes may use the same ids. */
  vnet: string;
  /** The step that the VNet is reserved for, whichever server runs its apply. */
  apply_id: string;
  step_id: string;
}

export interface AuditRow {
  serial: number;
  at: string;
  by: string;
  deed: string;
  subject: string;
  text: string;
  plan_hash: string | null;
  apply_id: string | null;
  attempt_id: string | null;
  before: string | null;
  after: string | null;
  /** Null in entries of earlier versions, which stored a single estate. */
  estate: string | null;
  identity: string | null;
  hash: string;
}

/** Estates that have been opened in this store. */
interface EstateRow {
  key: string;
  opened_at: string;
  /** Key that an earlier version used for the data that this estate adopted; null when it adopted none. */
  adopted: string | null;
}

interface DocumentRow {
  estate: string;
  name: string;
  version: number;
  value: string;
  by: string;
  at: string;
}

interface CounterRow {
  /** `audit-start` is the last audit entry that was deleted because of its age. */
  name: 'serial' | 'fence' | 'applies' | 'audit' | 'audit-start';
  value: number;
  /** Hash of the latest audit entry, in the row `audit`, and of the last deleted one, in the row `audit-start`. */
  hash: string;
}
