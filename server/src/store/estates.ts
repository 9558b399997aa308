import { isoTime } from '../clock.ts';
import { accessTo, type OpenedEstate } from './access.ts';
import type { Database } from './database.ts';

/** Whose state is opened. */
export interface EstateOptions {
  /** Names the estate for ever: cloud and tenant, or the subscriptions in files. */
  readonly key: string;
  /** What an older Peerscape, which did not tell tenants apart, called the same source. */
  readonly formerly: string;
  /** The Azure identity at work; recorded with each entry, and no part of the key. */
  readonly identity: () => string | null;
}

/** Opens the estate. The first one that is opened takes in what an older Peerscape kept for the same source. */
export async function openEstate(database: Database, { key, formerly, identity }: EstateOptions): Promise<OpenedEstate> {
  const { hold } = accessTo(database, { key, hasOlderEntries: false, identity });
  const hasOlderEntries = await hold('Opening the estate', async ({ tx, now }) => {
    const known = await tx.selectFrom('estates').select('adopted').where('key', '=', key).executeTakeFirst();
    if (known) return known.adopted !== null;
    let rows = 0n;
    for (const table of ['plans', 'applies', 'kept'] as const) {
      const { numUpdatedRows } = await tx.updateTable(table).set({ estate: key }).where('estate', '=', formerly).executeTakeFirst();
      rows += numUpdatedRows;
    }
    const older = await tx
      .selectFrom('audit')
      .select('serial')
      .where('estate', 'is', null)
      .where('subject', '=', formerly)
      .limit(1)
      .executeTakeFirst();
    const adopted = rows > 0n || older !== undefined ? formerly : null;
    await tx
      .insertInto('estates')
      .values({ key, opened_at: isoTime(now), adopted })
      .execute();
    return adopted !== null;
  });
  return { key, hasOlderEntries, identity };
}
