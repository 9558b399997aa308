import { expect, test } from 'vitest';
import { type Ground, storeFor } from './ground.ts';
import { ANOTHER, aDeed, anApply, aPlan, ESTATE, LONG_MS, mustClaim } from './samples.ts';

/** Documents that several people change, and the number that tells that something changed. */
export function keptConform(ground: () => Ground): void {
  test('nothing kept yet is version 0', async () => {
    const [store] = ground().stores;
    expect(await store.kept('mutes')).toEqual({ name: 'mutes', version: 0, value: null, by: null, at: null });
  });

  test('a document is kept over the version that its writer knew, and over no other', async () => {
    const [store] = ground().stores;
    const first = await store.keep('draft', 0, ['one'], 'ann');
    expect(first).toMatchObject({ kind: 'kept', kept: { version: 1, value: ['one'], by: 'ann' } });
    expect(await store.kept('draft')).toEqual(first.kept);
    expect(await store.keep('draft', 0, ['other'], 'bob')).toEqual({ kind: 'changed', kept: first.kept });
    expect(await store.keep('draft', 2, ['other'], 'bob')).toEqual({ kind: 'changed', kept: first.kept });
    expect(await store.keep('draft', 1, ['two'], 'bob')).toMatchObject({ kind: 'kept', kept: { version: 2, by: 'bob' } });
  });

  test('a version that never was is not written over', async () => {
    const [store] = ground().stores;
    expect(await store.keep('draft', 7, ['x'], 'ann')).toMatchObject({ kind: 'changed', kept: { version: 0, value: null } });
    expect(await store.kept('draft')).toMatchObject({ version: 0 });
  });

  test('documents of other names and estates are others', async () => {
    const [store] = ground().stores;
    await store.keep('draft', 0, 'mine', 'ann');
    expect(await store.kept('positions')).toMatchObject({ version: 0 });
    const other = await ground().reopen(ANOTHER);
    expect(await other.kept('draft')).toMatchObject({ version: 0 });
    await other.keep('draft', 0, 'theirs', 'bob');
    expect(await (await ground().reopen(ESTATE)).kept('draft')).toMatchObject({ value: 'mine', version: 1 });
  });

  test('of fifty writers of one version one is kept, and the others see what it wrote', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, i) => storeFor(ground(), i).keep('draft', 0, `of ${i}`, 'ann')));
    const kept = outcomes.filter(({ kind }) => kind === 'kept');
    expect(kept).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome.kept.value)).size).toBe(1);
  });

  test('a document of 2 MB is kept', async () => {
    const [store] = ground().stores;
    const value = { text: 'ü🙂 '.repeat(400_000), nul: '\0' };
    await store.keep('positions', 0, value, 'ann');
    const kept = await store.kept('positions');
    expect(kept.version).toBe(1);
    expect(JSON.stringify(kept.value) === JSON.stringify(value)).toBe(true);
  });

  test('the serial grows with whatever others want to see, in every process, and not with who holds what', async () => {
    const store = storeFor(ground(), 0);
    const other = storeFor(ground(), 1);
    let last = await other.serial();
    const grows = async (deed: Promise<unknown>) => {
      await deed;
      const now = await other.serial();
      expect(now).toBeGreaterThan(last);
      last = now;
    };
    await grows(store.addPlan(aPlan('p')));
    await grows(store.startApply(anApply('a', 'p'), ['one'], aDeed('begun')));
    const claim = await mustClaim(store, 'a');
    await grows(store.moveApply(claim, 'running', { state: 'paused', trouble: null }));
    await grows(store.moveStep(claim, 'one', { state: 'waiting' }));
    await grows(store.addAudit(aDeed('x')));
    await grows(store.keep('draft', 0, 1, 'ann'));
    await store.claim('h', LONG_MS);
    await store.lease(['x', 'y'], claim, LONG_MS);
    await store.releaseLeases(claim);
    expect(await other.serial()).toBe(last);
  });
}
