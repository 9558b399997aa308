import type { StoredDocument, StoredDocumentName } from '@peerscape/shared/api';
import type { Kysely } from 'kysely';
import { formatIsoTime } from '../clock.ts';
import type { Access, WriteTransaction } from './access.ts';
import { fromJson } from './json.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

type DocumentQueries = Pick<Store, 'readDocument' | 'saveDocument' | 'updateDocument'>;

export const createDocumentQueries = ({ estate: { key: estate }, read, write }: Access): DocumentQueries => ({
  readDocument: (name) => read('Reading a saved document', (db) => findDocument(db, estate, name)),
  saveDocument: (name, version, value, by) =>
    write('Saving a document', async (transaction) => {
      const current = await findDocument(transaction.tx, estate, name);
      if (current.version !== version) return { kind: 'changed', document: current };
      return { kind: 'saved', document: await writeNextVersion(transaction, current, value, by) };
    }),
  updateDocument: (name, change, by) =>
    write('Updating a document', async (transaction) => {
      const current = await findDocument(transaction.tx, estate, name);
      return writeNextVersion(transaction, current, change(current.value), by);
    }),
});

async function findDocument(db: Kysely<Tables>, estate: string, name: StoredDocumentName): Promise<StoredDocument> {
  const row = await db.selectFrom('kept').selectAll().where('estate', '=', estate).where('name', '=', name).executeTakeFirst();
  if (!row) return { name, version: 0, value: null, by: null, at: null };
  return { name, version: row.version, value: fromJson(row.value), by: row.by, at: row.at };
}

async function writeNextVersion(
  { tx, now, estate }: WriteTransaction,
  { name, version }: StoredDocument,
  value: unknown,
  by: string,
): Promise<StoredDocument> {
  const row = { version: version + 1, value: JSON.stringify(value ?? null), by, at: formatIsoTime(now) };
  await tx
    .insertInto('kept')
    .values({ estate: estate.key, name, ...row })
    .onConflict((conflict) => conflict.columns(['estate', 'name']).doUpdateSet(row))
    .execute();
  return { name, ...row, value: value ?? null };
}
