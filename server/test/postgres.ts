import { givenPostgres } from './postgres-given.ts';
import { ownPostgres } from './postgres-own.ts';
import { postgresPrograms } from './postgres-programs.ts';

/** A PostgreSQL for tests. */
export interface Postgres {
  /** Makes an empty database; answers its URL. */
  database(): Promise<string>;
  /** Breaks all connections and takes no new ones. What was committed stays. */
  stop(): Promise<void>;
  /** Is there again. */
  start(): Promise<void>;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

/**
 * Starts a PostgreSQL from the programs of this machine or of the npm package; where there are none, uses the one that TEST_DATABASE_URL
 * names. Fails with a sentence when none can be had: a suite that passes over a database says nothing about it.
 */
export async function startPostgres(): Promise<Postgres> {
  const programs = postgresPrograms();
  if (programs !== undefined) return ownPostgres(programs);
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined) return givenPostgres(url);
  throw new Error(
    'These tests need a PostgreSQL: run npm ci without --omit=optional, or install one (apt-get install postgresql, brew install postgresql), or name one in TEST_DATABASE_URL whose user may create databases',
  );
}
