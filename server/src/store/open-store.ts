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

/** Location of a store. `formerly` is the file of an earlier version; its folder is renamed to the new one unless that already exists. */
export type Where = { readonly file: string; readonly formerly?: string } | { readonly databaseUrl: string };

/** Opens the store of one estate: a file for this process only, or a PostgreSQL database shared by several. Rejects with a `StoreFailure`. */
export async function openStore(location: Where, estate: EstateOptions): Promise<Store> {
  const database = 'file' in location ? await openSqlite(location.file, location.formerly) : await openPostgres(location.databaseUrl);
  try {
    return createStore(database, await openEstate(database, estate));
  } catch (error) {
    await database.close();
    throw error;
  }
}

function createStore(database: Database, estate: OpenedEstate): Store {
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
      access.read('Reading the change counter', async (db) => {
        const { value } = await db.selectFrom('counters').select('value').where('name', '=', 'serial').executeTakeFirstOrThrow();
        return value;
      }),
    close: () => database.close(),
  };
}
