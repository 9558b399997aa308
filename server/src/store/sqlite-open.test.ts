import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from './open-store.ts';
import { StoreFailure } from './store.ts';
import { anAuditEntry, aPlan, ESTATE } from './testing/samples.ts';

describe('opening a store in a file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'peerscape-open-'));
    file = path.join(folder, 'data', 'peerscape.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const openFailure = async (): Promise<StoreFailure> => {
    const error: unknown = await openStore({ file }, ESTATE).then(
      (store) => store.close(),
      (reason: unknown) => reason,
    );
    if (error instanceof StoreFailure) return error;
    throw new Error(`The store was opened, or failed with another error: ${error}`);
  };
  const runSql = (sql: string) => {
    const sqlite = new Sqlite(file);
    sqlite.exec(sql);
    sqlite.close();
  };

  test('creates the folder and its files with access for this account only', async () => {
    const store = await openStore({ file }, ESTATE);
    const mode = (of: string) => statSync(of).mode & 0o777;
    expect(mode(path.dirname(file))).toBe(0o700);
    expect([file, `${file}-wal`, `${file}.owner`].map(mode)).toEqual([0o600, 0o600, 0o600]);
    expect(store.isExclusive).toBe(true);
    await store.close();
  });

  test('fails while another store has the file open, and succeeds after that one is closed', async () => {
    const first = await openStore({ file }, ESTATE);
    expect((await openFailure()).message).toBe(
      `The data store in ${path.dirname(file)} is in use by another Peerscape process. Stop that process, or choose another folder with --data`,
    );
    // A rejected attempt must not release the first store's lock.
    expect((await openFailure()).code).toBe('in-use');
    await first.close();
    await (await openStore({ file }, ESTATE)).close();
  });

  test('fails while another process has the file open, and succeeds immediately after that process is killed', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await firstOutput(child);
    expect((await openFailure()).code).toBe('in-use');
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    const store = await openStore({ file }, ESTATE);
    expect((await store.audit(0, 1)).length).toBe(1);
    await store.close();
  });

  test('fails when a newer version of Peerscape has changed the store, and leaves it unchanged', async () => {
    await (await openStore({ file }, ESTATE)).close();
    runSql("insert into kysely_migration (name, timestamp) values ('999-later', '2030-01-01')");
    expect((await openFailure()).message).toBe(
      `The data store in ${path.dirname(file)} was changed by a newer version of Peerscape (999-later). Use that version, or choose another folder or database`,
    );
    runSql("delete from kysely_migration where name = '999-later'");
    await (await openStore({ file }, ESTATE)).close();
  });

  test.each([
    ['a file that is not a database', () => writeFileSync(file, 'not a database '.repeat(1000))],
    ['a truncated file', () => truncateSync(file, 5000)],
  ])('%s is reported and left unchanged', async (_name, damage) => {
    await (await openStore({ file }, ESTATE)).close();
    damage();
    const size = statSync(file).size;
    expect((await openFailure()).message).toMatch(
      /^The data store in .* cannot be opened \(SQLITE_\w+\): its file is damaged or is not a data store\. Restore a backup/,
    );
    expect(statSync(file).size).toBe(size);
  });

  test('reports a file in place of the folder', async () => {
    writeFileSync(path.dirname(file), '');
    expect((await openFailure()).message).toMatch(
      /cannot be opened \((EEXIST|ENOTDIR)\): the path is not a folder\. Choose another folder with --data$/,
    );
  });

  test('reports a folder in place of the file', async () => {
    mkdirSync(file, { recursive: true });
    expect((await openFailure()).message).toMatch(/cannot be opened \(\w+\): this account may not read or write its files/);
  });

  test('a transaction that SQLite rolls back itself, as on a full disk, fails with the original error, and the next one succeeds', async () => {
    const store = await openStore({ file }, ESTATE);
    runSql("create trigger no_plans before insert on plans begin select raise(rollback, 'over'); end");
    await expect(store.addPlan(aPlan('p'))).rejects.toThrow('Saving a plan failed (SQLITE_CONSTRAINT_TRIGGER)');
    await store.addAudit(anAuditEntry('x'));
    expect(await store.audit(0, 10)).toHaveLength(1);
    await store.close();
  });

  test('a failed attempt leaves nothing locked', async () => {
    mkdirSync(file, { recursive: true });
    await openFailure();
    rmSync(file, { recursive: true });
    await (await openStore({ file }, ESTATE)).close();
  });
});

const WRITER = fileURLToPath(new URL('../../test/store-writer-child.ts', import.meta.url));

async function firstOutput({ stdout }: ChildProcess): Promise<void> {
  if (!stdout) throw new Error('The child process has no output');
  await once(stdout, 'data');
}
