import { accessTo, type OpenedEstate } from './access.ts';
import { appliesOn } from './applies.ts';
import { auditOn } from './audit.ts';
import { claimsOn } from './claims.ts';
import type { Database } from './database.ts';
import { type EstateOptions, openEstate } from './estates.ts';
import { keptOn } from './kept.ts';
import { leasesOn } from './leases.ts';
import { plansOn } from './plans.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import { stepsOn } from './steps.ts';
import type { Store } from './store.ts';

/** `formerly`: the file in which an older Peerscape kept the same; its folder becomes this one's, unless this one is there already. */
export type Where = { readonly file: string; readonly formerly?: string } | { readonly databaseUrl: string };

/** Opens the state of one estate in a file, for this process alone, or in a PostgreSQL, for several. Fails with a `StoreFailure` in a sentence. */
export async function openStore(where: Where, estate: EstateOptions): Promise<Store> {
  const database = 'file' in where ? await openSqlite(where.file, where.formerly) : await openPostgres(where.databaseUrl);
  try {
    return storeOn(database, await openEstate(database, estate));
  } catch (error) {
    await database.close();
    throw error;
  }
}

function storeOn(database: Database, estate: OpenedEstate): Store {
  const access = accessTo(database, estate);
  return {
    isSole: database.isSole,
    ...plansOn(access),
    ...appliesOn(access),
    ...stepsOn(access),
    ...claimsOn(access),
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
