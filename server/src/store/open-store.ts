import { accessTo } from './access.ts';
import { appliesOn } from './applies.ts';
import { auditOn } from './audit.ts';
import type { Database } from './database.ts';
import { holdersOn } from './holders.ts';
import { keptOn } from './kept.ts';
import { leasesOn } from './leases.ts';
import { plansOn } from './plans.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import { stepsOn } from './steps.ts';
import type { Store } from './store.ts';

export type Where = { readonly file: string } | { readonly databaseUrl: string };

/** Opens the store in a file, for this process alone, or in a PostgreSQL, for several. Fails with a `StoreFailure` in a sentence. */
export async function openStore(where: Where): Promise<Store> {
  return storeOn('file' in where ? await openSqlite(where.file) : await openPostgres(where.databaseUrl));
}

function storeOn(database: Database): Store {
  const access = accessTo(database);
  return {
    isSole: database.isSole,
    ...plansOn(access),
    ...appliesOn(access),
    ...stepsOn(access),
    ...holdersOn(access),
    ...leasesOn(access),
    ...auditOn(access),
    ...keptOn(access),
    serial: () =>
      access.read('Counting changes', async (db) => {
        const { value } = await db.selectFrom('counters').select('value').where('name', '=', 'serial').executeTakeFirstOrThrow();
        return value;
      }),
    close: () => database.close(),
  };
}
