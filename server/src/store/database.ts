import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely, Migrator, PostgresDialect, type RawBuilder, SqliteDialect, sql } from 'kysely';
import Sqlite from 'libsql';
import pg from 'pg';
import { MIGRATIONS } from './migrations.ts';
import { StoreFailure } from './store.ts';
import type { Tables } from './tables.ts';

/** An open database with the newest schema. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** Whether no other process can use it. */
  readonly isSole: boolean;
  /** Milliseconds since 1970 by the database's own clock, as a part of a query. */
  readonly now: RawBuilder<number>;
  close(): Promise<void>;
}

export type Where = { readonly file: string } | { readonly databaseUrl: string };

/** Opens the database and brings its schema up to date. Fails with a sentence when it cannot. */
export async function openDatabase(where: Where): Promise<Database> {
  const database = 'file' in where ? openSqlite(where.file) : openPostgres(where.databaseUrl);
  try {
    await migrate(database.db);
    return database;
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
}

/** One process at a time: a second file is held locked for as long as this process lives, and the kernel lets go of it when it dies. */
function openSqlite(file: string): Database {
  const folder = path.dirname(file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const owner = ownerOf(`${file}.owner`, folder);
    const sqlite = new Sqlite(file);
    chmodSync(file, 0o600);
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000']) sqlite.pragma(pragma);
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
    const close = async () => {
      await db.destroy();
      owner.close();
    };
    return { db, isSole: true, now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`, close };
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    throw cannotOpen(
      `The store in ${folder} cannot be opened; check that the folder may be written and has room, or name another with --data`,
      error,
    );
  }
}

function ownerOf(file: string, folder: string): Sqlite.Database {
  const owner = new Sqlite(file, { timeout: 200 });
  try {
    owner.exec('BEGIN EXCLUSIVE');
    return owner;
  } catch (error) {
    owner.close();
    if (!/busy|locked/i.test(String(error))) throw error;
    throw new StoreFailure(
      `The store in ${folder} is in use by another Peerscape; stop that one, or name another folder with --data`,
      'in-use',
    );
  }
}

function openPostgres(databaseUrl: string): Database {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8, connectionTimeoutMillis: 5000, types: { getTypeParser } });
  // an idle connection that breaks is opened again by whoever needs it; without a listener it would end the process
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    isSole: false,
    now: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
    close: () => db.destroy(),
  };
}

const BIGINT = 20;

/** PostgreSQL's bigints come as text; ours are times and counters, which a number holds. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === BIGINT ? Number : pg.types.getTypeParser(oid, format as 'text');

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  const isNewer = /corrupted migrations/i.test(String((error as Error).message));
  throw cannotOpen(
    isNewer
      ? 'The store was made by a newer Peerscape than this one; start that one, or name another folder or database'
      : 'The store cannot be brought up to date',
    error,
  );
}

function cannotOpen(sentence: string, error: unknown): StoreFailure {
  const code = (error as { code?: string }).code ?? 'unknown';
  return new StoreFailure(`${sentence} (${code})`, code);
}
