import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Claim, Lease, Store } from '../store.ts';
import { anApply, anAuditEntry, aPlan, LONG_MS, mustClaim, OTHER_ESTATE } from './samples.ts';
import { type StoreHarness, selectStore } from './store-harness.ts';

/** Registers the tests for leases: the right to write to two VNets, checked just before a write. */
export function testLeases(harness: () => StoreHarness): void {
  let store: Store;
  let h: Claim;
  let i: Claim;
  const HALVES = ['hub', 'spoke'];
  beforeEach(async () => {
    store = harness().stores[0];
    for (const [apply, holder] of [
      ['a', 'h'],
      ['b', 'i'],
    ] as const) {
      await store.addPlan(aPlan(`plan of ${apply}`));
      await store.startApply(anApply(apply, `plan of ${apply}`), ['one', 'two'], anAuditEntry('started'));
      await mustClaim(store, apply, holder);
    }
    [h, i] = [await mustClaim(store, 'a', 'h'), await mustClaim(store, 'b', 'i')];
  });
  const mustLease = async (vnets: readonly string[], claim = h, milliseconds = LONG_MS): Promise<Lease> => {
    const lease = await store.lease(vnets, claim, milliseconds);
    if (!lease) throw new Error(`${vnets.join(', ')} cannot be leased`);
    return lease;
  };
  const recordAttempt = (lease: Lease, claim = h, attemptId = 'attempt', leaseMs = LONG_MS) =>
    store.recordAttempt(claim, {
      stepId: 'one',
      attemptId,
      lease,
      leaseMs,
      change: { state: 'sending', attempts: 1 },
      audit: anAuditEntry('write', { applyId: claim.applyId, attemptId }),
    });

  test('a lease covers both VNets, in any order, or neither', async () => {
    expect(await store.lease(['spoke', 'hub'], h, LONG_MS)).toMatchObject({ vnets: HALVES });
    expect(await store.lease(['spoke', 'other'], i, LONG_MS)).toBeUndefined();
    expect(await store.lease(['other', 'another'], i, LONG_MS)).toBeDefined();
  });

  test('a lease is for one step: the same apply cannot lease a VNet twice', async () => {
    await mustLease(HALVES);
    expect(await store.lease(HALVES, h, LONG_MS)).toBeUndefined();
    expect(await store.lease(['hub', 'other'], h, LONG_MS)).toBeUndefined();
  });

  test('VNets of another estate are separate, even with the same keys', async () => {
    await mustLease(HALVES);
    const other = await harness().reopen(OTHER_ESTATE);
    await other.addPlan(aPlan('theirs'));
    await other.startApply(anApply('c', 'theirs'), ['one'], anAuditEntry('started'));
    expect(await other.lease(HALVES, await mustClaim(other, 'c', 'j'), LONG_MS)).toBeDefined();
  });

  test('released VNets can be leased again, with a greater fence', async () => {
    const first = await mustLease(HALVES);
    await store.releaseLeases(h);
    const second = await mustLease(HALVES, i);
    expect(second.fence).toBeGreaterThan(first.fence);
    await store.releaseLeases(h);
    expect(await store.lease(HALVES, h, LONG_MS)).toBeUndefined();
  });

  test('a write attempt is recorded in the step and in the audit log while the lease is active', async () => {
    expect(await recordAttempt(await mustLease(HALVES), h, 'attempt 1')).toBe(true);
    expect((await store.steps('a'))[0]).toMatchObject({ state: 'sending', attemptId: 'attempt 1', attempts: 1 });
    expect((await store.audit(2, 10))[0]).toMatchObject({ text: 'write', attemptId: 'attempt 1' });
  });

  test('recording a write attempt renews the lease for the time given', async () => {
    const lease = await mustLease(HALVES, h, LONG_MS);
    expect(await recordAttempt(lease, h, 'attempt', LONG_MS)).toBe(true);
    expect(await store.lease(HALVES, i, LONG_MS)).toBeUndefined();
    expect(await recordAttempt(lease, h, 'another attempt', 0)).toBe(true);
    expect(await store.lease(HALVES, i, LONG_MS)).toBeDefined();
  });

  test('after the lease has expired nothing is recorded, and the lease cannot be renewed', async () => {
    const lease = await mustLease(HALVES, h, 0);
    await store.renew('h', { applies: LONG_MS, leases: LONG_MS });
    expect(await recordAttempt(lease)).toBe(false);
    expect((await store.steps('a'))[0]).toMatchObject({ state: 'planned', attemptId: null, attempts: 0 });
    expect(await store.audit(2, 10)).toEqual([]);
  });

  test('an expired lease is taken over with a greater fence, and the previous holder cannot record an attempt', async () => {
    const old = await mustLease(HALVES, h, 0);
    const current = await mustLease(['hub', 'other'], i);
    expect(current.fence).toBeGreaterThan(old.fence);
    expect(await recordAttempt(old)).toBe(false);
    expect(await recordAttempt(current, i)).toBe(true);
  });

  test('a lease is active for the time of its last renewal', async () => {
    const lease = await mustLease(HALVES, h, LONG_MS);
    await store.renew('h', { applies: LONG_MS, leases: LONG_MS });
    expect(await recordAttempt(lease)).toBe(true);
    await store.renew('h', { applies: LONG_MS, leases: 0 });
    expect(await recordAttempt(lease)).toBe(false);
  });

  test('the end of a step releases its lease in the same transaction', async () => {
    const lease = await mustLease(HALVES);
    await store.updateStep(h, 'one', { state: 'succeeded' }, { release: lease, audit: anAuditEntry('outcome') });
    expect(await recordAttempt(lease)).toBe(false);
    expect(await store.lease(HALVES, i, LONG_MS)).toBeDefined();
  });

  test('releasing a holder releases all its leases, and no others', async () => {
    await mustLease(HALVES);
    const other = await mustLease(['x', 'y'], i);
    await store.release('h');
    expect(await store.lease(HALVES, i, LONG_MS)).toBeDefined();
    expect(await recordAttempt(other, i)).toBe(true);
  });

  test('concurrent leases in opposite order neither overlap nor deadlock', async () => {
    const active = new Set<number>();
    let overlaps = 0;
    const runWorker = async (index: number) => {
      const own = selectStore(harness(), index);
      const claim = index % 2 === 0 ? h : i;
      const vnets = index % 2 === 0 ? ['a', 'b'] : ['b', 'a'];
      for (let leased = 0; leased < 5; ) {
        const lease = await own.lease(vnets, claim, LONG_MS);
        if (!lease) continue;
        if (active.size > 0) overlaps += 1;
        active.add(index);
        await own.renew(claim.holder, { applies: LONG_MS, leases: LONG_MS });
        active.delete(index);
        await own.updateStep(claim, 'one', { state: 'waiting' }, { release: lease });
        leased += 1;
      }
    };
    await Promise.all(Array.from({ length: 6 }, (_, index) => runWorker(index)));
    expect(overlaps).toBe(0);
  });

  test('any sequence of operations matches a model', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (operations) => {
        for (const claim of [h, i]) await store.releaseLeases(claim);
        const model = new Map<string, { lease: Lease; claim: Claim; isActive: boolean }>();
        const leases: { readonly lease: Lease; readonly claim: Claim }[] = [];
        const isHeld = ({ vnets, fence }: Lease) =>
          vnets.every((vnet) => model.get(vnet)?.lease.fence === fence && model.get(vnet)?.isActive);
        const remove = (matches: (entry: { lease: Lease; claim: Claim }) => boolean) => {
          for (const [vnet, entry] of model) if (matches(entry)) model.delete(vnet);
        };
        for (const [index, { kind, vnets, isFirst, isActive, which }] of operations.entries()) {
          const own = selectStore(harness(), index);
          const claim = isFirst ? h : i;
          const old = leases[which % Math.max(1, leases.length)];
          if (kind === 'lease') {
            const lease = await own.lease(vnets, claim, isActive ? LONG_MS : 0);
            expect(lease !== undefined).toBe(!vnets.some((vnet) => model.get(vnet)?.isActive));
            if (!lease) continue;
            expect(leases.every((earlier) => earlier.lease.fence < lease.fence)).toBe(true);
            leases.push({ lease, claim });
            for (const vnet of lease.vnets) model.set(vnet, { lease, claim, isActive });
          } else if (kind === 'release' && old) {
            await own.updateStep(old.claim, 'two', { state: 'waiting' }, { release: old.lease });
            remove(({ lease }) => lease === old.lease);
          } else if (kind === 'release-all') {
            await own.releaseLeases(claim);
            remove((entry) => entry.claim === claim);
          } else if (kind === 'renew') {
            await own.renew(claim.holder, { applies: LONG_MS, leases: LONG_MS });
          } else if (kind === 'record-attempt' && old) {
            expect(await recordAttempt(old.lease, old.claim)).toBe(isHeld(old.lease));
          }
        }
      }),
      { numRuns: 40 },
    );
  });
}

const vnet = fc.constantFrom('a', 'b', 'c', 'd');

const operation = fc.record({
  kind: fc.constantFrom('lease', 'lease', 'lease', 'release', 'release-all', 'renew', 'record-attempt', 'record-attempt'),
  vnets: fc.uniqueArray(vnet, { minLength: 2, maxLength: 2 }),
  isFirst: fc.boolean(),
  isActive: fc.boolean(),
  which: fc.nat(),
});
