import { createAccess, type StoreEstate } from './access.ts';
import { createApplyQueries } from './applies.ts';
import { createAuditQueries } from './audit.ts';
import { createClaimQueries } from './claims.ts';
import type { Database } from './database.ts';
import { toOpenFailure } from './database-errors.ts';
import { type EstateOptions, openEstate } from './estates.ts';
import { createLeaseQueries } from './leases.ts';
import { createOutageMonitor, type OutageMonitor } from './outage-monitor.ts';
import { createPlanQueries } from './plans.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import { createStepQueries } from './steps.ts';
import type { Store } from './store.ts';
import { createDocumentQueries } from './stored-documents.ts';

/** Location of a store. `legacyFile` is the file of an earlier version; its folder is renamed to the new one unless that already exists. */
export type StoreLocation = { readonly file: string; readonly legacyFile?: string } | { readonly databaseUrl: string };

/** Opens the store of one estate: a file for this process only, or a PostgreSQL database shared by several. Rejects with a `StoreFailure`. */
export async function openStore(location: StoreLocation, estate: EstateOptions): Promise<Store> {
  const database = 'file' in location ? await openSqlite(location.file, location.legacyFile) : await openPostgres(location.databaseUrl);
  const monitor = createOutageMonitor(database);
  try {
    return createStore(database, monitor, await openEstate(database, monitor, estate));
  } catch (error) {
    monitor.close();
    await database.close();
    throw toOpenFailure(database, error);
  }
}

function createStore(database: Database, monitor: OutageMonitor, estate: StoreEstate): Store {
  const access = createAccess(database, monitor, estate);
  return {
    outage: monitor.outage,
    onOutageChange: monitor.onOutageChange,
    kind: database.dialect === 'sqlite' ? 'file' : 'postgresql',
    isExclusive: database.isExclusive,
    compact: () => monitor.write('Compacting the data store', database.compact),
    size: () => monitor.read('Measuring the data store', database.size),
    ...createPlanQueries(access),
    ...createApplyQueries(access),
    ...createStepQueries(access),
    ...createClaimQueries(access),
    ...createLeaseQueries(access),
    ...createAuditQueries(access),
    ...createDocumentQueries(access),
    serial: () =>
      access.read('Reading the change counter', async (db) => {
        const { value } = await db.selectFrom('counters').select('value').where('name', '=', 'serial').executeTakeFirstOrThrow();
        return value;
      }),
    close: () => {
      monitor.close();
      return database.close();
    },
  };
}
