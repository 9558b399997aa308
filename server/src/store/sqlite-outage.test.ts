import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from './open-store.ts';
import { findOutageReason } from './outage-reasons.ts';
import { type Store, StoreFailure } from './store.ts';
import { anAuditEntry, aPlan, ESTATE } from './testing/samples.ts';

describe('a store in a file that cannot be written', () => {
  let folder: string;
  let file: string;
  let store: Store;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'peerscape-outage-'));
    file = path.join(folder, 'data', 'peerscape.db');
    store = await openStore({ file }, ESTATE);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const moveAway = () => renameSync(path.dirname(file), path.join(folder, 'elsewhere'));
  const putBack = () => renameSync(path.join(folder, 'elsewhere'), path.dirname(file));
  const outageBegins = () => expect.poll(() => store.outage()).toBeDefined();
  const outageEnds = () => expect.poll(() => store.outage()).toBeUndefined();

  test('rejects every write with the reason and what to do, and still reads', async () => {
    await store.addAudit(anAuditEntry('before'));
    moveAway();
    await outageBegins();
    const problem = {
      status: 503,
      code: 'store-unavailable',
      title: 'The data store cannot be written: its file was moved, deleted or replaced',
      detail: expect.stringMatching(
        new RegExp(`^The data store in ${path.dirname(file)}: Put the file back;.*they continue by themselves\\.$`),
      ),
    };
    for (const write of [() => store.addPlan(aPlan('p')), () => store.claim('h', 1000), () => store.saveDocument('draft', 0, {}, 'ann')]) {
      const error: unknown = await write().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StoreFailure);
      expect(error).toMatchObject({ type: 'store-unavailable', problem });
    }
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['before']);
    putBack();
    await outageEnds();
  });

  test('reports the beginning and the end once each, and stores everything again after that', async () => {
    const reports: (string | undefined)[] = [];
    store.onOutageChange(() => reports.push(store.outage()?.code));
    const serial = await store.serial();
    moveAway();
    await outageBegins();
    putBack();
    await outageEnds();
    expect(reports).toEqual(['file-missing', undefined]);
    // pages then save what they could not
    expect(await store.serial()).toBeGreaterThan(serial);
    await store.addAudit(anAuditEntry('after'));
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['after']);
  });

  test('a failure that does not repeat is no outage', async () => {
    const reports: unknown[] = [];
    store.onOutageChange(() => reports.push(store.outage()));
    const other = new Sqlite(file);
    other.pragma('journal_mode = WAL');
    other.exec("create trigger no_plans before insert on plans begin select raise(abort, 'over'); end");
    other.close();
    await expect(store.addPlan(aPlan('p'))).rejects.toThrow('Saving a plan failed (SQLITE_CONSTRAINT_TRIGGER)');
    await store.addAudit(anAuditEntry('x'));
    expect(reports).toEqual([]);
  });
});

test.each([
  ['sqlite', 'SQLITE_FULL', 'the disk is full'],
  ['sqlite', 'SQLITE_IOERR_SHMSIZE', 'the disk is full'],
  ['sqlite', 'ENOSPC', 'the disk is full'],
  ['sqlite', 'SQLITE_IOERR_WRITE', 'the disk reports an error'],
  ['sqlite', 'SQLITE_READONLY_DBMOVED', 'its file was moved, deleted or replaced'],
  ['sqlite', 'SQLITE_CANTOPEN', 'this account may not read or write its files'],
  ['sqlite', 'SQLITE_CORRUPT', 'its file is damaged or is not a data store'],
  ['sqlite', 'SQLITE_BUSY', 'another program has locked its file'],
  ['sqlite', 'SQLITE_CONSTRAINT_PRIMARYKEY', undefined],
  ['postgresql', 'ECONNREFUSED', 'the database server does not respond'],
  ['postgresql', 'unavailable', 'the database server does not respond'],
  ['postgresql', '57P01', 'the database server does not respond'],
  ['postgresql', '25006', 'the database is read-only, as a standby server is'],
  ['postgresql', '53100', 'the disk of the database server is full'],
  ['postgresql', '53300', 'the database server has too many connections'],
  ['postgresql', '23505', undefined],
  // a code of Node for a bug in Peerscape
  ['postgresql', 'ERR_INVALID_ARG_TYPE', undefined],
] as const)('in %s the code %s means: %s', (dialect, code, reason) => expect(findOutageReason(dialect, code)?.reason).toBe(reason));
