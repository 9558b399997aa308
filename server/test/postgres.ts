import { connectPostgres } from './postgres-existing.ts';
import { startLocalPostgres } from './postgres-local.ts';
import { findPostgresPrograms } from './postgres-programs.ts';

/** A PostgreSQL server for tests. */
export interface Postgres {
  /** Creates an empty database and returns its URL. */
  database(): Promise<string>;
  /** Closes all connections and rejects new ones. Committed data stays. */
  stop(): Promise<void>;
  /** Accepts connections again. */
  start(): Promise<void>;
  /** Removes everything that was created. */
  close(): Promise<void>;
}

/**
 * Starts a PostgreSQL server from the installed programs or the npm package; if there are none, uses the server in TEST_DATABASE_URL. Rejects
 * when none is available, because a suite that skips a database verifies nothing about it.
 */
export async function startPostgres(): Promise<Postgres> {
  const programs = findPostgresPrograms();
  if (programs !== undefined) return startLocalPostgres(programs);
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined) return connectPostgres(url);
  throw new Error(
    'These tests need PostgreSQL. Run npm ci without --omit=optional, install it (apt-get install postgresql, brew install postgresql), or set TEST_DATABASE_URL to a server whose user may create databases',
  );
}
