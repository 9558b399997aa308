import type { Kysely, Migration } from 'kysely';

/** Each step from an empty database to the newest, by the order of their names; never changed once it has been released. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-changes': {
    up: async (db: Kysely<never>) => {
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
        .addColumn('plan_id', 'text', (c) => c.notNull().unique())
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
        .addColumn('apply_id', 'text', (c) => c.notNull())
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
      for (const name of ['serial', 'fence', 'audit', 'applies']) {
        await (db as unknown as Kysely<{ counters: { name: string; value: number; hash: string } }>)
          .insertInto('counters')
          .values({ name, value: 0, hash: '' })
          .execute();
      }
    },
  },
};
