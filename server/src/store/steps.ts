import { FINAL_STEP_STATES, type Problem, type StepState } from '@peerscape/shared/api';
import type { HalfRow } from '@peerscape/shared/topology';
import type { Access, Tx } from './access.ts';
import { addEntry } from './audit.ts';
import { assertClaim } from './claims.ts';
import { fromJson, toJson } from './json.ts';
import { hasLease, releaseLease } from './leases.ts';
import { toStorableTextOrNull } from './storable-text.ts';
import type { StepChange, Store, StoredApply, StoredStep } from './store.ts';
import type { StepRow } from './tables.ts';

export const createStepQueries = ({ read, write }: Access): Pick<Store, 'steps' | 'recordAttempt' | 'updateStep'> => ({
  steps: (applyId) => read('Reading the steps of an apply', (db) => listSteps(db, applyId)),
  recordAttempt: (claim, { stepId, attemptId, vnets, change, audit }) =>
    write('Recording a write attempt', async (transaction) => {
      await assertClaim(transaction, claim);
      if (!(await hasLease(transaction, claim.applyId, stepId, vnets))) return false;
      await updateColumns(transaction.tx, claim.applyId, stepId, { ...change, attemptId, activeFence: claim.fence });
      await addEntry(transaction, audit);
      return true;
    }),
  updateStep: (claim, stepId, change, { audit, release } = {}) =>
    write('Updating a step', async (transaction) => {
      await assertClaim(transaction, claim);
      if (release) await releaseLease(transaction, claim.applyId, stepId);
      // A retry may follow a call whose response was lost, so an outcome is written only once.
      if (await hasEnded(transaction.tx, claim.applyId, stepId)) return;
      await updateColumns(transaction.tx, claim.applyId, stepId, change);
      if (audit) await addEntry(transaction, audit);
    }),
});

async function listSteps(db: Pick<Tx, 'selectFrom'>, applyId: string): Promise<readonly StoredStep[]> {
  const rows = await db.selectFrom('steps').selectAll().where('apply_id', '=', applyId).orderBy('place').execute();
  return rows.map(stepOf);
}

async function hasEnded(tx: Tx, applyId: string, stepId: string): Promise<boolean> {
  const row = await tx.selectFrom('steps').select('state').where('apply_id', '=', applyId).where('step_id', '=', stepId).executeTakeFirst();
  return row !== undefined && FINAL_STEP_STATES.has(row.state as StepState);
}

/** Resets quarantined and unknown steps, so that they are checked again. */
export async function reopenSteps(tx: Tx, applyId: string): Promise<void> {
  await tx
    .updateTable('steps')
    .set({ state: 'unknown', until: null, crashes: 0, suspect: null, active_fence: null })
    .where('apply_id', '=', applyId)
    .where('state', 'in', ['quarantined', 'unknown'])
    .execute();
}

/** Inserts the steps of a new apply, all planned, in the order of the plan. */
export async function addSteps(tx: Tx, { id, startedAt }: StoredApply, stepIds: readonly string[]): Promise<void> {
  const rows = stepIds.map((stepId, place) => ({
    apply_id: id,
    step_id: stepId,
    place,
    state: 'planned',
    since: startedAt,
    attempts: 0,
    crashes: 0,
    suspect: null,
    active_fence: null,
  }));
  for (let i = 0; i < rows.length; i += BATCH_SIZE) {
    await tx
      .insertInto('steps')
      .values(rows.slice(i, i + BATCH_SIZE))
      .execute();
  }
}

/** Rows per statement. Both databases limit the number of parameters; SQLite to 32,766. */
const BATCH_SIZE = 500;

async function updateColumns(tx: Tx, applyId: string, stepId: string, change: StepChange): Promise<void> {
  const columns = columnsOf(change);
  if (Object.keys(columns).length === 0) return;
  await tx.updateTable('steps').set(columns).where('apply_id', '=', applyId).where('step_id', '=', stepId).execute();
}

const stepOf = (row: StepRow): StoredStep => ({
  applyId: row.apply_id,
  stepId: row.step_id,
  place: row.place,
  state: row.state as StepState,
  since: row.since,
  words: row.words,
  until: row.until,
  attempts: row.attempts,
  crashes: row.crashes,
  suspect: row.suspect,
  activeFence: row.active_fence,
  attemptId: row.attempt_id,
  operationUrl: row.operation_url,
  problem: fromJson(row.problem) as Problem | null,
  before: fromJson(row.before) as HalfRow | null,
  after: fromJson(row.after) as HalfRow | null,
});

/** Returns the columns to update; properties that are absent or undefined stay unchanged. */
const columnsOf = (change: StepChange): Partial<StepRow> => ({
  ...(change.state !== undefined && { state: change.state }),
  ...(change.since !== undefined && { since: change.since }),
  ...(change.words !== undefined && { words: toStorableTextOrNull(change.words) }),
  ...(change.until !== undefined && { until: change.until }),
  ...(change.attempts !== undefined && { attempts: change.attempts }),
  ...(change.crashes !== undefined && { crashes: change.crashes }),
  ...(change.suspect !== undefined && { suspect: change.suspect }),
  ...(change.activeFence !== undefined && { active_fence: change.activeFence }),
  ...(change.attemptId !== undefined && { attempt_id: change.attemptId }),
  ...(change.operationUrl !== undefined && { operation_url: change.operationUrl }),
  ...(change.problem !== undefined && { problem: toJson(change.problem) }),
  ...(change.before !== undefined && { before: toJson(change.before) }),
  ...(change.after !== undefined && { after: toJson(change.after) }),
});
