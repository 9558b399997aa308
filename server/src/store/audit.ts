import type { AuditEntry } from '@peerscape/shared/api';
import { formatIsoTime } from '../clock.ts';
import { type Access, incrementCounter, type WriteTransaction } from './access.ts';
import { hashOf, NO_HASH } from './audit-chain.ts';
import { fromJson, toJson } from './json.ts';
import { toStorableText, toStorableTextOrNull } from './storable-text.ts';
import type { NewAuditEntry, Store } from './store.ts';
import type { AuditRow } from './tables.ts';

export const createAuditQueries = ({ estate, read, write }: Access): Pick<Store, 'addAudit' | 'audit' | 'isAuditIntact'> => ({
  addAudit: (entry) => write('Adding an audit entry', (transaction) => addEntry(transaction, entry)),
  audit: (after, limit, applyId) =>
    read('Reading the audit log', async (db) => {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('serial', '>', after)
        .where((e) => e.or([e('estate', '=', estate.key), ...(estate.hasOlderEntries ? [e('estate', 'is', null)] : [])]))
        .where((e) => e.and(applyId === undefined ? [] : [e('apply_id', '=', applyId)]))
        .orderBy('serial')
        .limit(limit)
        .execute();
      return rows.map(entryOf);
    }),
  isAuditIntact: () =>
    read('Verifying the audit log', async (db) => {
      let last = { serial: 0, hash: NO_HASH };
      for (;;) {
        // Read before the entries, so that entries added in between cannot make the chain look incomplete.
        const end = await db.selectFrom('counters').selectAll().where('name', '=', 'audit').executeTakeFirstOrThrow();
        const rows = await db
          .selectFrom('audit')
          .selectAll()
          .where('serial', '>', last.serial)
          .orderBy('serial')
          .limit(BATCH_SIZE)
          .execute();
        if (rows.length === 0) return end.value === last.serial && end.hash === last.hash;
        for (const row of rows) {
          if (row.serial !== last.serial + 1 || row.hash !== hashOf(row, last.hash)) return false;
          last = row;
        }
      }
    }),
});

const BATCH_SIZE = 1000;

/** Appends an entry to the chain. */
export async function addEntry({ tx, now, estate }: WriteTransaction, entry: NewAuditEntry): Promise<void> {
  const serial = await incrementCounter(tx, 'audit');
  const { hash: previous } = await tx.selectFrom('counters').select('hash').where('name', '=', 'audit').executeTakeFirstOrThrow();
  const identity = toStorableTextOrNull(estate.identity());
  const row = { serial, at: formatIsoTime(now), ...rowOf(entry), estate: estate.key, identity };
  const hash = hashOf(row, previous);
  await tx
    .insertInto('audit')
    .values({ ...row, hash })
    .execute();
  await tx.updateTable('counters').set({ hash }).where('name', '=', 'audit').execute();
}

const rowOf = (entry: NewAuditEntry): Omit<AuditRow, 'serial' | 'at' | 'hash' | 'estate' | 'identity'> => ({
  by: toStorableText(entry.by),
  deed: entry.deed,
  subject: toStorableText(entry.subject),
  text: toStorableText(entry.text),
  plan_hash: entry.planHash,
  apply_id: entry.applyId,
  attempt_id: entry.attemptId,
  before: toJson(entry.before),
  after: toJson(entry.after),
});

const entryOf = (row: AuditRow): AuditEntry => ({
  serial: row.serial,
  at: row.at,
  by: row.by,
  identity: row.identity,
  deed: row.deed,
  subject: row.subject,
  text: row.text,
  planHash: row.plan_hash,
  applyId: row.apply_id,
  attemptId: row.attempt_id,
  before: fromJson(row.before),
  after: fromJson(row.after),
  hash: row.hash,
});
