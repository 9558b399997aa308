import { type Kysely, type Migration, sql } from 'kysely';
import type { Tables } from './tables.ts';

export type Dialect = 'sqlite' | 'postgresql';

/** Returns the migrations from an empty database to the current schema, in the order of their names. Never change a released migration. */
export const createMigrations = (dialect: Dialect): Readonly<Record<string, Migration>> => ({
  '001-changes': {
    up: async (db: Kysely<Tables>) => {
      await db.schema
        .createTable('plans')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('estate', 'text', (c) => c.notNull())
        .addColumn('expires_at', 'text', (c) => c.notNull())
        .addColumn('document', 'text', (c) => c.notNull())
        .addColumn('apply', 'text')
        .execute();
      await db.schema
        .createTable('applies')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('estate', 'text', (c) => c.notNull())
        .addColumn('plan_id', 'text', (c) => c.notNull().unique().references('plans.id'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('undoes', 'text')
        .addColumn('by', 'text', (c) => c.notNull())
        .addColumn('key', 'text', (c) => c.notNull())
        .addColumn('started_at', 'text', (c) => c.notNull())
        .addColumn('ended_at', 'text')
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('trouble', 'text')
        .addColumn('holder', 'text')
        .addColumn('held_until', 'bigint', (c) => c.notNull())
        .addColumn('place', 'bigint', (c) => c.notNull())
        .addUniqueConstraint('applies_key', ['estate', 'key'])
        .execute();
      await db.schema
        .createTable('steps')
        .addColumn('apply_id', 'text', (c) => c.notNull().references('applies.id'))
        .addColumn('step_id', 'text', (c) => c.notNull())
        .addColumn('place', 'integer', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('since', 'text', (c) => c.notNull())
        .addColumn('words', 'text')
        .addColumn('until', 'text')
        .addColumn('attempts', 'integer', (c) => c.notNull())
        .addColumn('crashes', 'integer', (c) => c.notNull())
        .addColumn('attempt_id', 'text')
        .addColumn('operation_url', 'text')
        .addColumn('problem', 'text')
        .addColumn('before', 'text')
        .addColumn('after', 'text')
        .addPrimaryKeyConstraint('steps_key', ['apply_id', 'step_id'])
        .execute();
      await db.schema
        .createTable('leases')
        .addColumn('vnet', 'text', (c) => c.primaryKey())
        .addColumn('holder', 'text', (c) => c.notNull())
        .addColumn('fence', 'bigint', (c) => c.notNull())
        .addColumn('expires', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('audit')
        .addColumn('serial', 'bigint', (c) => c.primaryKey())
        .addColumn('at', 'text', (c) => c.notNull())
        .addColumn('by', 'text', (c) => c.notNull())
        .addColumn('deed', 'text', (c) => c.notNull())
        .addColumn('subject', 'text', (c) => c.notNull())
        .addColumn('text', 'text', (c) => c.notNull())
        .addColumn('plan_hash', 'text')
        .addColumn('apply_id', 'text')
        .addColumn('attempt_id', 'text')
        .addColumn('before', 'text')
        .addColumn('after', 'text')
        .addColumn('hash', 'text', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('audit_of_apply').on('audit').columns(['apply_id', 'serial']).execute();
      await db.schema
        .createTable('kept')
        .addColumn('estate', 'text', (c) => c.notNull())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('version', 'integer', (c) => c.notNull())
        .addColumn('value', 'text', (c) => c.notNull())
        .addColumn('by', 'text', (c) => c.notNull())
        .addColumn('at', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('kept_key', ['estate', 'name'])
        .execute();
      await db.schema
        .createTable('counters')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('value', 'bigint', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .execute();
      const counters = (['serial', 'fence', 'applies', 'audit'] as const).map((name) => ({ name, value: 0, hash: '' }));
      await db.insertInto('counters').values(counters).execute();
      for (const statement of AUDIT_IS_FINAL[dialect]) await sql.raw(statement).execute(db);
    },
  },
  '002-claims-and-estates': {
    up: async (db: Kysely<Tables>) => {
      await db.schema
        .alterTable('applies')
        .addColumn('fence', 'bigint', (c) => c.notNull().defaultTo(0))
        .execute();
      await db.schema.alterTable('steps').addColumn('suspect', 'bigint').execute();
      await db.schema.alterTable('leases').addColumn('apply_id', 'text').execute();
      await db.schema.alterTable('audit').addColumn('estate', 'text').execute();
      await db.schema.alterTable('audit').addColumn('identity', 'text').execute();
      await db.schema
        .createTable('estates')
        .addColumn('key', 'text', (c) => c.primaryKey())
        .addColumn('opened_at', 'text', (c) => c.notNull())
        .addColumn('adopted', 'text')
        .execute();
    },
  },
  '003-leases-of-steps': {
    up: async (db: Kysely<Tables>) => {
      await db.schema.alterTable('steps').addColumn('active_fence', 'bigint').execute();
      // a lease now belongs to a step of an apply, whoever runs it; the steps under way take theirs again when they are resumed
      await db.schema.dropTable('leases').execute();
      await db.schema
        .createTable('leases')
        .addColumn('vnet', 'text', (c) => c.primaryKey())
        .addColumn('apply_id', 'text', (c) => c.notNull())
        .addColumn('step_id', 'text', (c) => c.notNull())
        .execute();
    },
  },
  '004-retention': {
    up: async (db: Kysely<Tables>) => {
      await db.insertInto('counters').values({ name: 'audit-start', value: 0, hash: '' }).execute();
      for (const statement of AUDIT_HAS_A_START[dialect]) await sql.raw(statement).execute(db);
    },
  },
  '005-canceled-starts': {
    up: async (db: Kysely<Tables>) => {
      await db.schema
        .createTable('canceled_starts')
        .addColumn('estate', 'text', (c) => c.notNull())
        .addColumn('key', 'text', (c) => c.notNull())
        .addColumn('plan_id', 'text', (c) => c.notNull().references('plans.id').onDelete('cascade'))
        .addPrimaryKeyConstraint('canceled_starts_key', ['estate', 'key'])
        .execute();
      // deleting a plan looks for its rows here
      await db.schema.createIndex('canceled_starts_of_plan').on('canceled_starts').column('plan_id').execute();
    },
  },
});

const AUDIT_START = `(select value from counters where name = 'audit-start')`;

/** Triggers that let only those entries be deleted whose deletion the audit log has recorded. */
const AUDIT_HAS_A_START: Readonly<Record<Dialect, readonly string[]>> = {
  sqlite: [
    'drop trigger audit_is_not_forgotten',
    `create trigger audit_is_not_forgotten before delete on audit when old.serial > ${AUDIT_START} begin select raise(abort, 'the audit is final'); end`,
  ],
  postgresql: [
    'drop trigger audit_is_final on audit',
    'create trigger audit_is_final before update or truncate on audit for each statement execute function audit_is_final()',
    `create function audit_is_not_forgotten() returns trigger language plpgsql as $$ begin if old.serial > ${AUDIT_START} then raise exception 'the audit is final'; end if; return old; end $$`,
    'create trigger audit_is_not_forgotten before delete on audit for each row execute function audit_is_not_forgotten()',
  ],
};

/** Triggers that make the database itself reject changes to the audit log. */
const AUDIT_IS_FINAL: Readonly<Record<Dialect, readonly string[]>> = {
  sqlite: [
    `create trigger audit_is_not_changed before update on audit begin select raise(abort, 'the audit is final'); end`,
    `create trigger audit_is_not_forgotten before delete on audit begin select raise(abort, 'the audit is final'); end`,
  ],
  postgresql: [
    `create function audit_is_final() returns trigger language plpgsql as $$ begin raise exception 'the audit is final'; end $$`,
    'create trigger audit_is_final before update or delete or truncate on audit for each statement execute function audit_is_final()',
  ],
};
