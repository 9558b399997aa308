import type { ApplyState, AuditEntry, Kept, Problem, StepState } from '@peerscape/shared/api';
import type { HalfRow } from '@peerscape/shared/topology';
import type { Selectable, Transaction, Updateable } from 'kysely';
import { sql } from 'kysely';
import { hashOf } from './audit-chain.ts';
import { type Database, openDatabase, type Where } from './database.ts';
import {
  type AuditDraft,
  type Lease,
  type StepChange,
  type Store,
  type StoredApply,
  type StoredPlan,
  type StoredStep,
  StoreFailure,
} from './store.ts';
import type { AuditTable, StepsTable, Tables } from './tables.ts';

type Tx = Transaction<Tables>;

const UNDER_WAY: readonly ApplyState[] = ['running', 'cancelling', 'paused'];

/** Opens the store in a file, for this process alone, or in a PostgreSQL, for several. Fails with a `StoreFailure` in a sentence. */
export async function openStore(where: Where): Promise<Store> {
  return storeOn(await openDatabase(where));
}

function storeOn({ db, isSole, now, close }: Database): Store {
  /** One durable transaction that changes something. */
  const change = <T>(what: string, run: (tx: Tx) => Promise<T>): Promise<T> =>
    inWords(what, () =>
      db.transaction().execute(async (tx) => {
        const result = await run(tx);
        await count(tx, 'serial');
        return result;
      }),
    );
  const ask = <T>(what: string, run: () => Promise<T>): Promise<T> => inWords(what, run);
  const later = (milliseconds: number) => sql<number>`${now} + ${sql.lit(Math.round(milliseconds))}`;
  const heldBy = (holder: string) => ({ holder, until: now });

  const addAudit = async (tx: Tx, entry: AuditDraft): Promise<void> => {
    const { value: serial, hash: previous } = await count(tx, 'audit');
    const whole = { ...entry, serial, at: new Date().toISOString() };
    const hash = hashOf(whole, previous);
    await tx
      .insertInto('audit')
      .values(auditRow({ ...whole, hash }))
      .execute();
    await tx.updateTable('counters').set({ hash }).where('name', '=', 'audit').execute();
  };
  const release = (tx: Tx, { vnets, fence }: Lease) =>
    tx.deleteFrom('leases').where('vnet', 'in', vnets).where('fence', '=', fence).execute();
  const setStep = async (tx: Tx, applyId: string, stepId: string, step: StepChange): Promise<void> => {
    const row = stepColumns(step);
    if (Object.keys(row).length > 0)
      await tx.updateTable('steps').set(row).where('apply_id', '=', applyId).where('step_id', '=', stepId).execute();
  };
  const applyBy = async (tx: Tx, column: 'plan_id' | 'key', value: string, estate: string) => {
    const row = await tx.selectFrom('applies').selectAll().where(column, '=', value).where('estate', '=', estate).executeTakeFirst();
    return row && applyOf(row);
  };

  return {
    isSole,
    addPlan: (plan) =>
      change('Keeping a plan', async (tx) => {
        const { apply, ...document } = plan;
        const row = { id: plan.id, estate: plan.estate, expires_at: plan.expiresAt, document: JSON.stringify(document), apply };
        await tx.insertInto('plans').values(row).execute();
      }),
    plan: (id) =>
      ask('Reading a plan', async () => {
        const row = await db.selectFrom('plans').selectAll().where('id', '=', id).executeTakeFirst();
        return row && ({ ...JSON.parse(row.document), apply: row.apply } as StoredPlan);
      }),
    forgetPlans: (expiredBefore) =>
      change('Forgetting old plans', async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom('plans')
          .where('apply', 'is', null)
          .where('expires_at', '<', expiredBefore)
          .executeTakeFirst();
        return Number(numDeletedRows);
      }),

    startApply: (apply, stepIds, audit) =>
      change('Beginning an apply', async (tx) => {
        const { value: place } = await count(tx, 'applies');
        const row = { ...applyRow(apply), place, holder: null, held_until: 0 };
        const added = await tx
          .insertInto('applies')
          .values(row)
          .onConflict((on) => on.doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!added) {
          const samePlan = await applyBy(tx, 'plan_id', apply.planId, apply.estate);
          if (samePlan) return samePlan.key === apply.key ? { kind: 'same', apply: samePlan } : { kind: 'plan-used', applyId: samePlan.id };
          const sameKey = await applyBy(tx, 'key', apply.key, apply.estate);
          if (sameKey) return { kind: 'key-reused', apply: sameKey };
          throw new StoreFailure('Beginning an apply met one that cannot be found', 'conflict');
        }
        for (const part of parts(stepIds.map((stepId, i) => newStepRow(apply, stepId, i))))
          await tx.insertInto('steps').values(part).execute();
        await tx.updateTable('plans').set({ apply: apply.id }).where('id', '=', apply.planId).execute();
        await addAudit(tx, { ...audit, applyId: apply.id });
        return { kind: 'started', apply };
      }),
    apply: (id) =>
      ask('Reading an apply', async () => {
        const row = await db.selectFrom('applies').selectAll().where('id', '=', id).executeTakeFirst();
        return row && applyOf(row);
      }),
    applies: (estate, limit) =>
      ask('Listing applies', async () =>
        (await db.selectFrom('applies').selectAll().where('estate', '=', estate).orderBy('place', 'desc').limit(limit).execute()).map(
          applyOf,
        ),
      ),
    steps: (applyId) =>
      ask('Reading the steps of an apply', async () =>
        (await db.selectFrom('steps').selectAll().where('apply_id', '=', applyId).orderBy('place').execute()).map(stepOf),
      ),
    setApply: (id, { state, trouble, endedAt }, audit) =>
      change('Noting how an apply stands', async (tx) => {
        const set = {
          ...(state !== undefined && { state }),
          ...(trouble !== undefined && { trouble }),
          ...(endedAt !== undefined && { ended_at: endedAt }),
        };
        await tx.updateTable('applies').set(set).where('id', '=', id).execute();
        if (audit) await addAudit(tx, audit);
      }),

    claim: (estate, holder, milliseconds) =>
      ask('Taking up applies', async () => {
        await db
          .updateTable('applies')
          .set({ holder, held_until: later(milliseconds) })
          .where('estate', '=', estate)
          .where('state', 'in', UNDER_WAY)
          .where((e) => e.or([e('holder', 'is', null), e('holder', '=', holder), e('held_until', '<', now)]))
          .execute();
        const rows = await db
          .selectFrom('applies')
          .select('id')
          .where('estate', '=', estate)
          .where('holder', '=', holder)
          .where('state', 'in', UNDER_WAY)
          .orderBy('place')
          .execute();
        return rows.map(({ id }) => id);
      }),
    keepAlive: (holder, { applies, leases }) =>
      ask('Keeping hold of applies', async () => {
        await db
          .updateTable('applies')
          .set({ held_until: later(applies) })
          .where('holder', '=', holder)
          .execute();
        const living = heldBy(holder);
        await db
          .updateTable('leases')
          .set({ expires: later(leases) })
          .where('holder', '=', holder)
          .where('expires', '>', living.until)
          .execute();
      }),
    letGo: (holder) =>
      ask('Letting go of applies', async () => {
        await db.updateTable('applies').set({ holder: null, held_until: 0 }).where('holder', '=', holder).execute();
        await db.deleteFrom('leases').where('holder', '=', holder).execute();
      }),
    letAllGo: () =>
      ask('Letting go of all applies', async () => {
        await db.updateTable('applies').set({ holder: null, held_until: 0 }).execute();
        await db.deleteFrom('leases').execute();
      }),

    lease: (vnets, holder, milliseconds) =>
      ask('Reserving VNets', async () => {
        const sorted = [...new Set(vnets)].sort();
        try {
          return await db.transaction().execute(async (tx) => {
            const { value: fence } = await count(tx, 'fence');
            for (const vnet of sorted) {
              const row = { vnet, holder, fence, expires: later(milliseconds) };
              const taken = await tx
                .insertInto('leases')
                .values(row)
                .onConflict((on) => on.column('vnet').doUpdateSet(row).where('leases.expires', '<=', now))
                .returning('vnet')
                .executeTakeFirst();
              if (!taken) throw new Taken();
            }
            return { vnets: sorted, holder, fence };
          });
        } catch (error) {
          if (error instanceof Taken) return undefined;
          throw error;
        }
      }),
    release: (lease) =>
      change('Releasing VNets', async (tx) => {
        await release(tx, lease);
      }),

    intend: ({ applyId, stepId, lease, change: step, audit }) =>
      ask('Noting what is about to be sent', async () => {
        try {
          return await db.transaction().execute(async (tx) => {
            // written to itself, so that nobody can take it over before this commits
            const held = await tx
              .updateTable('leases')
              .set({ fence: lease.fence })
              .where('vnet', 'in', lease.vnets)
              .where('fence', '=', lease.fence)
              .where('holder', '=', lease.holder)
              .where('expires', '>', now)
              .returning('vnet')
              .execute();
            if (held.length !== lease.vnets.length) throw new Taken();
            await setStep(tx, applyId, stepId, step);
            await addAudit(tx, audit);
            await count(tx, 'serial');
            return true;
          });
        } catch (error) {
          if (error instanceof Taken) return false;
          throw error;
        }
      }),
    moveStep: (applyId, stepId, step, { audit, release: lease } = {}) =>
      change('Noting how a step stands', async (tx) => {
        await setStep(tx, applyId, stepId, step);
        if (lease) await release(tx, lease);
        if (audit) await addAudit(tx, audit);
      }),

    addAudit: (entry) => change('Adding to the audit', (tx) => addAudit(tx, entry)),
    audit: (after, limit, applyId) =>
      ask('Reading the audit', async () => {
        let query = db.selectFrom('audit').selectAll().where('serial', '>', after).orderBy('serial').limit(limit);
        if (applyId !== undefined) query = query.where('apply_id', '=', applyId);
        return (await query.execute()).map(entryOf);
      }),
    auditIsWhole: () =>
      ask('Checking the audit', async () => {
        let previous = '';
        let serial = 0;
        for (;;) {
          const rows = await db.selectFrom('audit').selectAll().where('serial', '>', serial).orderBy('serial').limit(AUDIT_PAGE).execute();
          for (const { hash, ...entry } of rows.map(entryOf)) {
            serial += 1;
            if (entry.serial !== serial || hashOf(entry, previous) !== hash) return false;
            previous = hash;
          }
          if (rows.length < AUDIT_PAGE) break;
        }
        const head = await db.selectFrom('counters').selectAll().where('name', '=', 'audit').executeTakeFirst();
        return head?.value === serial && head.hash === previous;
      }),

    kept: (estate, name) =>
      ask('Reading a kept document', async () => {
        const row = await db.selectFrom('kept').selectAll().where('estate', '=', estate).where('name', '=', name).executeTakeFirst();
        return row ? { name, version: row.version, value: JSON.parse(row.value), by: row.by, at: row.at } : nothingKept(name);
      }),
    keep: (estate, name, version, value, by) =>
      change('Keeping a document', async (tx) => {
        const row = { estate, name, version: version + 1, value: JSON.stringify(value ?? null), by, at: new Date().toISOString() };
        const written = await tx
          .insertInto('kept')
          .values(row)
          .onConflict((on) => on.columns(['estate', 'name']).doUpdateSet(row).where('kept.version', '=', version))
          .returning('version')
          .executeTakeFirst();
        if (written) return { kind: 'kept', kept: { name, version: row.version, value, by, at: row.at } };
        const held = await tx.selectFrom('kept').selectAll().where('estate', '=', estate).where('name', '=', name).executeTakeFirst();
        return {
          kind: 'changed',
          kept: held ? { name, version: held.version, value: JSON.parse(held.value), by: held.by, at: held.at } : nothingKept(name),
        };
      }),

    serial: () =>
      ask('Counting changes', async () => {
        const row = await db.selectFrom('counters').select('value').where('name', '=', 'serial').executeTakeFirst();
        return row?.value ?? 0;
      }),
    close,
  };
}

