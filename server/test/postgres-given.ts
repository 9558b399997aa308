import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Postgres } from './postgres.ts';

/** A server that is there already and goes on: it is away from the databases made here, and from nothing else. */
export async function givenPostgres(serverUrl: string): Promise<Postgres> {
  const made: string[] = [];
  const run = async (sql: (name: string) => string, names: readonly string[]) => {
    const client = new pg.Client(serverUrl);
    await client.connect();
    try {
      for (const name of names) await client.query(sql(name));
    } finally {
      await client.end();
    }
  };
  return {
    database: async () => {
      const name = `peerscape_test_${randomUUID().replaceAll('-', '')}`;
      await run(() => `create database ${name}`, [name]);
      made.push(name);
      return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
    },
    stop: async () => {
      await run((name) => `alter database ${name} allow_connections false`, made);
      await run((name) => `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`, made);
    },
    start: () => run((name) => `alter database ${name} allow_connections true`, made),
    close: () => run((name) => `drop database ${name} with (force)`, made),
  };
}
