/** The tables, the same in SQLite and PostgreSQL: text and integers only, JSON and times (ISO 8601, UTC) as text. */
export interface Tables {
  plans: PlanRow;
  applies: ApplyRow;
  steps: StepRow;
  leases: LeaseRow;
  audit: AuditRow;
  kept: KeptRow;
  counters: CounterRow;
}

interface PlanRow {
  id: string;
  estate: string;
  expires_at: string;
  /** The whole document. */
  document: string;
  /** The apply that used it. */
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
  /** The process that carries it out. */
  holder: string | null;
  /** Until when, in milliseconds since 1970 by the database's clock. */
  held_until: number;
  /** In the order in which they began. */
  place: number;
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
  attempt_id: string | null;
  operation_url: string | null;
  problem: string | null;
  before: string | null;
  after: string | null;
}

interface LeaseRow {
  vnet: string;
  holder: string;
  fence: number;
  /** Milliseconds since 1970 by the database's clock. */
  expires: number;
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
  hash: string;
}

interface KeptRow {
  estate: string;
  name: string;
  version: number;
  value: string;
  by: string;
  at: string;
}

interface CounterRow {
  name: 'serial' | 'fence' | 'applies' | 'audit';
  value: number;
  /** The hash of the last entry, on the counter of the audit. */
  hash: string;
}
