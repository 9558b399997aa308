import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Increments the change counter, which shows whether the database can be written, and makes pages save what they could not. */
export async function writeProbe(db: Kysely<Tables>): Promise<void> {
  await db
    .updateTable('counters')
    .set((e) => ({ value: e('value', '+', 1) }))
    .where('name', '=', 'serial')
    .execute();
}
