import { inspect } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../test/postgres.ts';
import { openStore } from './open-store.ts';
import { StoreFailure } from './store.ts';
import { aDeed, ESTATE } from './testing/samples.ts';

describe('a store whose PostgreSQL is not there', () => {
  let postgres: Postgres;
  let databaseUrl: string;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres?.close());
  beforeEach(async () => {
    databaseUrl = await postgres.database();
  });
  const failure = async (url: string): Promise<StoreFailure> => {
    const error: unknown = await openStore({ databaseUrl: url }, ESTATE).then(
      (store) => store.close(),
      (reason: unknown) => reason,
    );
    if (error instanceof StoreFailure) return error;
    throw new Error(`The store was opened, or failed otherwise: ${error}`);
  };
  const behind = async (sql: string) => {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    await client.query(sql);
    return client;
  };

  test('fails while it is away and goes on when it is back', async () => {
    const store = await openStore({ databaseUrl }, ESTATE);
    expect(store.isSole).toBe(false);
    await store.addAudit(aDeed('before'));
    await postgres.stop();
    await expect(store.addAudit(aDeed('meanwhile'))).rejects.toThrow(StoreFailure);
    await expect(store.serial()).rejects.toThrow(/^Counting changes failed/);
    await postgres.start();
    await store.addAudit(aDeed('after'));
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['before', 'after']);
    expect(await store.auditIsWhole()).toBe(true);
    await store.close();
  });

  test('that goes away in the middle of much work loses nothing that was acknowledged', async () => {
    const store = await openStore({ databaseUrl }, ESTATE);
    const acknowledged: string[] = [];
    const failures: unknown[] = [];
    let isOver = false;
    const write = async (writer: number) => {
      for (let i = 0; !isOver; i += 1) {
        await store.addAudit(aDeed(`${writer} ${i}`)).then(
          () => acknowledged.push(`${writer} ${i}`),
          (error: unknown) => failures.push(error),
        );
      }
    };
    const writers = [1, 2, 3, 4, 5, 6].map(write);
    await until(() => acknowledged.length > 20);
    await postgres.stop();
    await until(() => failures.length > 20);
    await postgres.start();
    const before = acknowledged.length;
    await until(() => acknowledged.length > before + 20);
    isOver = true;
    await Promise.all(writers);
    expect(failures.every((error) => error instanceof StoreFailure)).toBe(true);
    const kept = new Set((await store.audit(0, 100_000)).map(({ text }) => text));
    expect(acknowledged.filter((text) => !kept.has(text))).toEqual([]);
    expect(await store.auditIsWhole()).toBe(true);
    await store.close();
  });

  test('that is held up by another server says so in the end and is not stuck', async () => {
    const store = await openStore({ databaseUrl }, ESTATE);
    const hanging = await behind("begin; set idle_in_transaction_session_timeout = '300ms'; select * from counters for update");
    hanging.on('error', () => undefined);
    await store.addAudit(aDeed('after all'));
    expect(await store.audit(0, 10)).toHaveLength(1);
    await store.close();
  });

  test('cannot be opened is told, with what to do, and without the password', async () => {
    const url = (change: Partial<URL>) => Object.assign(new URL(databaseUrl), { password: 'secret-9c1', ...change }).href;
    const away = await failure(url({ port: '1' }));
    expect(away.message).toBe(
      'The database that DATABASE_URL names cannot be opened: it does not answer; check that it runs and that host and port are right (ECONNREFUSED)',
    );
    const missing = await failure(url({ pathname: '/nowhere' }));
    expect(missing.message).toMatch(/the server has no database of that name; create it \(3D000\)$/);
    const noUrl = await failure('host=x password=secret-9c1');
    expect(noUrl.message).toMatch(/^DATABASE_URL is not a URL; it looks like postgresql:/);
    for (const error of [away, missing, noUrl]) expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('secret-9c1');
  });

  test('was changed by a newer Peerscape is refused', async () => {
    await (await openStore({ databaseUrl }, ESTATE)).close();
    const client = await behind("insert into kysely_migration (name, timestamp) values ('999-later', '2030-01-01')");
    await client.end();
    expect((await failure(databaseUrl)).message).toBe(
      'The database that DATABASE_URL names was changed by a newer Peerscape (999-later); start that one, or name another folder or database',
    );
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
