import { type Kysely, Migrator } from 'kysely';
import { type Dialect, migrationsFor } from './migrations.ts';
import { StoreFailure } from './store.ts';
import type { Tables } from './tables.ts';

/**
 * Brings the schema up to date, all or nothing; when several do so at once, one after the other. Fails with a sentence where a newer
 * Peerscape was here before: it knows better what the tables mean. `what` names the store in that sentence.
 */
export async function migrate(db: Kysely<Tables>, dialect: Dialect, what: string): Promise<void> {
  const migrations = migrationsFor(dialect);
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error === undefined) return;
  const unknown = await unknownMigration(db, Object.keys(migrations));
  if (unknown === undefined) throw error;
  throw new StoreFailure(
    `${what} was changed by a newer Peerscape (${unknown}); start that one, or name another folder or database`,
    'newer-schema',
  );
}

async function unknownMigration(db: Kysely<Tables>, known: readonly string[]): Promise<string | undefined> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === MIGRATIONS_TABLE)) return undefined;
  const done = await db.withTables<{ [MIGRATIONS_TABLE]: { name: string } }>().selectFrom(MIGRATIONS_TABLE).select('name').execute();
  return done.find(({ name }) => !known.includes(name))?.name;
}

/** Where Kysely notes which migrations were done. */
const MIGRATIONS_TABLE = 'kysely_migration';
