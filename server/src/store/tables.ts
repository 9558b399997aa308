/** The tables, the same in SQLite and PostgreSQL: text and integers only, JSON and times (ISO 8601, UTC) as text. */
export interface Tables {
  plans: PlanRow;
  applies: ApplyRow;
  steps: StepRow;
  leases: LeaseRow;
  audit: AuditRow;
  estates: EstateRow;
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
  /** Of the claim: grows whenever another holder takes the apply up. */
  fence: number;
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
  /** Fence of the claim that was taken for dead when `crashes` last grew. */
  suspect: number | null;
  attempt_id: string | null;
  operation_url: string | null;
  problem: string | null;
  before: string | null;
  after: string | null;
}

interface LeaseRow {
  /** Estate and VNet: the same ids may stand in two sandboxes. */
  vnet: string;
  /** The apply for which it was taken; null of an older Peerscape. */
  apply_id: string | null;
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
  /** Null of an older Peerscape, which kept one estate. */
  estate: string | null;
  identity: string | null;
  hash: string;
}

/** The estates that were ever opened here. */
interface EstateRow {
  key: string;
  opened_at: string;
  /** What an older Peerscape called the state that this estate took in; null where there was none. */
  adopted: string | null;
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
