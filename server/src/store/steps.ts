import type { Problem, StepState } from '@peerscape/shared/api';
import type { HalfRow } from '@peerscape/shared/topology';
import type { Access, Tx } from './access.ts';
import { addEntry } from './audit.ts';
import { fromJson, toJson } from './json.ts';
import { isHeld, letGoOf } from './leases.ts';
import { plainTextOrNull } from './plain-text.ts';
import type { StepChange, Store, StoredApply, StoredStep } from './store.ts';
import type { StepRow } from './tables.ts';

export const stepsOn = ({ read, write }: Access): Pick<Store, 'steps' | 'intend' | 'moveStep'> => ({
  steps: (applyId) =>
    read('Reading the steps of an apply', async (db) => {
      const rows = await db.selectFrom('steps').selectAll().where('apply_id', '=', applyId).orderBy('place').execute();
      return rows.map(stepOf);
    }),
  intend: ({ applyId, stepId, attemptId, lease, change, audit }) =>
    write('Noting what is about to be sent', async (turn) => {
      if (!(await isHeld(turn, lease))) return false;
      await setStep(turn.tx, applyId, stepId, { ...change, attemptId });
      await addEntry(turn, audit);
      return true;
    }),
  moveStep: (applyId, stepId, change, { audit, release } = {}) =>
    write('Noting how a step stands', async (turn) => {
      await setStep(turn.tx, applyId, stepId, change);
      if (release) await letGoOf(turn.tx, release);
      if (audit) await addEntry(turn, audit);
    }),
});

/** Adds the steps of an apply that begins, all planned, in the order of the plan. */
export async function addSteps(tx: Tx, { id, startedAt }: StoredApply, stepIds: readonly string[]): Promise<void> {
  const rows = stepIds.map((stepId, place) => ({
    apply_id: id,
    step_id: stepId,
    place,
    state: 'planned',
    since: startedAt,
    attempts: 0,
    crashes: 0,
  }));
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    await tx
      .insertInto('steps')
      .values(rows.slice(i, i + ROWS_AT_ONCE))
      .execute();
  }
}

/** Both databases take only so many parameters in one statement: SQLite 32,766. */
const ROWS_AT_ONCE = 500;

async function setStep(tx: Tx, applyId: string, stepId: string, change: StepChange): Promise<void> {
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
  attemptId: row.attempt_id,
  operationUrl: row.operation_url,
  problem: fromJson(row.problem) as Problem | null,
  before: fromJson(row.before) as HalfRow | null,
  after: fromJson(row.after) as HalfRow | null,
});

/** What is not mentioned, or undefined, stays. */
const columnsOf = (change: StepChange): Partial<StepRow> => ({
  ...(change.state !== undefined && { state: change.state }),
  ...(change.since !== undefined && { since: change.since }),
  ...(change.words !== undefined && { words: plainTextOrNull(change.words) }),
  ...(change.until !== undefined && { until: change.until }),
  ...(change.attempts !== undefined && { attempts: change.attempts }),
  ...(change.crashes !== undefined && { crashes: change.crashes }),
  ...(change.attemptId !== undefined && { attempt_id: change.attemptId }),
  ...(change.operationUrl !== undefined && { operation_url: change.operationUrl }),
  ...(change.problem !== undefined && { problem: toJson(change.problem) }),
  ...(change.before !== undefined && { before: toJson(change.before) }),
  ...(change.after !== undefined && { after: toJson(change.after) }),
});
