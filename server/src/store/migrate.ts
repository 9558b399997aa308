import { type Kysely, Migrator } from 'kysely';
import { createOpenFailure } from './database-errors.ts';
import { createMigrations, type Dialect } from './migrations.ts';
import type { Tables } from './tables.ts';

/**
 * Migrates the schema to the current version in one transaction; concurrent migrations run one after the other. Fails with a `StoreFailure`
 * when a newer version of Peerscape has changed the schema. `database` names the store in the error message.
 */
export async function migrate(db: Kysely<Tables>, dialect: Dialect, database: string): Promise<void> {
  const migrations = createMigrations(dialect);
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error === undefined) return;
  const unknown = await findUnknownMigration(db, Object.keys(migrations));
  if (unknown === undefined) throw error;
  throw createOpenFailure(
    `${database} was changed by a newer version of Peerscape (${unknown}). Use that version, or choose another folder or database`,
    'newer-schema',
  );
}

async function findUnknownMigration(db: Kysely<Tables>, known: readonly string[]): Promise<string | undefined> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === MIGRATIONS_TABLE)) return undefined;
  const completed = await db.withTables<{ [MIGRATIONS_TABLE]: { name: string } }>().selectFrom(MIGRATIONS_TABLE).select('name').execute();
  return completed.find(({ name }) => !known.includes(name))?.name;
}

/** Kysely's table of completed migrations. */
const MIGRATIONS_TABLE = 'kysely_migration';