const AUDIT_PAGE = 1000;

/** The VNets are another's. */
class Taken extends Error {}

/** Moves a counter on; the row stays locked until the transaction ends, so numbers have no holes. */
async function count(tx: Tx, name: 'serial' | 'fence' | 'audit' | 'applies'): Promise<{ value: number; hash: string }> {
  return tx
    .updateTable('counters')
    .set((e) => ({ value: e('value', '+', 1) }))
    .where('name', '=', name)
    .returning(['value', 'hash'])
    .executeTakeFirstOrThrow();
}

/** Errors of drivers carry queries and values; what is told is what was tried, and the code. */
async function inWords<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    const { code } = error as { readonly code?: unknown };
    if (typeof code !== 'string') throw error;
    throw new StoreFailure(`${what} failed (${code})${/FULL|53100/.test(code) ? ': the disk is full' : ''}`, code);
  }
}

/** Few enough rows at once for the number of parameters that databases take. */
function* parts<T>(rows: readonly T[]): Generator<T[]> {
  for (let i = 0; i < rows.length; i += 500) yield rows.slice(i, i + 500);
}

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));
const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

const nothingKept = (name: Kept['name']): Kept => ({ name, version: 0, value: null, by: null, at: null });

const applyRow = ({ id, estate, planId, kind, undoes, by, key, startedAt, endedAt, state, trouble }: StoredApply) => ({
  id,
  estate,
  plan_id: planId,
  kind,
  undoes,
  by,
  key,
  started_at: startedAt,
  ended_at: endedAt,
  state,
  trouble,
});

