import type { AuditEntry } from '@peerscape/shared/api';
import type { Kysely } from 'kysely';
import { formatIsoTime } from '../clock.ts';
import { type Access, incrementCounter, type WriteTransaction } from './access.ts';
import { hashOf, NO_HASH } from './audit-chain.ts';
import { fromJson, toJson } from './json.ts';
import { toStorableText, toStorableTextOrNull } from './storable-text.ts';
import type { NewAuditEntry, Store } from './store.ts';
import type { AuditRow, Tables } from './tables.ts';

type AuditQueries = Pick<Store, 'addAudit' | 'audit' | 'isAuditIntact' | 'deleteAuditEntries'>;

export const createAuditQueries = ({ estate, read, write, writeWithoutSerial }: Access): AuditQueries => ({
  addAudit: (entry) => write('Adding an audit entry', (transaction) => addEntry(transaction, entry)),
  audit: (after, limit, applyId) =>
    read('Reading the audit log', async (db) => {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('serial', '>', Math.max(after, (await findStart(db)).value))
        .where((e) => e.or([e('estate', '=', estate.key), ...(estate.hasOlderEntries ? [e('estate', 'is', null)] : [])]))
        .where((e) => e.and(applyId === undefined ? [] : [e('apply_id', '=', applyId)]))
        .orderBy('serial')
        .limit(limit)
        .execute();
      return rows.map(entryOf);
    }),
  isAuditIntact: () =>
    read('Verifying the audit log', async (db) => {
      for (;;) {
        const start = await findStart(db);
        const isIntact = await verifyFrom(db, start);
        // entries that are deleted because of their age meanwhile are not missing
        if (isIntact || (await findStart(db)).value === start.value) return isIntact;
      }
    }),
  deleteAuditEntries: (before) =>
    writeWithoutSerial('Deleting old audit entries', async (transaction) => {
      const { tx } = transaction;
      const start = await moveStart(transaction, await findStart(tx), before);
      const serials = tx.selectFrom('audit').select('serial').where('serial', '<=', start).orderBy('serial').limit(BATCH_SIZE);
      const { numDeletedRows } = await tx.deleteFrom('audit').where('serial', 'in', serials).executeTakeFirst();
      return Number(numDeletedRows);
    }),
});

/** Action of the entry that records which earlier entries were deleted because of their age. */
const RETENTION = 'retention';

/** Serial and hash of the last deleted entry; 0 if there is none. */
type Start = Pick<Tables['counters'], 'value' | 'hash'>;

const findStart = (db: Kysely<Tables>): Promise<Start> =>
  db.selectFrom('counters').select(['value', 'hash']).where('name', '=', 'audit-start').executeTakeFirstOrThrow();

/** Verifies the chain after the start, and that the chain itself records the start. */
async function verifyFrom(db: Kysely<Tables>, start: Start): Promise<boolean> {
  let last = { serial: start.value, hash: start.value === 0 ? NO_HASH : start.hash };
  let recordedStart: string | null = null;
  for (;;) {
    // Read before the entries, so that entries added in between cannot make the chain look incomplete.
    const end = await db.selectFrom('counters').selectAll().where('name', '=', 'audit').executeTakeFirstOrThrow();
    const rows = await db.selectFrom('audit').selectAll().where('serial', '>', last.serial).orderBy('serial').limit(BATCH_SIZE).execute();
    if (rows.length === 0) {
      const isComplete = end.value === last.serial && end.hash === last.hash;
      return isComplete && (start.value === 0 || recordedStart === toJson({ serial: start.value, hash: start.hash }));
    }
    for (const row of rows) {
      if (row.serial !== last.serial + 1 || row.hash !== hashOf(row, last.hash)) return false;
      if (row.deed === RETENTION) recordedStart = row.after;
      last = row;
    }
  }
}

/** Moves the start behind the entries from before a time, and records that. Returns the serial of the start. */
async function moveStart(transaction: WriteTransaction, start: Start, before: string): Promise<number> {
  const { tx } = transaction;
  const later = tx.selectFrom('audit').where('serial', '>', start.value);
  const firstToStay = await later.select('serial').where('at', '>=', before).orderBy('serial').limit(1).executeTakeFirst();
  const old = later.where('serial', '<', firstToStay?.serial ?? Number.MAX_SAFE_INTEGER);
  // deleting nothing but such records would add another one each time
  const other = await old.select('serial').where('deed', '!=', RETENTION).limit(1).executeTakeFirst();
  const last = await old.select(['serial', 'hash']).orderBy('serial', 'desc').limit(1).executeTakeFirst();
  if (!other || !last) return start.value;
  const { serial, hash } = last;
  await tx.updateTable('counters').set({ value: serial, hash }).where('name', '=', 'audit-start').execute();
  await addEntry(transaction, {
    by: 'Peerscape',
    deed: RETENTION,
    subject: transaction.estate.key,
    text: `Deleted ${serial - start.value} entries from before ${before}`,
    planHash: null,
    applyId: null,
    attemptId: null,
    before: null,
    after: { serial, hash },
  });
  return serial;
}

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
