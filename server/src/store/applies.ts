import { ApplyState, isInProgress } from '@peerscape/shared/api';
import { type Access, incrementCounter, type Tx } from './access.ts';
import { addEntry } from './audit.ts';
import { assertClaim } from './claims.ts';
import { addSteps, reopenSteps } from './steps.ts';
import { toStorableTextOrNull } from './storable-text.ts';
import type { Store, StoredApply } from './store.ts';
import type { ApplyRow } from './tables.ts';

type ApplyQueries = Pick<
  Store,
  'startApply' | 'cancelStart' | 'apply' | 'applies' | 'updateApply' | 'cancelApply' | 'reopenApply' | 'deleteEndedApplies'
>;

export const createApplyQueries = ({ estate: { key: estate }, read, write, writeWithoutSerial }: Access): ApplyQueries => ({
  startApply: (apply, stepIds, audit) =>
    write('Starting an apply', async (transaction) => {
      const { tx } = transaction;
      const sameKey = await findApply(tx, 'key', apply.key, estate);
      if (sameKey) return { kind: sameKey.planId === apply.planId ? 'same' : 'key-reused', apply: sameKey };
      if (await isStartCanceled(tx, apply.key, estate)) return { kind: 'canceled' };
      const samePlan = await findApply(tx, 'plan_id', apply.planId, estate);
      if (samePlan) return { kind: 'plan-used', applyId: samePlan.id };
      await tx
        .insertInto('applies')
        .values({ ...rowOf(apply, estate), place: await incrementCounter(tx, 'applies'), holder: null, held_until: 0, fence: 0 })
        .execute();
      await tx.updateTable('plans').set({ apply: apply.id }).where('id', '=', apply.planId).execute();
      await addSteps(tx, apply, stepIds);
      await addEntry(transaction, { ...audit, applyId: apply.id });
      return { kind: 'started', apply };
    }),
  cancelStart: (planId, key, audit) =>
    write('Canceling the start of an apply', async (transaction) => {
      const { tx } = transaction;
      const started = await findApply(tx, 'key', key, estate);
      if (started) return started;
      if (await isStartCanceled(tx, key, estate)) return undefined;
      await tx.insertInto('canceled_starts').values({ estate, key, plan_id: planId }).execute();
      await addEntry(transaction, audit);
      return undefined;
    }),
  apply: (id) => read('Reading an apply', (db) => findApply(db, 'id', id, estate)),
  applies: (limit) =>
    read('Listing applies', async (db) => {
      const rows = await db.selectFrom('applies').selectAll().where('estate', '=', estate).orderBy('place', 'desc').limit(limit).execute();
      return rows.map(applyOf);
    }),
  updateApply: (claim, from, { state, trouble, endedAt }, audit) =>
    write('Updating an apply', async (transaction) => {
      await assertClaim(transaction, claim);
      const { numUpdatedRows } = await transaction.tx
        .updateTable('applies')
        .set({ state, trouble: toStorableTextOrNull(trouble), ...(endedAt !== undefined && { ended_at: endedAt }) })
        .where('id', '=', claim.applyId)
        .where('state', '=', from)
        .executeTakeFirst();
      if (numUpdatedRows > 0n && audit) await addEntry(transaction, audit);
    }),
  cancelApply: (id, audit) =>
    write('Cancelling an apply', async (transaction) => {
      const { numUpdatedRows } = await transaction.tx
        .updateTable('applies')
        .set({ state: 'cancelling' })
        .where('id', '=', id)
        .where('estate', '=', estate)
        .where('state', 'in', CANCELLABLE)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) await addEntry(transaction, audit);
    }),
  reopenApply: (id, audit) =>
    write('Reopening an apply', async (transaction) => {
      const { numUpdatedRows } = await transaction.tx
        .updateTable('applies')
        .set({ state: 'running', trouble: null, ended_at: null })
        .where('id', '=', id)
        .where('estate', '=', estate)
        .where('state', '=', 'attention')
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return;
      await reopenSteps(transaction.tx, id);
      await addEntry(transaction, audit);
    }),
  deleteEndedApplies: (endedBefore) =>
    writeWithoutSerial('Deleting old applies', async ({ tx }) => {
      const applies = await tx
        .selectFrom('applies')
        .select(['id', 'plan_id'])
        .where('estate', '=', estate)
        .where('state', 'in', ENDED)
        .where('ended_at', '<', endedBefore)
        .limit(DELETE_BATCH_SIZE)
        .execute();
      if (applies.length === 0) return 0;
      const ids = applies.map(({ id }) => id);
      const planIds = applies.map(({ plan_id }) => plan_id);
      await tx.deleteFrom('steps').where('apply_id', 'in', ids).execute();
      await tx.deleteFrom('applies').where('id', 'in', ids).execute();
      await tx.deleteFrom('plans').where('id', 'in', planIds).execute();
      await incrementCounter(tx, 'serial');
      return applies.length;
    }),
});

/** Maximum number of applies to delete in one transaction, which blocks others. An apply can have thousands of steps. */
const DELETE_BATCH_SIZE = 10;

/** States of applies that nobody can continue. */
const ENDED = ApplyState.options.filter((state) => !isInProgress(state) && state !== 'attention');

const CANCELLABLE = ApplyState.options.filter((state) => isInProgress(state) && state !== 'cancelling');

async function findApply(
  tx: Pick<Tx, 'selectFrom'>,
  column: 'id' | 'plan_id' | 'key',
  value: string,
  estate: string,
): Promise<StoredApply | undefined> {
  const row = await tx.selectFrom('applies').selectAll().where('estate', '=', estate).where(column, '=', value).executeTakeFirst();
  return row && applyOf(row);
}

const isStartCanceled = async (tx: Tx, key: string, estate: string): Promise<boolean> =>
  (await tx.selectFrom('canceled_starts').select('key').where('estate', '=', estate).where('key', '=', key).executeTakeFirst()) !==
  undefined;

const rowOf = (apply: StoredApply, estate: string): Omit<ApplyRow, 'place' | 'holder' | 'held_until' | 'fence'> => ({
  id: apply.id,
  estate,
  plan_id: apply.planId,
  kind: apply.kind,
  undoes: apply.undoes,
  by: apply.by,
  key: apply.key,
  started_at: apply.startedAt,
  ended_at: apply.endedAt,
  state: apply.state,
  trouble: toStorableTextOrNull(apply.trouble),
});

const applyOf = (row: ApplyRow): StoredApply => ({
  id: row.id,
  planId: row.plan_id,
  kind: row.kind as StoredApply['kind'],
  undoes: row.undoes,
  by: row.by,
  key: row.key,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  state: row.state as ApplyState,
  trouble: row.trouble,
});
