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
import { aDeed, aPlan, ESTATE } from './testing/samples.ts';

describe('opening a store in a file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'peerscape-open-'));
    file = path.join(folder, 'data', 'peerscape.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const failure = async (): Promise<StoreFailure> => {
    const error: unknown = await openStore({ file }, ESTATE).then(
      (store) => store.close(),
      (reason: unknown) => reason,
    );
    if (error instanceof StoreFailure) return error;
    throw new Error(`The store was opened, or failed otherwise: ${error}`);
  };
  const behind = (sql: string) => {
    const sqlite = new Sqlite(file);
    sqlite.exec(sql);
    sqlite.close();
  };

  test('makes the folder and its files for this account alone', async () => {
    const store = await openStore({ file }, ESTATE);
    const mode = (of: string) => statSync(of).mode & 0o777;
    expect(mode(path.dirname(file))).toBe(0o700);
    expect([file, `${file}-wal`, `${file}.owner`].map(mode)).toEqual([0o600, 0o600, 0o600]);
    expect(store.isSole).toBe(true);
    await store.close();
  });

  test('is refused while another has it, and possible as soon as that one has closed it', async () => {
    const first = await openStore({ file }, ESTATE);
    expect((await failure()).message).toBe(
      `The store in ${path.dirname(file)} is in use by another Peerscape; stop that one, or name another folder with --data`,
    );
    // a refused attempt must not loosen the hold of the first
    expect((await failure()).code).toBe('in-use');
    await first.close();
    await (await openStore({ file }, ESTATE)).close();
  });

  test('is refused while another process has it, and possible at once when that one was killed', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await firstOutput(child);
    expect((await failure()).code).toBe('in-use');
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    const store = await openStore({ file }, ESTATE);
    expect((await store.audit(0, 1)).length).toBe(1);
    await store.close();
  });

  test('is refused when a newer Peerscape has changed it, and changes nothing', async () => {
    await (await openStore({ file }, ESTATE)).close();
    behind("insert into kysely_migration (name, timestamp) values ('999-later', '2030-01-01')");
    expect((await failure()).message).toBe(
      `The store in ${path.dirname(file)} was changed by a newer Peerscape (999-later); start that one, or name another folder or database`,
    );
    behind("delete from kysely_migration where name = '999-later'");
    await (await openStore({ file }, ESTATE)).close();
  });

  test.each([
    ['a file that is no database', () => writeFileSync(file, 'no database '.repeat(1000))],
    ['a file that was cut off', () => truncateSync(file, 5000)],
  ])('%s is left as it is, and told', async (_what, damage) => {
    await (await openStore({ file }, ESTATE)).close();
    damage();
    const size = statSync(file).size;
    expect((await failure()).message).toMatch(/^The store in .* cannot be opened: its file is damaged or is no store; put back a copy/);
    expect(statSync(file).size).toBe(size);
  });

  test('a file where the folder belongs is told', async () => {
    writeFileSync(path.dirname(file), '');
    expect((await failure()).message).toMatch(/cannot be opened: that is not a folder; name another with --data \((EEXIST|ENOTDIR)\)$/);
  });

  test('a folder where the file belongs is told', async () => {
    mkdirSync(file, { recursive: true });
    expect((await failure()).message).toMatch(/cannot be opened: its files may not be read or written by this account/);
  });

  test('a transaction that SQLite ends by itself, as on a full disk, fails for its own reason, and the next goes on', async () => {
    const store = await openStore({ file }, ESTATE);
    behind("create trigger no_plans before insert on plans begin select raise(rollback, 'over'); end");
    await expect(store.addPlan(aPlan('p'))).rejects.toThrow('Keeping a plan failed (SQLITE_CONSTRAINT_TRIGGER)');
    await store.addAudit(aDeed('x'));
    expect(await store.audit(0, 10)).toHaveLength(1);
    await store.close();
  });

  test('a failed attempt holds nothing', async () => {
    mkdirSync(file, { recursive: true });
    await failure();
    rmSync(file, { recursive: true });
    await (await openStore({ file }, ESTATE)).close();
  });
});

const WRITER = fileURLToPath(new URL('../../test/store-writer-child.ts', import.meta.url));

async function firstOutput({ stdout }: ChildProcess): Promise<void> {
  if (!stdout) throw new Error('The child has no output');
  await once(stdout, 'data');
}
