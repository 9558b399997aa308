import { formatIsoTime } from '../clock.ts';
import { createAccess, incrementCounter, type StoreEstate } from './access.ts';
import type { Database } from './database.ts';
import type { OutageMonitor } from './outage-monitor.ts';

/** Selects the estate to open. */
export interface EstateOptions {
  /** Permanent key of the estate: cloud and tenant, or the subscriptions in files. */
  readonly key: string;
  /** Key that earlier versions, which did not distinguish tenants, used for the same source. */
  readonly legacyKey: string;
  /** Returns the current Azure identity. Recorded with each audit entry; not part of the key. */
  readonly identity: () => string | null;
}

/** Opens an estate. The first estate opened for a source adopts the data that an earlier version stored for that source. */
export async function openEstate(
  database: Database,
  monitor: OutageMonitor,
  { key, legacyKey, identity }: EstateOptions,
): Promise<StoreEstate> {
  const { writeWithoutSerial } = createAccess(database, monitor, { key, hasOlderEntries: false, identity });
  const hasOlderEntries = await writeWithoutSerial('Opening the estate', async ({ tx, now }) => {
    // a write in any case, because a store that cannot be written must not be opened
    await incrementCounter(tx, 'fence');
    const known = await tx.selectFrom('estates').select('adopted').where('key', '=', key).executeTakeFirst();
    if (known) return known.adopted !== null;
    let rows = 0n;
    for (const table of ['plans', 'applies', 'kept'] as const) {
      const { numUpdatedRows } = await tx.updateTable(table).set({ estate: key }).where('estate', '=', legacyKey).executeTakeFirst();
      rows += numUpdatedRows;
    }
    const older = await tx
      .selectFrom('audit')
      .select('serial')
      .where('estate', 'is', null)
      .where('subject', '=', legacyKey)
      .limit(1)
      .executeTakeFirst();
    const adopted = rows > 0n || older !== undefined ? legacyKey : null;
    await tx
      .insertInto('estates')
      .values({ key, opened_at: formatIsoTime(now), adopted })
      .execute();
    return adopted !== null;
  });
  return { key, hasOlderEntries, identity };
}
