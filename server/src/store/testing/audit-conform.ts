import { expect, test } from 'vitest';
import { type Ground, storeFor } from './ground.ts';
import { ANOTHER, aDeed } from './samples.ts';

/** What was done, for ever: in order, without holes, and every change to it noticed. */
export function auditConform(ground: () => Ground): void {
  const add = async (count: number) => {
    for (let i = 1; i <= count; i += 1) await ground().stores[0].addAudit(aDeed(`deed ${i}`, { applyId: i % 2 === 0 ? 'even' : null }));
  };

  test('entries come in order, after the one that was named, as many as asked for, of one apply where it is named', async () => {
    const [store] = ground().stores;
    await add(5);
    const all = await store.audit(0, 100);
    expect(all.map(({ serial, text }) => `${serial} ${text}`)).toEqual(['1 deed 1', '2 deed 2', '3 deed 3', '4 deed 4', '5 deed 5']);
    expect(await store.audit(3, 1)).toEqual([all[3]]);
    expect((await store.audit(0, 100, 'even')).map(({ serial }) => serial)).toEqual([2, 4]);
    expect(Math.abs(Date.parse(all[0]?.at ?? '') - Date.now())).toBeLessThan(60_000);
  });

  test('all that an entry says comes back', async () => {
    const [store] = ground().stores;
    const whole = aDeed('x', { planHash: 'h', applyId: 'a', attemptId: 'b', before: { half: [1, 'ü'] }, after: 'text' });
    await store.addAudit(whole);
    const identity = 'ann@contoso.com (1)';
    expect(await store.audit(0, 1)).toEqual([{ ...whole, identity, serial: 1, at: expect.any(String), hash: expect.any(String) }]);
  });

  test('of many writers at once no number is given twice and none is left out', async () => {
    const count = 120;
    await Promise.all(Array.from({ length: count }, (_, i) => storeFor(ground(), i).addAudit(aDeed(`deed ${i}`))));
    const [store] = ground().stores;
    expect((await store.audit(0, 1000)).map(({ serial }) => serial)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    expect(await store.auditIsWhole()).toBe(true);
  });

  test('an empty audit is whole, and one that grows while it is checked', async () => {
    const [store] = ground().stores;
    expect(await store.auditIsWhole()).toBe(true);
    const [whole] = await Promise.all([store.auditIsWhole(), add(20), store.auditIsWhole()]);
    expect(whole).toBe(true);
  });

  test.each([
    ['a changed word', "update audit set text = 'deed x' where serial = 2"],
    ['a changed time', "update audit set at = '2020-01-01T00:00:00.000Z' where serial = 1"],
    ['a changed name', "update audit set by = 'bob' where serial = 3"],
    ['a changed identity', "update audit set identity = 'bob' where serial = 3"],
    ['an entry that was given to another estate', "update audit set estate = 'x' where serial = 3"],
    ['an entry that was made to look old', 'update audit set estate = null, identity = null where serial = 3'],
    ['a missing entry', 'delete from audit where serial = 2'],
    ['a missing end', 'delete from audit where serial = 3'],
    ['a forgotten audit', 'delete from audit'],
    ['two entries that changed places', 'update audit set serial = case serial when 1 then -2 else -1 end where serial < 3'],
    [
      'an entry that was added',
      'insert into audit select 4, at, by, deed, subject, text, null, null, null, null, null, hash, estate, identity from audit where serial = 3',
    ],
  ])('%s is noticed', async (_what, sql) => {
    const [store] = ground().stores;
    await add(3);
    for (const statement of ground().unseal) await ground().tamper(statement);
    await ground().tamper(sql);
    expect(await store.auditIsWhole()).toBe(false);
  });

  test.each(["update audit set text = 'x'", 'delete from audit'])('the database itself refuses: %s', async (sql) => {
    await add(1);
    await expect(ground().tamper(sql)).rejects.toThrow('the audit is final');
  });

  test('of another estate nothing is seen, and the chain goes on through both', async () => {
    await add(2);
    const other = await ground().reopen(ANOTHER);
    expect(await other.audit(0, 10)).toEqual([]);
    await other.addAudit(aDeed('of another'));
    expect((await other.audit(0, 10)).map(({ serial, text }) => `${serial} ${text}`)).toEqual(['3 of another']);
    expect(await other.auditIsWhole()).toBe(true);
  });

  test('a kept document and the audit survive that the store is closed', async () => {
    const [store] = ground().stores;
    await add(3);
    await store.keep('draft', 0, { a: 1 }, 'ann');
    const before = { audit: await store.audit(0, 10), kept: await store.kept('draft'), serial: await store.serial() };
    const again = await ground().reopen();
    expect({ audit: await again.audit(0, 10), kept: await again.kept('draft'), serial: await again.serial() }).toEqual(before);
    expect(await again.auditIsWhole()).toBe(true);
  });
}
