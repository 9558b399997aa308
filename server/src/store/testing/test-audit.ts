import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { hashOf } from '../audit-chain.ts';
import { anAuditEntry, ESTATE, OTHER_ESTATE } from './samples.ts';
import { type StoreHarness, selectStore } from './store-harness.ts';

/** Registers the tests for the audit log: ordered, without gaps, and tamper-evident. */
export function testAudit(harness: () => StoreHarness): void {
  const add = async (count: number, first = 1) => {
    for (let i = first; i < first + count; i += 1)
      await harness().stores[0].addAudit(anAuditEntry(`action ${i}`, { applyId: i % 2 === 0 ? 'even' : null }));
  };

  test('lists entries in order, after a serial, up to a limit, and optionally of one apply', async () => {
    const [store] = harness().stores;
    await add(5);
    const all = await store.audit(0, 100);
    expect(all.map(({ serial, text }) => `${serial} ${text}`)).toEqual([
      '1 action 1',
      '2 action 2',
      '3 action 3',
      '4 action 4',
      '5 action 5',
    ]);
    expect(await store.audit(3, 1)).toEqual([all[3]]);
    expect((await store.audit(0, 100, 'even')).map(({ serial }) => serial)).toEqual([2, 4]);
    expect(Math.abs(Date.parse(all[0]?.at ?? '') - Date.now())).toBeLessThan(60_000);
  });

  test('returns every field of an entry', async () => {
    const [store] = harness().stores;
    const entry = anAuditEntry('x', { planHash: 'h', applyId: 'a', attemptId: 'b', before: { half: [1, 'ü'] }, after: 'text' });
    await store.addAudit(entry);
    const identity = 'ann@contoso.com (1)';
    expect(await store.audit(0, 1)).toEqual([{ ...entry, identity, serial: 1, at: expect.any(String), hash: expect.any(String) }]);
  });

  test('concurrent writers get serials without duplicates or gaps', async () => {
    const count = 120;
    await Promise.all(Array.from({ length: count }, (_, i) => selectStore(harness(), i).addAudit(anAuditEntry(`action ${i}`))));
    const [store] = harness().stores;
    expect((await store.audit(0, 1000)).map(({ serial }) => serial)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    expect(await store.isAuditIntact()).toBe(true);
  });

  test('an empty audit log is intact, and so is one that grows while it is verified', async () => {
    const [store] = harness().stores;
    expect(await store.isAuditIntact()).toBe(true);
    const [isIntact] = await Promise.all([store.isAuditIntact(), add(20), store.isAuditIntact()]);
    expect(isIntact).toBe(true);
  });

  test.each([
    ['a changed text', "update audit set text = 'action x' where serial = 2"],
    ['a changed time', "update audit set at = '2020-01-01T00:00:00.000Z' where serial = 1"],
    ['a changed name', "update audit set by = 'bob' where serial = 3"],
    ['a changed identity', "update audit set identity = 'bob' where serial = 3"],
    ['an entry moved to another estate', "update audit set estate = 'x' where serial = 3"],
    ['an entry disguised as one of an earlier version', 'update audit set estate = null, identity = null where serial = 3'],
    ['a missing entry', 'delete from audit where serial = 2'],
    ['a missing last entry', 'delete from audit where serial = 3'],
    ['an emptied audit log', 'delete from audit'],
    ['two swapped entries', 'update audit set serial = case serial when 1 then -2 else -1 end where serial < 3'],
    [
      'an inserted entry',
      'insert into audit select 4, at, by, deed, subject, text, null, null, null, null, null, hash, estate, identity from audit where serial = 3',
    ],
  ])('%s is detected', async (_name, sql) => {
    const [store] = harness().stores;
    await add(3);
    for (const statement of harness().dropAuditTriggers) await harness().tamper(statement);
    await harness().tamper(sql);
    expect(await store.isAuditIntact()).toBe(false);
  });

  test('a changed entry whose hash was computed again is detected by the next entry', async () => {
    const [store] = harness().stores;
    await add(3);
    const [first, entry] = await store.audit(0, 2);
    if (!first || !entry) throw new Error('The audit log is empty');
    const row = { serial: 2, at: entry.at, by: entry.by, deed: entry.deed, subject: entry.subject, text: 'forged' };
    const references = { plan_hash: entry.planHash, apply_id: entry.applyId, attempt_id: entry.attemptId };
    const { identity } = entry;
    const hash = hashOf({ ...row, ...references, before: null, after: null, estate: ESTATE.key, identity }, first.hash);
    for (const statement of harness().dropAuditTriggers) await harness().tamper(statement);
    await harness().tamper(`update audit set text = 'forged', hash = '${hash}' where serial = 2`);
    expect(await store.isAuditIntact()).toBe(false);
    await harness().tamper('delete from audit where serial = 3');
    await harness().tamper(`update counters set value = 2, hash = '${hash}' where name = 'audit'`);
    expect(await store.isAuditIntact()).toBe(true);
  });

  test.each(["update audit set text = 'x'", 'delete from audit'])('the database itself rejects: %s', async (sql) => {
    await add(1);
    await expect(harness().tamper(sql)).rejects.toThrow('the audit is final');
  });

  const deleteAll = async (before: string) => {
    const counts: number[] = [];
    while (counts.at(-1) !== 0) counts.push(await harness().stores[0].deleteAuditEntries(before));
    return counts;
  };
  const FUTURE = '2999-01-01T00:00:00.000Z';

  test('deletes old entries and records it; the log can still be verified and continued', async () => {
    const [store] = harness().stores;
    await add(2);
    // entries are deleted by their time, in milliseconds
    await setTimeout(5);
    await add(1, 3);
    const third = (await store.audit(0, 10))[2];
    expect(await deleteAll(third?.at ?? '')).toEqual([2, 0]);
    const after = { serial: 2, hash: expect.any(String) };
    expect(await store.audit(0, 10)).toMatchObject([
      { serial: 3, text: 'action 3' },
      { serial: 4, deed: 'retention', by: 'Peerscape', text: `Deleted 2 entries from before ${third?.at}`, after },
    ]);
    expect(await store.isAuditIntact()).toBe(true);
    await add(1);
    expect(await store.isAuditIntact()).toBe(true);
    expect(await (await harness().reopen()).isAuditIntact()).toBe(true);
  });

  test('a record of deleted entries is deleted only with other entries, so that an unused log does not grow', async () => {
    const [store] = harness().stores;
    await add(3);
    expect(await deleteAll(FUTURE)).toEqual([3, 0]);
    expect(await deleteAll(FUTURE)).toEqual([0]);
    await add(1);
    expect(await deleteAll(FUTURE)).toEqual([2, 0]);
    expect(await store.audit(0, 10)).toMatchObject([{ serial: 6, deed: 'retention' }]);
    expect(await store.isAuditIntact()).toBe(true);
  });

  test('deletes many entries in several transactions, while others are added and verified', async () => {
    const [store] = harness().stores;
    await add(1200);
    const before = new Date(Date.now() + 60_000).toISOString();
    const [counts, isIntact] = await Promise.all([deleteAll(before), store.isAuditIntact(), add(3)]);
    expect(counts.length).toBeGreaterThan(2);
    expect([isIntact, await store.isAuditIntact()]).toEqual([true, true]);
  });

  test.each([
    ['entries that are missing without a record', 'delete from audit where serial = 3', 'delete from audit where serial = 2'],
    [
      'a start that was moved without a record',
      `update counters set value = 2, hash = (select hash from audit where serial = 2) where name = 'audit-start'`,
      'delete from audit where serial <= 2',
    ],
    [
      'a start that was moved beyond its record',
      `update counters set value = 4, hash = (select hash from audit where serial = 4) where name = 'audit-start'`,
      'delete from audit where serial <= 4',
    ],
  ])('detects %s', async (_name, ...tampering) => {
    const [store] = harness().stores;
    await add(1);
    await deleteAll(FUTURE);
    await add(4);
    expect(await store.isAuditIntact()).toBe(true);
    for (const statement of [...harness().dropAuditTriggers, ...tampering]) await harness().tamper(statement);
    expect(await store.isAuditIntact()).toBe(false);
  });

  test('entries of another estate are not listed, and the chain spans both estates', async () => {
    await add(2);
    const other = await harness().reopen(OTHER_ESTATE);
    expect(await other.audit(0, 10)).toEqual([]);
    await other.addAudit(anAuditEntry('of another'));
    expect((await other.audit(0, 10)).map(({ serial, text }) => `${serial} ${text}`)).toEqual(['3 of another']);
    expect(await other.isAuditIntact()).toBe(true);
  });

  test('a saved document and the audit log persist after the store is closed', async () => {
    const [store] = harness().stores;
    await add(3);
    await store.saveDocument('draft', 0, { a: 1 }, 'ann');
    const before = { audit: await store.audit(0, 10), document: await store.readDocument('draft'), serial: await store.serial() };
    const reopened = await harness().reopen();
    expect({ audit: await reopened.audit(0, 10), document: await reopened.readDocument('draft'), serial: await reopened.serial() }).toEqual(
      before,
    );
    expect(await reopened.isAuditIntact()).toBe(true);
  });
}
