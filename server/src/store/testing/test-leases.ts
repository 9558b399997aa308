import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Claim, Store } from '../store.ts';
import { anApply, anAuditEntry, aPlan, mustClaim, OTHER_ESTATE } from './samples.ts';
import { type StoreHarness, selectStore } from './store-harness.ts';

/** Registers the tests for leases: the right of a step to write to two VNets, checked just before a write. */
export function testLeases(harness: () => StoreHarness): void {
  let store: Store;
  let h: Claim;
  let i: Claim;
  const VNETS = ['hub', 'spoke'];
  beforeEach(async () => {
    store = harness().stores[0];
    for (const [apply, holder] of [
      ['a', 'h'],
      ['b', 'i'],
    ] as const) {
      await store.addPlan(aPlan(`plan of ${apply}`));
      await store.startApply(anApply(apply, `plan of ${apply}`), STEPS, anAuditEntry('started'));
      await mustClaim(store, apply, holder);
    }
    [h, i] = [await mustClaim(store, 'a', 'h'), await mustClaim(store, 'b', 'i')];
  });
  const recordAttempt = (claim: Claim, stepId: string, vnets: readonly string[], attemptId = 'attempt') =>
    store.recordAttempt(claim, {
      stepId,
      attemptId,
      vnets,
      change: { state: 'sending', attempts: 1 },
      audit: anAuditEntry('write', { applyId: claim.applyId, attemptId }),
    });

  test('a lease covers both VNets, in any order, or neither', async () => {
    expect(await store.lease(h, 'one', ['spoke', 'hub'])).toBe(true);
    expect(await store.lease(i, 'one', ['spoke', 'other'])).toBe(false);
    expect(await store.lease(i, 'one', ['other', 'another'])).toBe(true);
  });

  test('a lease is for one step: it can lease its VNets again, another step of the same apply cannot', async () => {
    expect(await store.lease(h, 'one', VNETS)).toBe(true);
    expect(await store.lease(h, 'one', VNETS)).toBe(true);
    expect(await store.lease(h, 'two', VNETS)).toBe(false);
    expect(await store.lease(h, 'two', ['hub', 'other'])).toBe(false);
  });

  test('VNets of another estate are separate, even with the same keys', async () => {
    await store.lease(h, 'one', VNETS);
    const other = await harness().reopen(OTHER_ESTATE);
    await other.addPlan(aPlan('theirs'));
    await other.startApply(anApply('c', 'theirs'), ['one'], anAuditEntry('started'));
    expect(await other.lease(await mustClaim(other, 'c', 'j'), 'one', VNETS)).toBe(true);
  });

  test('a write attempt is recorded in the step, with the fence of the claim, and in the audit log while the step has a lease', async () => {
    await store.lease(h, 'one', VNETS);
    expect(await recordAttempt(h, 'one', VNETS, 'attempt 1')).toBe(true);
    expect((await store.steps('a'))[0]).toMatchObject({ state: 'sending', attemptId: 'attempt 1', attempts: 1, activeFence: h.fence });
    expect((await store.audit(2, 10))[0]).toMatchObject({ text: 'write', attemptId: 'attempt 1' });
  });

  test('without a lease on both VNets nothing is recorded', async () => {
    await store.lease(h, 'one', VNETS);
    expect(await recordAttempt(h, 'two', VNETS)).toBe(false);
    expect(await recordAttempt(i, 'one', VNETS)).toBe(false);
    expect(await recordAttempt(h, 'one', ['hub', 'other'])).toBe(false);
    expect((await store.steps('a'))[0]).toMatchObject({ state: 'planned', attemptId: null, attempts: 0 });
    expect(await store.audit(2, 10)).toEqual([]);
  });

  test('the lease of a sent step outlives its holder, and the next holder has it', async () => {
    const dead = await mustClaim(store, 'a', 'h', 0);
    await store.lease(dead, 'one', VNETS);
    await recordAttempt(dead, 'one', VNETS);
    const next = await mustClaim(store, 'a', 'i');
    await store.releaseIdleLeases(next);
    expect(await store.lease(i, 'one', ['hub', 'other'])).toBe(false);
    expect(await store.lease(next, 'two', ['hub', 'other'])).toBe(false);
    expect(await store.lease(next, 'one', VNETS)).toBe(true);
    await expect(recordAttempt(dead, 'one', VNETS)).rejects.toThrow('taken over');
  });

  test.each(['checking', 'waiting', 'failed'] as const)('the next holder releases the lease of a step that is %s', async (state) => {
    await store.lease(h, 'one', VNETS);
    await store.updateStep(h, 'one', { state });
    await store.releaseIdleLeases(h);
    expect(await store.lease(i, 'one', ['hub', 'other'])).toBe(true);
  });

  test('the end of a step releases its lease in the same transaction, and no other', async () => {
    await store.lease(h, 'one', VNETS);
    await store.lease(h, 'two', ['x', 'y']);
    await store.updateStep(h, 'one', { state: 'succeeded' }, { release: true, audit: anAuditEntry('outcome') });
    expect(await recordAttempt(h, 'one', VNETS)).toBe(false);
    expect(await store.lease(i, 'one', VNETS)).toBe(true);
    expect(await store.lease(i, 'two', ['x', 'y'])).toBe(false);
  });

  test('concurrent leases in opposite order neither overlap nor deadlock', async () => {
    const active = new Set<number>();
    let overlaps = 0;
    const runWorker = async (index: number) => {
      const own = selectStore(harness(), index);
      const claim = index % 2 === 0 ? h : i;
      const stepId = STEPS[index % STEPS.length] ?? '';
      const vnets = index % 2 === 0 ? ['a', 'b'] : ['b', 'a'];
      for (let leased = 0; leased < 5; ) {
        if (!(await own.lease(claim, stepId, vnets))) continue;
        if (active.size > 0) overlaps += 1;
        active.add(index);
        await own.claim(claim.holder, 1000);
        active.delete(index);
        await own.updateStep(claim, stepId, { state: 'waiting' }, { release: true });
        leased += 1;
      }
    };
    // each worker has a step of its own: even workers those of one apply, odd workers those of the other
    await Promise.all(Array.from({ length: 6 }, (_, index) => runWorker(index)));
    expect(overlaps).toBe(0);
  });

  test('any sequence of operations matches a model', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (operations) => {
        const model = new Map<string, string>();
        const isSent = new Map<string, boolean>();
        const release = (step: string) => {
          for (const [vnet, owner] of model) if (owner === step) model.delete(vnet);
        };
        for (const claim of [h, i]) for (const id of STEPS) await store.updateStep(claim, id, { state: 'planned' }, { release: true });
        for (const [index, { kind, vnets, isFirst, stepId }] of operations.entries()) {
          const own = selectStore(harness(), index);
          const claim = isFirst ? h : i;
          const step = `${claim.applyId} ${stepId}`;
          if (kind === 'lease') {
            const isFree = vnets.every((name) => (model.get(name) ?? step) === step);
            expect(await own.lease(claim, stepId, vnets)).toBe(isFree);
            if (isFree) for (const name of vnets) model.set(name, step);
          } else if (kind === 'wait') {
            await own.updateStep(claim, stepId, { state: 'waiting' }, { release: true });
            release(step);
            isSent.set(step, false);
          } else if (kind === 'release-idle') {
            await own.releaseIdleLeases(claim);
            for (const id of STEPS) if (!isSent.get(`${claim.applyId} ${id}`)) release(`${claim.applyId} ${id}`);
          } else {
            const hasLease = vnets.every((name) => model.get(name) === step);
            expect(await recordAttempt(claim, stepId, vnets)).toBe(hasLease);
            if (hasLease) isSent.set(step, true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
}

const STEPS = ['one', 'two', 'three'];

const operation = fc.record({
  kind: fc.constantFrom('lease', 'lease', 'lease', 'wait', 'release-idle', 'record-attempt', 'record-attempt'),
  vnets: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2, maxLength: 2 }),
  isFirst: fc.boolean(),
  stepId: fc.constantFrom(...STEPS),
});