const applyOf = (row: Selectable<Tables['applies']>): StoredApply => ({
  id: row.id,
  estate: row.estate,
  planId: row.plan_id,
  kind: row.kind as StoredApply['kind'],
  undoes: row.undoes,
  by: row.by,
  key: row.key,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  state: row.state as ApplyState,
  trouble: row.trouble,
});

const newStepRow = ({ id, startedAt }: StoredApply, stepId: string, place: number) => ({
  apply_id: id,
  step_id: stepId,
  place,
  state: 'planned',
  since: startedAt,
  attempts: 0,
  crashes: 0,
});

const stepOf = (row: Selectable<StepsTable>): StoredStep => ({
  applyId: row.apply_id,
  stepId: row.step_id,
  place: row.place,
  state: row.state as StepState,
  since: row.since,
  words: row.words,
  until: row.until,
  attempts: row.attempts,
  crashes: row.crashes,
  attemptId: row.attempt_id,
  operationUrl: row.operation_url,
  problem: parsed(row.problem) as Problem | null,
  before: parsed(row.before) as HalfRow | null,
  after: parsed(row.after) as HalfRow | null,
});

const COLUMN: Readonly<Record<keyof StepChange, keyof StepsTable>> = {
  state: 'state',
  since: 'since',
  words: 'words',
  until: 'until',
  attempts: 'attempts',
  crashes: 'crashes',
  attemptId: 'attempt_id',
  operationUrl: 'operation_url',
  problem: 'problem',
  before: 'before',
  after: 'after',
};

const AS_JSON: ReadonlySet<string> = new Set(['problem', 'before', 'after']);

const stepColumns = (step: StepChange): Updateable<StepsTable> =>
  Object.fromEntries(
    Object.entries(step)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [COLUMN[name as keyof StepChange], AS_JSON.has(name) ? json(value) : value]),
  );

const auditRow = (entry: AuditEntry): AuditTable => ({
  serial: entry.serial,
  at: entry.at,
  by: entry.by,
  deed: entry.deed,
  subject: entry.subject,
  text: entry.text,
  plan_hash: entry.planHash,
  apply_id: entry.applyId,
  attempt_id: entry.attemptId,
  before: json(entry.before),
  after: json(entry.after),
  hash: entry.hash,
});

const entryOf = (row: Selectable<AuditTable>): AuditEntry => ({
  serial: row.serial,
  at: row.at,
  by: row.by,
  deed: row.deed,
  subject: row.subject,
  text: row.text,
  planHash: row.plan_hash,
  applyId: row.apply_id,
  attemptId: row.attempt_id,
  before: parsed(row.before),
  after: parsed(row.after),
  hash: row.hash,
});
