import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Lease, Store } from '../store.ts';
import { type Ground, storeFor } from './ground.ts';
import { aDeed, anApply, aPlan, LONG_MS } from './samples.ts';

/** The right to write to two VNets, and the check of it just before a write. */
export function leasesConform(ground: () => Ground): void {
  let store: Store;
  beforeEach(async () => {
    store = ground().stores[0];
    await store.addPlan(aPlan('p'));
    await store.startApply(anApply('a', 'p'), ['one', 'two'], aDeed('begun'));
  });
  const mustLease = async (vnets: readonly string[], holder = 'h', milliseconds = LONG_MS): Promise<Lease> => {
    const lease = await store.lease(vnets, holder, milliseconds);
    if (!lease) throw new Error(`${vnets.join(', ')} cannot be leased`);
    return lease;
  };
  const intend = (lease: Lease, attemptId = 'attempt') =>
    store.intend({
      applyId: 'a',
      stepId: 'one',
      attemptId,
      lease,
      change: { state: 'sending', attempts: 1 },
      audit: aDeed('write', { applyId: 'a', attemptId }),
    });

  test('a lease is on both VNets, in whichever order they are named, or on none', async () => {
    expect(await store.lease(['spoke', 'hub'], 'h', LONG_MS)).toMatchObject({ vnets: ['hub', 'spoke'], holder: 'h' });
    expect(await store.lease(['spoke', 'other'], 'i', LONG_MS)).toBeUndefined();
    expect(await store.lease(['other', 'another'], 'i', LONG_MS)).toBeDefined();
  });

  test('a lease is for one step: the same holder does not get a second one on a VNet that it has', async () => {
    await mustLease(['hub', 'spoke']);
    expect(await store.lease(['hub', 'spoke'], 'h', LONG_MS)).toBeUndefined();
    expect(await store.lease(['hub', 'other'], 'h', LONG_MS)).toBeUndefined();
  });

  test('what is released can be leased again, with a greater fence', async () => {
    const first = await mustLease(['hub', 'spoke']);
    await store.release(first);
    const second = await mustLease(['hub', 'spoke'], 'i');
    expect(second.fence).toBeGreaterThan(first.fence);
    await store.release(first);
    expect(await store.lease(['hub', 'spoke'], 'h', LONG_MS)).toBeUndefined();
  });

  test('a write is noted with its attempt and in the audit while the lease is held', async () => {
    expect(await intend(await mustLease(['hub', 'spoke']), 'attempt 1')).toBe(true);
    expect((await store.steps('a'))[0]).toMatchObject({ state: 'sending', attemptId: 'attempt 1', attempts: 1 });
    expect((await store.audit(1, 10))[0]).toMatchObject({ text: 'write', attemptId: 'attempt 1' });
  });

  test('once the lease has expired nothing is noted, and it cannot be kept alive any more', async () => {
    const lease = await mustLease(['hub', 'spoke'], 'h', 0);
    await store.keepAlive('h', { applies: LONG_MS, leases: LONG_MS });
    expect(await intend(lease)).toBe(false);
    expect((await store.steps('a'))[0]).toMatchObject({ state: 'planned', attemptId: null, attempts: 0 });
    expect(await store.audit(1, 10)).toEqual([]);
  });

  test('an expired lease is taken over with a greater fence, and the old holder may write nothing', async () => {
    const old = await mustLease(['hub', 'spoke'], 'h', 0);
    const taken = await mustLease(['hub', 'other'], 'i');
    expect(taken.fence).toBeGreaterThan(old.fence);
    expect(await intend(old)).toBe(false);
    expect(await intend({ ...taken, holder: 'h' })).toBe(false);
    expect(await intend(taken)).toBe(true);
  });

  test('a lease that is kept alive goes on', async () => {
    const lease = await mustLease(['hub', 'spoke'], 'h', 400);
    await store.keepAlive('h', { applies: LONG_MS, leases: LONG_MS });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await intend(lease)).toBe(true);
  });

  test('the end of a step lets go of its lease in the same moment', async () => {
    const lease = await mustLease(['hub', 'spoke']);
    await store.moveStep('a', 'one', { state: 'succeeded' }, { release: lease, audit: aDeed('outcome') });
    expect(await intend(lease)).toBe(false);
    expect(await store.lease(['hub', 'spoke'], 'i', LONG_MS)).toBeDefined();
  });

  test('who lets go lets go of all leases, and of nobody else’s', async () => {
    await mustLease(['hub', 'spoke'], 'h');
    const other = await mustLease(['x', 'y'], 'i');
    await store.letGo('h');
    expect(await store.lease(['hub', 'spoke'], 'j', LONG_MS)).toBeDefined();
    expect(await intend(other)).toBe(true);
  });

  test('crossing leases of many at once neither overlap nor wait for each other for ever', async () => {
    const inside = new Set<string>();
    let overlaps = 0;
    const worker = async (i: number) => {
      const own = storeFor(ground(), i);
      const vnets = i % 2 === 0 ? ['a', 'b'] : ['b', 'a'];
      for (let taken = 0; taken < 5; ) {
        const lease = await own.lease(vnets, `h${i}`, LONG_MS);
        if (!lease) continue;
        if (inside.size > 0) overlaps += 1;
        inside.add(`h${i}`);
        await own.keepAlive(`h${i}`, { applies: LONG_MS, leases: LONG_MS });
        inside.delete(`h${i}`);
        await own.release(lease);
        taken += 1;
      }
    };
    await Promise.all(Array.from({ length: 6 }, (_, i) => worker(i)));
    expect(overlaps).toBe(0);
  });

  test('whatever is done in whatever order, leases are as a plain map says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 25 }), async (deeds) => {
        await store.letAllGo();
        const model = new Map<string, { readonly lease: Lease; readonly lives: boolean }>();
        const leases: Lease[] = [];
        const held = ({ vnets, fence }: Lease) => vnets.every((vnet) => model.get(vnet)?.lease.fence === fence && model.get(vnet)?.lives);
        for (const [i, { kind, vnets, holder, lives, which }] of deeds.entries()) {
          const own = storeFor(ground(), i);
          const old = leases[which % Math.max(1, leases.length)];
          if (kind === 'lease') {
            const lease = await own.lease(vnets, holder, lives ? LONG_MS : 0);
            expect(lease !== undefined).toBe(!vnets.some((vnet) => model.get(vnet)?.lives));
            if (!lease) continue;
            expect(leases.every(({ fence }) => fence < lease.fence)).toBe(true);
            leases.push(lease);
            for (const vnet of lease.vnets) model.set(vnet, { lease, lives });
          } else if (kind === 'release' && old) {
            await own.release(old);
            for (const vnet of old.vnets) if (model.get(vnet)?.lease === old) model.delete(vnet);
          } else if (kind === 'let-go') {
            await own.letGo(holder);
            for (const [vnet, { lease }] of model) if (lease.holder === holder) model.delete(vnet);
          } else if (kind === 'keep-alive') {
            await own.keepAlive(holder, { applies: LONG_MS, leases: LONG_MS });
          } else if (kind === 'intend' && old) {
            expect(await intend(old)).toBe(held(old));
          }
        }
      }),
      { numRuns: 40 },
    );
  });
}

const vnet = fc.constantFrom('a', 'b', 'c', 'd');

const deed = fc.record({
  kind: fc.constantFrom('lease', 'lease', 'lease', 'release', 'let-go', 'keep-alive', 'intend', 'intend'),
  vnets: fc.uniqueArray(vnet, { minLength: 2, maxLength: 2 }),
  holder: fc.constantFrom('h', 'i'),
  lives: fc.boolean(),
  which: fc.nat(),
});
