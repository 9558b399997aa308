import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { cannotOpen, type Whys } from './failure.ts';
import { migrate } from './migrate.ts';
import { StoreFailure } from './store.ts';
import type { Tables } from './tables.ts';

/** Opens the database of that URL, which several processes may use at once. Fails in a sentence, which does not tell the URL: it may hold a password. */
export async function openPostgres(databaseUrl: string): Promise<Database> {
  if (!URL.canParse(databaseUrl)) {
    throw new StoreFailure('DATABASE_URL is not a URL; it looks like postgresql://user:password@host:5432/database', 'no-url');
  }
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 8,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    types: { getTypeParser },
    onConnect: prepare,
  });
  // a connection that breaks while it is idle is replaced when the next is needed; without a listener it would end the process
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, 'postgresql', WHAT);
    return {
      db,
      isSole: false,
      now: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
      close: () => db.destroy(),
    };
  } catch (error) {
    await db.destroy();
    throw cannotOpen(WHAT, WHYS, error);
  }
}

/** A server that hangs in the middle of a transaction must not hold up the others for ever. */
const SETTINGS = [
  'synchronous_commit = on',
  "default_transaction_isolation = 'read committed'",
  "lock_timeout = '10s'",
  "statement_timeout = '30s'",
  "idle_in_transaction_session_timeout = '10s'",
];

async function prepare(client: pg.ClientBase): Promise<void> {
  // whoever uses the connection hears from their query that it broke
  client.on('error', () => undefined);
  await client.query(SETTINGS.map((setting) => `set ${setting}`).join('; '));
}

const BIGINT = 20;

/** PostgreSQL's bigints come as text; ours are times and counters, which a number holds. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === BIGINT ? Number : pg.types.getTypeParser(oid, format as 'text');

const WHAT = 'The database that DATABASE_URL names';

const WHYS: Whys = [
  { codes: /^(28P01|28000)$/, text: 'it refuses that user or password' },
  { codes: /^3D000$/, text: 'the server has no database of that name; create it' },
  { codes: /^42501$/, text: 'that user may not create tables there; grant it' },
  { codes: /^(53100|ENOSPC)$/, text: "the server's disk is full" },
  { codes: /^(E[A-Z_]+|57P0\d|unavailable)$/, text: 'it does not answer; check that it runs and that host and port are right' },
];
