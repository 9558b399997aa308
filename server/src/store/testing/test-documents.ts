import { expect, test } from 'vitest';
import { anApply, anAuditEntry, aPlan, ESTATE, LONG_MS, mustClaim, OTHER_ESTATE } from './samples.ts';
import { type StoreHarness, selectStore } from './store-harness.ts';

/** Registers the tests for saved documents, which several users may change, and for the change counter. */
export function testDocuments(harness: () => StoreHarness): void {
  test('a document that was never saved has version 0', async () => {
    const [store] = harness().stores;
    expect(await store.readDocument('mutes')).toEqual({ name: 'mutes', version: 0, value: null, by: null, at: null });
  });

  test('a document is saved only if the version given is the current one', async () => {
    const [store] = harness().stores;
    const first = await store.saveDocument('draft', 0, ['one'], 'ann');
    expect(first).toMatchObject({ kind: 'saved', document: { version: 1, value: ['one'], by: 'ann' } });
    expect(await store.readDocument('draft')).toEqual(first.document);
    expect(await store.saveDocument('draft', 0, ['other'], 'bob')).toEqual({ kind: 'changed', document: first.document });
    expect(await store.saveDocument('draft', 2, ['other'], 'bob')).toEqual({ kind: 'changed', document: first.document });
    expect(await store.saveDocument('draft', 1, ['two'], 'bob')).toMatchObject({ kind: 'saved', document: { version: 2, by: 'bob' } });
  });

  test('a version that never existed is rejected', async () => {
    const [store] = harness().stores;
    expect(await store.saveDocument('draft', 7, ['x'], 'ann')).toMatchObject({ kind: 'changed', document: { version: 0, value: null } });
    expect(await store.readDocument('draft')).toMatchObject({ version: 0 });
  });

  test('documents of other names and estates are separate', async () => {
    const [store] = harness().stores;
    await store.saveDocument('draft', 0, 'mine', 'ann');
    expect(await store.readDocument('positions')).toMatchObject({ version: 0 });
    const other = await harness().reopen(OTHER_ESTATE);
    expect(await other.readDocument('draft')).toMatchObject({ version: 0 });
    await other.saveDocument('draft', 0, 'theirs', 'bob');
    expect(await (await harness().reopen(ESTATE)).readDocument('draft')).toMatchObject({ value: 'mine', version: 1 });
  });

  test('of fifty concurrent writes to one version one succeeds, and the others return its value', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, i) => selectStore(harness(), i).saveDocument('draft', 0, `of ${i}`, 'ann')),
    );
    const saved = outcomes.filter(({ kind }) => kind === 'saved');
    expect(saved).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome.document.value)).size).toBe(1);
  });

  test('fifty concurrent updates of one document are all applied, one after the other', async () => {
    const updated = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        selectStore(harness(), i).updateDocument('positions', (value) => [...(Array.isArray(value) ? value : []), i], 'ann'),
      ),
    );
    const [store] = harness().stores;
    const { version, value } = await store.readDocument('positions');
    expect(version).toBe(50);
    const order = updated.map((document, i) => [document.version, i] as const).sort(([one], [other]) => one - other);
    expect(value).toEqual(order.map(([, i]) => i));
  });

  test('saves a document of 2 MB', async () => {
    const [store] = harness().stores;
    const value = { text: 'ü🙂 '.repeat(400_000), nul: '\0' };
    await store.saveDocument('positions', 0, value, 'ann');
    const saved = await store.readDocument('positions');
    expect(saved.version).toBe(1);
    expect(JSON.stringify(saved.value) === JSON.stringify(value)).toBe(true);
  });

  test('the serial grows with every change, for every process, but not with claims and leases', async () => {
    const store = selectStore(harness(), 0);
    const other = selectStore(harness(), 1);
    let last = await other.serial();
    const expectGrowth = async (change: Promise<unknown>) => {
      await change;
      const serial = await other.serial();
      expect(serial).toBeGreaterThan(last);
      last = serial;
    };
    await expectGrowth(store.addPlan(aPlan('p')));
    await expectGrowth(store.cancelStart('p', 'k', anAuditEntry('canceled')));
    await expectGrowth(store.startApply(anApply('a', 'p'), ['one'], anAuditEntry('started')));
    const claim = await mustClaim(store, 'a');
    await expectGrowth(store.updateApply(claim, 'running', { state: 'paused', trouble: null }));
    await expectGrowth(store.updateStep(claim, 'one', { state: 'waiting' }));
    await expectGrowth(store.addAudit(anAuditEntry('x')));
    await expectGrowth(store.saveDocument('draft', 0, 1, 'ann'));
    await expectGrowth(store.updateDocument('draft', () => 2, 'ann'));
    await store.claim('h', LONG_MS);
    await store.lease(claim, 'one', ['x', 'y']);
    await store.releaseIdleLeases(claim);
    expect(await other.serial()).toBe(last);
  });
}
