import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { type OpenFailureReasons, toOpenFailure } from './database-errors.ts';
import { migrate } from './migrate.ts';
import { StoreFailure } from './store.ts';
import type { Tables } from './tables.ts';

/** Opens a database that several processes may share. Errors never contain the URL, because it may contain a password. */
export async function openPostgres(databaseUrl: string): Promise<Database> {
  if (!URL.canParse(databaseUrl)) {
    throw new StoreFailure('DATABASE_URL is not a URL. The format is postgresql://user:password@host:5432/database', 'no-url');
  }
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 8,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    types: { getTypeParser },
    onConnect: configureSession,
  });
  // The pool replaces broken idle connections by itself; without a listener their error would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, 'postgresql', DATABASE);
    return {
      db,
      isExclusive: false,
      now: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
      close: () => db.destroy(),
    };
  } catch (error) {
    await db.destroy();
    throw toOpenFailure(DATABASE, REASONS, error);
  }
}

/** Session settings. The timeouts ensure that a server that hangs in a transaction cannot block the others indefinitely. */
const SETTINGS = [
  'synchronous_commit = on',
  "default_transaction_isolation = 'read committed'",
  "lock_timeout = '10s'",
  "statement_timeout = '30s'",
  "idle_in_transaction_session_timeout = '10s'",
];

async function configureSession(client: pg.ClientBase): Promise<void> {
  // The query in progress reports a broken connection to its caller.
  client.on('error', () => undefined);
  await client.query(SETTINGS.map((setting) => `set ${setting}`).join('; '));
}

const BIGINT = 20;

/** Parses bigint columns to numbers. pg returns them as text; here they are times and counters, which fit in a number. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === BIGINT ? Number : pg.types.getTypeParser(oid, format as 'text');

const DATABASE = 'The database in DATABASE_URL';

const REASONS: OpenFailureReasons = [
  { codes: /^(28P01|28000)$/, text: 'the user name or password is wrong. Check DATABASE_URL' },
  { codes: /^3D000$/, text: 'the server has no database with that name. Create it, or change DATABASE_URL' },
  { codes: /^42501$/, text: 'the user may not create tables. Grant that permission' },
  { codes: /^(53100|ENOSPC)$/, text: 'the disk of the server is full' },
  {
    codes: /^(E[A-Z_]+|57P0\d|unavailable)$/,
    text: 'the server does not respond. Check that it is running, and check the host and port in DATABASE_URL',
  },
];
