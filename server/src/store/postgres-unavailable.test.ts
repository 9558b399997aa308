import { inspect } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../test/postgres.ts';
import { openStore } from './open-store.ts';
import { StoreFailure } from './store.ts';
import { anAuditEntry, ESTATE } from './testing/samples.ts';

describe('a store with an unavailable PostgreSQL', () => {
  let postgres: Postgres;
  let databaseUrl: string;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.close());
  beforeEach(async () => {
    databaseUrl = await postgres.database();
  });
  const openFailure = async (url: string): Promise<StoreFailure> => {
    const error: unknown = await openStore({ databaseUrl: url }, ESTATE).then(
      (store) => store.close(),
      (reason: unknown) => reason,
    );
    if (error instanceof StoreFailure) return error;
    throw new Error(`The store was opened, or failed with another error: ${error}`);
  };
  const runSql = async (sql: string) => {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    await client.query(sql);
    return client;
  };

  test('fails while the server is down and continues when it is back', async () => {
    const store = await openStore({ databaseUrl }, ESTATE);
    expect(store.isExclusive).toBe(false);
    await store.addAudit(anAuditEntry('before'));
    await postgres.stop();
    await expect(store.addAudit(anAuditEntry('meanwhile'))).rejects.toThrow(StoreFailure);
    await expect(store.serial()).rejects.toThrow(/^Reading the change counter failed/);
    await until(() => store.outage() !== undefined);
    await postgres.start();
    await until(() => store.outage() === undefined);
    await store.addAudit(anAuditEntry('after'));
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['before', 'after']);
    expect(await store.isAuditIntact()).toBe(true);
    await store.close();
  });

  test('reports a database that became read-only, as after a fail-over to a standby, until it can be written again', async () => {
    const store = await openStore({ databaseUrl }, ESTATE);
    const name = new URL(databaseUrl).pathname.slice(1);
    const setReadOnly = async (isReadOnly: boolean) => {
      // new connections have the setting
      const client = await runSql(`alter database ${name} set default_transaction_read_only = ${isReadOnly}`);
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await client.end();
    };
    await setReadOnly(true);
    await store.addAudit(anAuditEntry('meanwhile')).catch(() => undefined);
    await until(() => store.outage()?.code === '25006');
    expect(store.outage()?.problem.title).toBe('The data store cannot be written: the database is read-only, as a standby server is');
    expect(await store.audit(0, 10)).toEqual([]);
    const client = await runSql('set default_transaction_read_only = off');
    await client.query(`alter database ${name} reset default_transaction_read_only`);
    await client.end();
    await until(() => store.outage() === undefined);
    await store.addAudit(anAuditEntry('after'));
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['after']);
    await store.close();
  });

  test('that goes down under load loses nothing that was acknowledged', async () => {
    const store = await openStore({ databaseUrl }, ESTATE);
    const acknowledged: string[] = [];
    const failures: unknown[] = [];
    let isStopped = false;
    const write = async (writer: number) => {
      for (let i = 0; !isStopped; i += 1) {
        await store.addAudit(anAuditEntry(`${writer} ${i}`)).then(
          () => acknowledged.push(`${writer} ${i}`),
          (error: unknown) => {
            failures.push(error);
            return pause(5);
          },
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
    isStopped = true;
    await Promise.all(writers);
    expect(failures.every((error) => error instanceof StoreFailure)).toBe(true);
    const stored = new Set((await store.audit(0, 100_000)).map(({ text }) => text));
    expect(acknowledged.filter((text) => !stored.has(text))).toEqual([]);
    expect(await store.isAuditIntact()).toBe(true);
    await store.close();
  });

  test('continues when another server blocks it, once the lock times out', async () => {
    const store = await openStore({ databaseUrl }, ESTATE);
    const blocker = await runSql("begin; set idle_in_transaction_session_timeout = '300ms'; select * from counters for update");
    blocker.on('error', () => undefined);
    await store.addAudit(anAuditEntry('after all'));
    expect(await store.audit(0, 10)).toHaveLength(1);
    await store.close();
  });

  test('reports why it cannot be opened and what to do, without the password', async () => {
    const url = (change: Partial<URL>) => Object.assign(new URL(databaseUrl), { password: 'secret-9c1', ...change }).href;
    const unreachable = await openFailure(url({ port: '1' }));
    expect(unreachable.message).toBe(
      'The database in DATABASE_URL cannot be opened (ECONNREFUSED): the database server does not respond. Check that it is running, and check the host and port in DATABASE_URL',
    );
    const missing = await openFailure(url({ pathname: '/nowhere' }));
    expect(missing.message).toMatch(/\(3D000\): the server has no database with that name\. Create it, or change DATABASE_URL$/);
    const noUrl = await openFailure('host=x password=secret-9c1');
    expect(noUrl.message).toMatch(/^DATABASE_URL is not a URL\. The format is postgresql:/);
    for (const error of [unreachable, missing, noUrl]) expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('secret-9c1');
  });

  test('is rejected after changes by a newer version of Peerscape', async () => {
    await (await openStore({ databaseUrl }, ESTATE)).close();
    const client = await runSql("insert into kysely_migration (name, timestamp) values ('999-later', '2030-01-01')");
    await client.end();
    expect((await openFailure(databaseUrl)).message).toBe(
      'The database in DATABASE_URL was changed by a newer version of Peerscape (999-later). Use that version, or choose another folder or database',
    );
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5);
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
