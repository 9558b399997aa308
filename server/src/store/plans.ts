import type { Access } from './access.ts';
import { fromJson } from './json.ts';
import type { Store, StoredPlan } from './store.ts';

export const createPlanQueries = ({
  estate: { key: estate },
  read,
  write,
  writeWithoutSerial,
}: Access): Pick<Store, 'addPlan' | 'plan' | 'deleteExpiredPlans'> => ({
  addPlan: ({ apply, ...document }) =>
    write('Saving a plan', async ({ tx }) => {
      const { id, expiresAt } = document;
      const row = { id, estate, expires_at: expiresAt, document: JSON.stringify(document), apply };
      await tx.insertInto('plans').values(row).execute();
    }),
  plan: (id) =>
    read('Reading a plan', async (db) => {
      const row = await db.selectFrom('plans').selectAll().where('id', '=', id).where('estate', '=', estate).executeTakeFirst();
      if (!row) return undefined;
      // Earlier versions wrote the estate into the document.
      const { estate: _, ...document } = fromJson(row.document) as Omit<StoredPlan, 'apply'> & { estate?: string };
      return { ...document, apply: row.apply };
    }),
  deleteExpiredPlans: (expiredBefore) =>
    writeWithoutSerial('Deleting expired plans', async ({ tx }) => {
      const expired = tx
        .selectFrom('plans')
        .select('id')
        .where('estate', '=', estate)
        .where('apply', 'is', null)
        .where('expires_at', '<', expiredBefore)
        .limit(BATCH_SIZE);
      const { numDeletedRows } = await tx.deleteFrom('plans').where('id', 'in', expired).executeTakeFirst();
      return Number(numDeletedRows);
    }),
});

/** Maximum number of plans to delete in one transaction, which blocks others. A plan can have megabytes. */
const BATCH_SIZE = 20;
