import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Claim, Lease, Store } from '../store.ts';
import { type Ground, storeFor } from './ground.ts';
import { ANOTHER, aDeed, anApply, aPlan, LONG_MS, mustClaim } from './samples.ts';

/** The right to write to two VNets, and the check of it just before a write. */
export function leasesConform(ground: () => Ground): void {
  let store: Store;
  let h: Claim;
  let i: Claim;
  const HALVES = ['hub', 'spoke'];
  beforeEach(async () => {
    store = ground().stores[0];
    for (const [apply, holder] of [
      ['a', 'h'],
      ['b', 'i'],
    ] as const) {
      await store.addPlan(aPlan(`plan of ${apply}`));
      await store.startApply(anApply(apply, `plan of ${apply}`), ['one', 'two'], aDeed('begun'));
      await mustClaim(store, apply, holder);
    }
    [h, i] = [await mustClaim(store, 'a', 'h'), await mustClaim(store, 'b', 'i')];
  });
  const mustLease = async (vnets: readonly string[], claim = h, milliseconds = LONG_MS): Promise<Lease> => {
    const lease = await store.lease(vnets, claim, milliseconds);
    if (!lease) throw new Error(`${vnets.join(', ')} cannot be leased`);
    return lease;
  };
  const intend = (lease: Lease, claim = h, attemptId = 'attempt', leaseMs = LONG_MS) =>
    store.intend(claim, {
      stepId: 'one',
      attemptId,
      lease,
      leaseMs,
      change: { state: 'sending', attempts: 1 },
      audit: aDeed('write', { applyId: claim.applyId, attemptId }),
    });

  test('a lease is on both VNets, in whichever order they are named, or on none', async () => {
    expect(await store.lease(['spoke', 'hub'], h, LONG_MS)).toMatchObject({ vnets: HALVES });
    expect(await store.lease(['spoke', 'other'], i, LONG_MS)).toBeUndefined();
    expect(await store.lease(['other', 'another'], i, LONG_MS)).toBeDefined();
  });

  test('a lease is for one step: the same apply does not get a second one on a VNet that it has', async () => {
    await mustLease(HALVES);
    expect(await store.lease(HALVES, h, LONG_MS)).toBeUndefined();
    expect(await store.lease(['hub', 'other'], h, LONG_MS)).toBeUndefined();
  });

  test('VNets of another estate are others, whatever they are called', async () => {
    await mustLease(HALVES);
    const other = await ground().reopen(ANOTHER);
    await other.addPlan(aPlan('theirs'));
    await other.startApply(anApply('c', 'theirs'), ['one'], aDeed('begun'));
    expect(await other.lease(HALVES, await mustClaim(other, 'c', 'j'), LONG_MS)).toBeDefined();
  });

  test('what is released can be leased again, with a greater fence', async () => {
    const first = await mustLease(HALVES);
    await store.releaseLeases(h);
    const second = await mustLease(HALVES, i);
    expect(second.fence).toBeGreaterThan(first.fence);
    await store.releaseLeases(h);
    expect(await store.lease(HALVES, h, LONG_MS)).toBeUndefined();
  });

  test('a write is noted with its attempt and in the audit while the lease is held', async () => {
    expect(await intend(await mustLease(HALVES), h, 'attempt 1')).toBe(true);
    expect((await store.steps('a'))[0]).toMatchObject({ state: 'sending', attemptId: 'attempt 1', attempts: 1 });
    expect((await store.audit(2, 10))[0]).toMatchObject({ text: 'write', attemptId: 'attempt 1' });
  });

  test('a write that is noted has the whole lease before it', async () => {
    expect(await intend(await mustLease(HALVES, h, 500), h, 'attempt', LONG_MS)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await store.lease(HALVES, i, LONG_MS)).toBeUndefined();
  });

  test('once the lease has expired nothing is noted, and it cannot be kept alive any more', async () => {
    const lease = await mustLease(HALVES, h, 0);
    await store.keepAlive('h', { applies: LONG_MS, leases: LONG_MS });
    expect(await intend(lease)).toBe(false);
    expect((await store.steps('a'))[0]).toMatchObject({ state: 'planned', attemptId: null, attempts: 0 });
    expect(await store.audit(2, 10)).toEqual([]);
  });

  test('an expired lease is taken over with a greater fence, and the old holder may write nothing', async () => {
    const old = await mustLease(HALVES, h, 0);
    const taken = await mustLease(['hub', 'other'], i);
    expect(taken.fence).toBeGreaterThan(old.fence);
    expect(await intend(old)).toBe(false);
    expect(await intend(taken, i)).toBe(true);
  });

  test('a lease that is kept alive goes on', async () => {
    const lease = await mustLease(HALVES, h, 400);
    await store.keepAlive('h', { applies: LONG_MS, leases: LONG_MS });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await intend(lease)).toBe(true);
  });

  test('the end of a step lets go of its lease in the same moment', async () => {
    const lease = await mustLease(HALVES);
    await store.moveStep(h, 'one', { state: 'succeeded' }, { release: lease, audit: aDeed('outcome') });
    expect(await intend(lease)).toBe(false);
    expect(await store.lease(HALVES, i, LONG_MS)).toBeDefined();
  });

  test('who lets go lets go of all leases, and of nobody else’s', async () => {
    await mustLease(HALVES);
    const other = await mustLease(['x', 'y'], i);
    await store.release('h');
    expect(await store.lease(HALVES, i, LONG_MS)).toBeDefined();
    expect(await intend(other, i)).toBe(true);
  });

  test('crossing leases of many at once neither overlap nor wait for each other for ever', async () => {
    const inside = new Set<number>();
    let overlaps = 0;
    const worker = async (nth: number) => {
      const own = storeFor(ground(), nth);
      const claim = nth % 2 === 0 ? h : i;
      const vnets = nth % 2 === 0 ? ['a', 'b'] : ['b', 'a'];
      for (let taken = 0; taken < 5; ) {
        const lease = await own.lease(vnets, claim, LONG_MS);
        if (!lease) continue;
        if (inside.size > 0) overlaps += 1;
        inside.add(nth);
        await own.keepAlive(claim.holder, { applies: LONG_MS, leases: LONG_MS });
        inside.delete(nth);
        await own.moveStep(claim, 'one', { state: 'waiting' }, { release: lease });
        taken += 1;
      }
    };
    await Promise.all(Array.from({ length: 6 }, (_, nth) => worker(nth)));
    expect(overlaps).toBe(0);
  });

  test('whatever is done in whatever order, leases are as a plain map says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 25 }), async (deeds) => {
        for (const claim of [h, i]) await store.releaseLeases(claim);
        const model = new Map<string, { lease: Lease; claim: Claim; lives: boolean }>();
        const leases: { readonly lease: Lease; readonly claim: Claim }[] = [];
        const isHeld = ({ vnets, fence }: Lease) => vnets.every((vnet) => model.get(vnet)?.lease.fence === fence && model.get(vnet)?.lives);
        const forget = (isGone: (one: { lease: Lease; claim: Claim }) => boolean) => {
          for (const [vnet, one] of model) if (isGone(one)) model.delete(vnet);
        };
        for (const [nth, { kind, vnets, isFirst, lives, which }] of deeds.entries()) {
          const own = storeFor(ground(), nth);
          const claim = isFirst ? h : i;
          const old = leases[which % Math.max(1, leases.length)];
          if (kind === 'lease') {
            const lease = await own.lease(vnets, claim, lives ? LONG_MS : 0);
            expect(lease !== undefined).toBe(!vnets.some((vnet) => model.get(vnet)?.lives));
            if (!lease) continue;
            expect(leases.every((one) => one.lease.fence < lease.fence)).toBe(true);
            leases.push({ lease, claim });
            for (const vnet of lease.vnets) model.set(vnet, { lease, claim, lives });
          } else if (kind === 'release' && old) {
            await own.moveStep(old.claim, 'two', { state: 'waiting' }, { release: old.lease });
            forget(({ lease }) => lease === old.lease);
          } else if (kind === 'release-all') {
            await own.releaseLeases(claim);
            forget((one) => one.claim === claim);
          } else if (kind === 'keep-alive') {
            await own.keepAlive(claim.holder, { applies: LONG_MS, leases: LONG_MS });
          } else if (kind === 'intend' && old) {
            expect(await intend(old.lease, old.claim)).toBe(isHeld(old.lease));
          }
        }
      }),
      { numRuns: 40 },
    );
  });
}

const vnet = fc.constantFrom('a', 'b', 'c', 'd');

const deed = fc.record({
  kind: fc.constantFrom('lease', 'lease', 'lease', 'release', 'release-all', 'keep-alive', 'intend', 'intend'),
  vnets: fc.uniqueArray(vnet, { minLength: 2, maxLength: 2 }),
  isFirst: fc.boolean(),
  lives: fc.boolean(),
  which: fc.nat(),
});
