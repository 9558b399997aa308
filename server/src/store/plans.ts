import type { Access } from './access.ts';
import { fromJson } from './json.ts';
import type { Store, StoredPlan } from './store.ts';

export const plansOn = ({ read, write }: Access): Pick<Store, 'addPlan' | 'plan' | 'forgetPlans'> => ({
  addPlan: ({ apply, ...document }) =>
    write('Keeping a plan', async ({ tx }) => {
      const { id, estate, expiresAt } = document;
      const row = { id, estate, expires_at: expiresAt, document: JSON.stringify(document), apply };
      await tx.insertInto('plans').values(row).execute();
    }),
  plan: (id) =>
    read('Reading a plan', async (db) => {
      const row = await db.selectFrom('plans').selectAll().where('id', '=', id).executeTakeFirst();
      return row && { ...(fromJson(row.document) as Omit<StoredPlan, 'apply'>), apply: row.apply };
    }),
  forgetPlans: (expiredBefore) =>
    write('Forgetting old plans', async ({ tx }) => {
      const { numDeletedRows } = await tx
        .deleteFrom('plans')
        .where('apply', 'is', null)
        .where('expires_at', '<', expiredBefore)
        .executeTakeFirst();
      return Number(numDeletedRows);
    }),
});
