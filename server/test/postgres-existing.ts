import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Postgres } from './postgres.ts';

/** Uses an existing PostgreSQL server, which keeps running: `stop` affects only the databases created here. */
export async function connectPostgres(serverUrl: string): Promise<Postgres> {
  const created: string[] = [];
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
      created.push(name);
      return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
    },
    stop: async () => {
      await run((name) => `alter database ${name} allow_connections false`, created);
      await run((name) => `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`, created);
    },
    start: () => run((name) => `alter database ${name} allow_connections true`, created),
    close: () => run((name) => `drop database ${name} with (force)`, created),
  };
}
