import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { createOpenFailure, toOpenFailure } from './database-errors.ts';
import { migrate } from './migrate.ts';
import { writeProbe } from './probe.ts';
import type { Tables } from './tables.ts';

/** Opens a database that several processes may share. Errors never contain the URL, because it may contain a password. */
export async function openPostgres(databaseUrl: string): Promise<Database> {
  if (!URL.canParse(databaseUrl)) {
    throw createOpenFailure('DATABASE_URL is not a URL. The format is postgresql://user:password@host:5432/database', 'no-url');
  }
  const { pool, renew } = createRenewablePool({
    connectionString: databaseUrl,
    max: 8,
    // also the time to wait for a free connection; probes notice sooner that the server is gone
    connectionTimeoutMillis: 15_000,
    // longer than the server's own timeouts: it ends what a server that is gone cannot end
    query_timeout: 35_000,
    keepAlive: true,
    types: { getTypeParser },
    onConnect: configureSession,
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, 'postgresql', NAME.location);
    return {
      ...NAME,
      db,
      isExclusive: false,
      now: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
      isInPlace: async () => true,
      probe: () => probe(databaseUrl),
      // autovacuum does that
      compact: async () => false,
      size: () => measureTables(db),
      renewConnections: renew,
      close: () => db.destroy(),
    };
  } catch (error) {
    await db.destroy();
    throw toOpenFailure(NAME, error);
  }
}

const NAME = { dialect: 'postgresql', location: 'The database in DATABASE_URL' } as const;

async function measureTables(db: Kysely<Tables>): Promise<number> {
  const tables = await db.introspection.getTables();
  const names = sql.join(tables.map(({ schema, name }) => sql`${`"${schema}"."${name}"`}::text`));
  const { rows } = await sql<{ bytes: number }>`
    select cast(sum(pg_total_relation_size(cast(name as regclass))) as bigint) as bytes from unnest(array[${names}]) as name
  `.execute(db);
  return rows[0]?.bytes ?? 0;
}

/** Timeout of connecting and of writing for a probe, in milliseconds. */
const PROBE_TIMEOUT_MS = 2000;

/** Writes on a connection of its own, because those of the pool may lead to a server that is gone. */
async function probe(connectionString: string): Promise<void> {
  const timeouts = { connectionTimeoutMillis: PROBE_TIMEOUT_MS, query_timeout: PROBE_TIMEOUT_MS };
  const { pool } = createRenewablePool({ connectionString, max: 1, ...timeouts, types: { getTypeParser } });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await writeProbe(db);
  } finally {
    await db.destroy();
  }
}

/** Creates a pool for Kysely. After `renew` it closes each older connection instead of using it again. */
function createRenewablePool(config: pg.PoolConfig): { readonly pool: PostgresPool; readonly renew: () => void } {
  const pool = new pg.Pool(config);
  // The pool replaces broken idle connections by itself; without a listener their error would end the process.
  pool.on('error', () => undefined);
  let usable = new WeakSet<pg.PoolClient>();
  pool.on('connect', (client) => {
    usable.add(client);
    // The query in progress reports a broken connection to its caller.
    client.on('error', () => undefined);
  });
  const connect = async () => {
    for (;;) {
      const client = await pool.connect();
      if (usable.has(client)) return client;
      client.release(true);
    }
  };
  const renew = () => {
    usable = new WeakSet();
  };
  return { pool: { connect, end: () => pool.end() }, renew };
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
  await client.query(SETTINGS.map((setting) => `set ${setting}`).join('; '));
}

const BIGINT = 20;

/** Parses bigint columns to numbers. pg returns them as text; here they are times and counters, which fit in a number. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === BIGINT ? Number : pg.types.getTypeParser(oid, format as 'text');
