import type { ApplyState } from '@peerscape/shared/api';
import { type Access, next, type Tx } from './access.ts';
import { addEntry } from './audit.ts';
import { plainTextOrNull } from './plain-text.ts';
import { addSteps } from './steps.ts';
import type { Store, StoredApply } from './store.ts';
import type { ApplyRow } from './tables.ts';

export const appliesOn = ({ read, write }: Access): Pick<Store, 'startApply' | 'apply' | 'applies' | 'setApply'> => ({
  startApply: (apply, stepIds, audit) =>
    write('Beginning an apply', async (turn) => {
      const { tx } = turn;
      const sameKey = await applyWith(tx, 'key', apply.key, apply.estate);
      if (sameKey) return { kind: sameKey.planId === apply.planId ? 'same' : 'key-reused', apply: sameKey };
      const samePlan = await applyWith(tx, 'plan_id', apply.planId, apply.estate);
      if (samePlan) return { kind: 'plan-used', applyId: samePlan.id };
      await tx
        .insertInto('applies')
        .values({ ...rowOf(apply), place: await next(tx, 'applies'), holder: null, held_until: 0 })
        .execute();
      await tx.updateTable('plans').set({ apply: apply.id }).where('id', '=', apply.planId).execute();
      await addSteps(tx, apply, stepIds);
      await addEntry(turn, { ...audit, applyId: apply.id });
      return { kind: 'started', apply };
    }),
  apply: (id) =>
    read('Reading an apply', async (db) => {
      const row = await db.selectFrom('applies').selectAll().where('id', '=', id).executeTakeFirst();
      return row && applyOf(row);
    }),
  applies: (estate, limit) =>
    read('Listing applies', async (db) => {
      const rows = await db.selectFrom('applies').selectAll().where('estate', '=', estate).orderBy('place', 'desc').limit(limit).execute();
      return rows.map(applyOf);
    }),
  setApply: (id, { state, trouble, endedAt }, audit) =>
    write('Noting how an apply stands', async (turn) => {
      const changed = {
        ...(state !== undefined && { state }),
        ...(trouble !== undefined && { trouble: plainTextOrNull(trouble) }),
        ...(endedAt !== undefined && { ended_at: endedAt }),
      };
      if (Object.keys(changed).length > 0) await turn.tx.updateTable('applies').set(changed).where('id', '=', id).execute();
      if (audit) await addEntry(turn, audit);
    }),
});

async function applyWith(tx: Tx, column: 'plan_id' | 'key', value: string, estate: string): Promise<StoredApply | undefined> {
  const row = await tx.selectFrom('applies').selectAll().where('estate', '=', estate).where(column, '=', value).executeTakeFirst();
  return row && applyOf(row);
}

const rowOf = (apply: StoredApply): Omit<ApplyRow, 'place' | 'holder' | 'held_until'> => ({
  id: apply.id,
  estate: apply.estate,
  plan_id: apply.planId,
  kind: apply.kind,
  undoes: apply.undoes,
  by: apply.by,
  key: apply.key,
  started_at: apply.startedAt,
  ended_at: apply.endedAt,
  state: apply.state,
  trouble: plainTextOrNull(apply.trouble),
});

const applyOf = (row: ApplyRow): StoredApply => ({
  id: row.id,
  estate: row.estate,
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
