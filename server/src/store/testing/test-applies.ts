import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { type Claim, ClaimLostError, type Store } from '../store.ts';
import { anApply, anAuditEntry, aPlan, HALF, LONG_MS, mustClaim, OTHER_ESTATE } from './samples.ts';
import { type StoreHarness, selectStore } from './store-harness.ts';

/** Registers the tests for plans, applies, steps and claims. */
export function testApplies(harness: () => StoreHarness): void {
  let store: Store;
  beforeEach(() => {
    store = harness().stores[0];
  });
  const start = async (id: string, stepIds: readonly string[] = ['one', 'two']) => {
    await store.addPlan(aPlan(`plan of ${id}`));
    return store.startApply(anApply(id, `plan of ${id}`), stepIds, anAuditEntry('started'));
  };
  const repeat = <T>(count: number, run: (store: Store, i: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, i) => run(selectStore(harness(), i), i)));

  test('returns a plan as it was saved', async () => {
    await store.addPlan(aPlan('p'));
    expect(await store.plan('p')).toEqual(aPlan('p'));
    expect(await store.plan('q')).toBeUndefined();
  });

  test('deletes expired plans unless an apply used them', async () => {
    await start('used');
    await store.addPlan(aPlan('old'));
    await store.addPlan(aPlan('new', { expiresAt: '2026-01-01T13:00:00.000Z' }));
    expect(await store.deleteExpiredPlans('2026-01-01T12:00:00.000Z')).toBe(1);
    expect(await store.plan('old')).toBeUndefined();
    expect(await store.plan('new')).toBeDefined();
    expect(await store.plan('plan of used')).toMatchObject({ apply: 'used' });
  });

  test('deletes applies that ended before a time, with their plans and steps, and no others', async () => {
    for (const id of ['old', 'recent', 'running', 'attention']) await start(id);
    const end = async (id: string, endedAt: string, state: 'done' | 'attention' = 'done') =>
      store.updateApply(await mustClaim(store, id), 'running', { state, trouble: null, endedAt });
    await end('old', '2026-01-01T10:05:00.000Z');
    await end('recent', '2026-01-03T10:05:00.000Z');
    await end('attention', '2026-01-01T10:05:00.000Z', 'attention');
    expect(await store.deleteEndedApplies('2026-01-02T00:00:00.000Z')).toBe(1);
    expect(await store.deleteEndedApplies('2026-01-02T00:00:00.000Z')).toBe(0);
    expect((await store.applies(10)).map(({ id }) => id)).toEqual(['attention', 'running', 'recent']);
    expect([await store.plan('plan of old'), await store.steps('old')]).toEqual([undefined, []]);
    expect((await store.steps('recent')).length).toBe(2);
  });

  test('measures its size, which does not grow when what was deleted is replaced', async () => {
    const addPlans = async (prefix: string) => {
      for (let i = 0; i < 40; i += 1) await store.addPlan(aPlan(`${prefix}${i}`, { by: randomBytes(25_000).toString('hex') }));
    };
    const deletePlans = async () => {
      while ((await store.deleteExpiredPlans('2030-01-01T00:00:00.000Z')) > 0);
      while (await store.compact());
    };
    expect(await store.size()).toBeGreaterThan(0);
    await addPlans('a');
    const full = await store.size();
    expect(full).toBeGreaterThan(1_000_000);
    for (const prefix of ['b', 'c', 'd', 'e']) {
      await deletePlans();
      await addPlans(prefix);
    }
    expect(await store.size()).toBeLessThan(store.kind === 'file' ? 5 * full : 8 * full);
  });

  test('a new apply has all its steps planned, in the order of the plan, and an audit entry', async () => {
    expect(await start('a', ['second', 'first'])).toEqual({ kind: 'started', apply: anApply('a', 'plan of a') });
    expect(await store.apply('a')).toEqual(anApply('a', 'plan of a'));
    expect(await store.apply('b')).toBeUndefined();
    const steps = await store.steps('a');
    expect(steps.map(({ stepId, place, state }) => [stepId, place, state])).toEqual([
      ['second', 0, 'planned'],
      ['first', 1, 'planned'],
    ]);
    expect(steps[0]).toEqual({
      applyId: 'a',
      stepId: 'second',
      place: 0,
      state: 'planned',
      since: '2026-01-01T10:00:01.000Z',
      words: null,
      until: null,
      attempts: 0,
      crashes: 0,
      suspect: null,
      activeFence: null,
      attemptId: null,
      operationUrl: null,
      problem: null,
      before: null,
      after: null,
    });
    expect(await store.audit(0, 10, 'a')).toMatchObject([{ text: 'started', applyId: 'a' }]);
  });

  test('an apply of a missing plan leaves nothing behind', async () => {
    await expect(store.startApply(anApply('a', 'nowhere'), ['one'], anAuditEntry('started'))).rejects.toThrow('Starting an apply failed');
    expect([await store.apply('a'), await store.steps('a'), await store.audit(0, 10)]).toEqual([undefined, [], []]);
  });

  test('of a hundred concurrent starts with one key one starts an apply, and the others return it', async () => {
    await store.addPlan(aPlan('p'));
    const outcomes = await repeat(100, (worker, i) =>
      worker.startApply(anApply(`a${i}`, 'p', { key: 'k' }), ['one'], anAuditEntry('started')),
    );
    const started = outcomes.filter(({ kind }) => kind === 'started');
    expect(started).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'same')).toHaveLength(99);
    expect(new Set(outcomes.map((outcome) => ('apply' in outcome ? outcome.apply.id : outcome.kind))).size).toBe(1);
    expect(await store.applies(1000)).toHaveLength(1);
    expect(await store.audit(0, 1000)).toHaveLength(1);
  });

  test('of a hundred concurrent starts with different keys only one uses the plan', async () => {
    await store.addPlan(aPlan('p'));
    const outcomes = await repeat(100, (worker, i) => worker.startApply(anApply(`a${i}`, 'p'), ['one'], anAuditEntry('started')));
    const [started] = outcomes.filter(({ kind }) => kind === 'started');
    const id = started?.kind === 'started' ? started.apply.id : undefined;
    expect(outcomes.filter((outcome) => outcome.kind === 'plan-used' && outcome.applyId === id)).toHaveLength(99);
    expect(await store.plan('p')).toMatchObject({ apply: id });
  });

  test('a hundred concurrent starts of different plans all succeed, each with its steps', async () => {
    await repeat(100, (worker, i) => worker.addPlan(aPlan(`p${i}`)));
    const outcomes = await repeat(100, (worker, i) =>
      worker.startApply(anApply(`a${i}`, `p${i}`), ['one', 'two'], anAuditEntry('started')),
    );
    expect(outcomes.every(({ kind }) => kind === 'started')).toBe(true);
    expect((await repeat(100, (worker, i) => worker.steps(`a${i}`))).every((steps) => steps.length === 2)).toBe(true);
    expect(await store.isAuditIntact()).toBe(true);
  });

  test('a canceled start stores nothing and leaves the plan to another key, until the plan is deleted', async () => {
    await store.addPlan(aPlan('p'));
    const cancel = (text = 'canceled') => store.cancelStart('p', 'k', anAuditEntry(text));
    expect(await cancel()).toBeUndefined();
    expect(await cancel('canceled again')).toBeUndefined();
    expect(await store.startApply(anApply('a', 'p', { key: 'k' }), ['one'], anAuditEntry('started'))).toEqual({ kind: 'canceled' });
    expect([await store.apply('a'), await store.steps('a'), (await store.plan('p'))?.apply]).toEqual([undefined, [], null]);
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['canceled']);
    const other = await harness().reopen(OTHER_ESTATE);
    await other.addPlan(aPlan('q'));
    expect(await other.startApply(anApply('b', 'q', { key: 'k' }), [], anAuditEntry('started'))).toMatchObject({ kind: 'started' });
    const reopened = await harness().reopen();
    expect(await reopened.deleteExpiredPlans('2026-01-01T12:00:00.000Z')).toBe(1);
    await reopened.addPlan(aPlan('p'));
    expect(await reopened.startApply(anApply('c', 'p', { key: 'k' }), [], anAuditEntry('started'))).toMatchObject({ kind: 'started' });
  });

  test('a start whose plan was used with another key can still be canceled, and its plan deleted', async () => {
    await store.addPlan(aPlan('p'));
    await store.cancelStart('p', 'k', anAuditEntry('canceled'));
    await store.startApply(anApply('a', 'p'), ['one'], anAuditEntry('started'));
    const endedAt = '2026-01-01T10:05:00.000Z';
    await store.updateApply(await mustClaim(store, 'a'), 'running', { state: 'done', trouble: null, endedAt });
    expect(await store.deleteEndedApplies('2026-01-02T00:00:00.000Z')).toBe(1);
    expect(await store.plan('p')).toBeUndefined();
  });

  test('of concurrent starts and cancellations with one key, all starts fail or all cancellations return the apply', async () => {
    await repeat(20, (worker, i) => worker.addPlan(aPlan(`p${i}`)));
    const pairs = await repeat(20, async (worker, i) =>
      Promise.all([
        worker.startApply(anApply(`a${i}`, `p${i}`, { key: `k${i}` }), ['one'], anAuditEntry('started')),
        selectStore(harness(), i + 1).cancelStart(`p${i}`, `k${i}`, anAuditEntry('canceled')),
      ]),
    );
    for (const [outcome, apply] of pairs) expect(outcome.kind).toBe(apply ? 'started' : 'canceled');
  });

  test('a key is unique within an estate, but not across estates', async () => {
    await start('a');
    await store.addPlan(aPlan('p'));
    const key = 'key of a';
    expect(await store.startApply(anApply('b', 'p', { key }), [], anAuditEntry('started'))).toMatchObject({
      kind: 'key-reused',
      apply: { id: 'a' },
    });
    expect(await store.plan('p')).toMatchObject({ apply: null });
    const other = await harness().reopen(OTHER_ESTATE);
    await other.addPlan(aPlan('q'));
    expect(await other.startApply(anApply('c', 'q', { key }), [], anAuditEntry('started'))).toMatchObject({ kind: 'started' });
  });

  test('plans and applies of another estate are not listed, deleted, claimed, cancelled or reopened', async () => {
    await start('a');
    await start('b');
    await store.addPlan(aPlan('old'));
    await store.updateApply(await mustClaim(store, 'b'), 'running', { state: 'attention', trouble: 'x' });
    await store.release('h');
    const other = await harness().reopen(OTHER_ESTATE);
    expect([await other.plan('plan of a'), await other.apply('a'), await other.applies(10)]).toEqual([undefined, undefined, []]);
    expect(await other.claim('h', LONG_MS)).toEqual([]);
    expect(await other.deleteExpiredPlans('2030-01-01T00:00:00.000Z')).toBe(0);
    await other.cancelApply('a', anAuditEntry('cancel'));
    await other.reopenApply('b', anAuditEntry('retry'));
    const reopened = await harness().reopen();
    expect((await reopened.applies(10)).map(({ id, state }) => `${id} ${state}`)).toEqual(['b attention', 'a running']);
    expect((await reopened.audit(0, 10)).map(({ text }) => text)).toEqual(['started', 'started']);
  });

  test('lists applies newest first, up to a limit', async () => {
    for (const id of ['a', 'b', 'c']) await start(id);
    expect((await store.applies(2)).map(({ id }) => id)).toEqual(['c', 'b']);
  });

  test('updates only the given properties of an apply', async () => {
    await start('a');
    const claim = await mustClaim(store, 'a');
    await store.updateApply(claim, 'running', { state: 'paused', trouble: 'Changes are off' });
    const endedAt = '2026-01-01T10:05:00.000Z';
    await store.updateApply(claim, 'paused', { state: 'done', trouble: null, endedAt }, anAuditEntry('ended'));
    expect(await store.apply('a')).toEqual(anApply('a', 'plan of a', { state: 'done', endedAt }));
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['started', 'ended']);
  });

  test('an apply that a user cancelled meanwhile stays cancelled', async () => {
    await start('a');
    const claim = await mustClaim(store, 'a');
    await store.cancelApply('a', anAuditEntry('cancel'));
    await store.cancelApply('a', anAuditEntry('cancel again'));
    await store.updateApply(claim, 'running', { state: 'paused', trouble: 'x' }, anAuditEntry('paused'));
    expect(await store.apply('a')).toMatchObject({ state: 'cancelling', trouble: null });
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['started', 'cancel']);
  });

  test('only an apply that needs attention is reopened, with its quarantined and unknown steps', async () => {
    await start('a', ['one', 'two', 'three']);
    const claim = await mustClaim(store, 'a');
    await store.reopenApply('a', anAuditEntry('too early'));
    await store.updateStep(claim, 'one', { state: 'quarantined', crashes: 3, suspect: 7 });
    await store.updateStep(claim, 'two', { state: 'succeeded' });
    const endedAt = '2026-01-01T10:05:00.000Z';
    await store.updateApply(claim, 'running', { state: 'attention', trouble: 'x', endedAt });
    await store.reopenApply('a', anAuditEntry('retry'));
    expect(await store.apply('a')).toEqual(anApply('a', 'plan of a'));
    expect((await store.steps('a')).map(({ state, crashes, suspect }) => [state, crashes, suspect])).toEqual([
      ['unknown', 0, null],
      ['succeeded', 0, null],
      ['planned', 0, null],
    ]);
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['started', 'retry']);
  });

  test('updates only the given properties of a step, and adds an audit entry', async () => {
    await start('a');
    const claim = await mustClaim(store, 'a');
    const problem = { type: 'about:blank', title: 'Rejected', status: 409, code: 'rejected' };
    await store.updateStep(claim, 'one', { state: 'waiting', words: 'Busy', until: '2026-01-01T10:01:00.000Z', problem, before: HALF });
    await store.updateStep(claim, 'one', { state: 'succeeded', until: null, after: HALF, attempts: 2 }, { audit: anAuditEntry('outcome') });
    const [one, two] = await store.steps('a');
    expect(one).toMatchObject({ state: 'succeeded', words: 'Busy', until: null, problem, before: HALF, after: HALF, attempts: 2 });
    expect(two).toMatchObject({ state: 'planned', before: null });
    expect((await store.audit(1, 10)).map(({ text }) => text)).toEqual(['outcome']);
  });

  test('an outcome is recorded once, even if it is reported repeatedly', async () => {
    await start('a');
    const claim = await mustClaim(store, 'a');
    for (const state of ['succeeded', 'succeeded', 'unknown'] as const)
      await store.updateStep(claim, 'one', { state }, { audit: anAuditEntry('outcome') });
    expect((await store.steps('a'))[0]).toMatchObject({ state: 'succeeded' });
    expect((await store.audit(1, 10)).map(({ text }) => text)).toEqual(['outcome']);
  });

  test('texts from Azure may contain any character', async () => {
    await start('a');
    await store.updateStep(
      await mustClaim(store, 'a'),
      'one',
      { words: 'a\0b\ud800c' },
      { audit: anAuditEntry('a\0b\ud800c', { before: { '\0': '\ud800' } }) },
    );
    expect((await store.steps('a'))[0]?.words).toBe('a\uFFFDb\uFFFDc');
    expect((await store.audit(1, 10))[0]).toMatchObject({ text: 'a\uFFFDb\uFFFDc', before: { '\0': '\ud800' } });
    expect(await store.isAuditIntact()).toBe(true);
  });

  test('starts a plan of 5,000 steps', async () => {
    const ids = Array.from({ length: 5_000 }, (_, i) => `step ${i}`);
    await start('a', ids);
    expect((await store.steps('a')).map(({ stepId }) => stepId)).toEqual(ids);
  });

  const idsOf = async (claims: Promise<readonly Claim[]>) => (await claims).map(({ applyId }) => applyId);

  test('an apply in progress is claimed by one holder, and by another only after a release or an expired claim', async () => {
    await start('a');
    await start('b');
    expect(await idsOf(store.claim('h', LONG_MS))).toEqual(['a', 'b']);
    expect(await store.claim('i', LONG_MS)).toEqual([]);
    expect(await idsOf(store.claim('h', 0))).toEqual(['a', 'b']);
    expect(await idsOf(store.claim('i', LONG_MS))).toEqual(['a', 'b']);
    expect(await store.claim('h', LONG_MS)).toEqual([]);
    await store.release('i');
    expect(await idsOf(store.claim('h', LONG_MS))).toEqual(['a', 'b']);
  });

  test('a claim keeps its fence while it is renewed, and names the fence of the claim that it replaced', async () => {
    await start('a');
    const first = await mustClaim(store, 'a', 'h', 0);
    expect(first.previousFence).toBeNull();
    expect(await mustClaim(store, 'a', 'h', 0)).toEqual(first);
    const second = await mustClaim(store, 'a', 'i');
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(second.previousFence).toBe(first.fence);
    await store.release('i');
    expect(await mustClaim(store, 'a', 'j')).toMatchObject({ previousFence: null });
  });

  test('a holder that lost its claim cannot write, and the state of the new holder stays', async () => {
    await start('a');
    const old = await mustClaim(store, 'a', 'h', 0);
    await store.lease(old, 'one', ['x', 'y']);
    const current = await mustClaim(store, 'a', 'i');
    await store.updateStep(current, 'one', { state: 'verifying' });
    const attempt = {
      stepId: 'one',
      attemptId: 'x',
      vnets: ['x', 'y'],
      change: { state: 'sending' as const },
      audit: anAuditEntry('write'),
    };
    const rejected = [
      store.updateStep(old, 'one', { state: 'succeeded' }, { audit: anAuditEntry('outcome') }),
      store.updateApply(old, 'running', { state: 'done', trouble: null }, anAuditEntry('ended')),
      store.lease(old, 'two', ['u', 'v']),
      store.releaseIdleLeases(old),
      store.recordAttempt(old, attempt),
    ];
    for (const result of await Promise.allSettled(rejected))
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(ClaimLostError) });
    expect([await store.apply('a'), (await store.steps('a'))[0]?.state]).toMatchObject([{ state: 'running' }, 'verifying']);
    expect(await store.audit(1, 10)).toEqual([]);
  });

  test('a running holder that abandons its lost claim does not count as crashed', async () => {
    await start('a');
    const old = await mustClaim(store, 'a', 'h', 0);
    const current = await mustClaim(store, 'a', 'i');
    await store.updateStep(current, 'one', { crashes: 1, suspect: old.fence });
    await store.updateStep(current, 'two', { crashes: 2, suspect: old.fence - 1 });
    await store.abandonClaim(old);
    await store.abandonClaim(old);
    expect((await store.steps('a')).map(({ crashes, suspect }) => [crashes, suspect])).toEqual([
      [0, null],
      [2, old.fence - 1],
    ]);
  });

  test('a renewed claim is not taken over', async () => {
    await start('a');
    await store.claim('h', 0);
    await store.claim('h', LONG_MS);
    expect(await store.claim('i', LONG_MS)).toEqual([]);
  });

  test('a claim that is no longer renewed is taken over before it expires, as after the clock of the database was set back', async () => {
    await start('a');
    const claim = await mustClaim(store, 'a', 'h', 24 * LONG_MS);
    const seen: (readonly number[])[] = [];
    const isUnrenewed = (fence: number, heldUntil: number) => seen.push([fence, heldUntil]) > 1;
    expect(await store.claim('i', LONG_MS, isUnrenewed)).toEqual([]);
    expect(await idsOf(store.claim('i', LONG_MS, isUnrenewed))).toEqual(['a']);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]?.[0]).toBe(claim.fence);
    expect(await mustClaim(store, 'a', 'i')).toMatchObject({ previousFence: null });
  });

  test('an apply that has ended cannot be claimed; one that is being cancelled can', async () => {
    await start('a');
    await start('b');
    await store.updateApply(await mustClaim(store, 'a'), 'running', { state: 'attention', trouble: null });
    await store.release('h');
    await store.cancelApply('b', anAuditEntry('cancel'));
    expect(await idsOf(store.claim('h', LONG_MS))).toEqual(['b']);
  });

  test('lists the applies in progress that nobody runs: never claimed, expired or released', async () => {
    for (const id of ['a', 'b', 'c']) await start(id);
    expect(await store.unclaimedApplies()).toEqual(new Set(['a', 'b', 'c']));
    await store.claim('h', LONG_MS);
    expect(await store.unclaimedApplies()).toEqual(new Set());
    await store.updateApply(await mustClaim(store, 'a'), 'running', { state: 'done', trouble: null });
    await store.claim('h', 0);
    expect(await store.unclaimedApplies()).toEqual(new Set(['b', 'c']));
  });

  test('of a hundred concurrent holders only one claims each apply', async () => {
    for (const id of ['a', 'b', 'c']) await start(id);
    const claims = await repeat(100, (worker, i) => worker.claim(`h${i}`, LONG_MS));
    expect(
      claims
        .flat()
        .map(({ applyId }) => applyId)
        .sort(),
    ).toEqual(['a', 'b', 'c']);
  });

  test('after all claims were expired any holder can claim the apply, and learns the fence of the expired claim', async () => {
    await start('a');
    const old = await mustClaim(store, 'a');
    await store.expireClaims();
    expect((await mustClaim(store, 'a', 'i')).previousFence).toBe(old.fence);
  });
}
