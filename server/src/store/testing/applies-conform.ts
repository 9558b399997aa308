import { beforeEach, expect, test } from 'vitest';
import { type Claim, ClaimLost, type Store } from '../store.ts';
import { type Ground, storeFor } from './ground.ts';
import { ANOTHER, aDeed, anApply, aPlan, HALF, LONG_MS, mustClaim } from './samples.ts';

/** Plans, the applies that use them, their steps and who carries them out. */
export function appliesConform(ground: () => Ground): void {
  let store: Store;
  beforeEach(() => {
    store = ground().stores[0];
  });
  const begin = async (id: string, stepIds: readonly string[] = ['one', 'two']) => {
    await store.addPlan(aPlan(`plan of ${id}`));
    return store.startApply(anApply(id, `plan of ${id}`), stepIds, aDeed('begun'));
  };
  const all = <T>(count: number, run: (store: Store, i: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, i) => run(storeFor(ground(), i), i)));

  test('a plan comes back as it was kept', async () => {
    await store.addPlan(aPlan('p'));
    expect(await store.plan('p')).toEqual(aPlan('p'));
    expect(await store.plan('q')).toBeUndefined();
  });

  test('old plans are forgotten unless an apply used them', async () => {
    await begin('used');
    await store.addPlan(aPlan('old'));
    await store.addPlan(aPlan('new', { expiresAt: '2026-01-01T13:00:00.000Z' }));
    expect(await store.forgetPlans('2026-01-01T12:00:00.000Z')).toBe(1);
    expect(await store.plan('old')).toBeUndefined();
    expect(await store.plan('new')).toBeDefined();
    expect(await store.plan('plan of used')).toMatchObject({ apply: 'used' });
  });

  test('an apply that begins has all its steps planned, in the order of the plan, and stands in the audit', async () => {
    expect(await begin('a', ['second', 'first'])).toEqual({ kind: 'started', apply: anApply('a', 'plan of a') });
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
      attemptId: null,
      operationUrl: null,
      problem: null,
      before: null,
      after: null,
    });
    expect(await store.audit(0, 10, 'a')).toMatchObject([{ text: 'begun', applyId: 'a' }]);
  });

  test('an apply of a plan that is not there leaves nothing behind', async () => {
    await expect(store.startApply(anApply('a', 'nowhere'), ['one'], aDeed('begun'))).rejects.toThrow('Beginning an apply failed');
    expect([await store.apply('a'), await store.steps('a'), await store.audit(0, 10)]).toEqual([undefined, [], []]);
  });

  test('asked a hundred times at once with one key, one apply begins and the others are told of it', async () => {
    await store.addPlan(aPlan('p'));
    const outcomes = await all(100, (one, i) => one.startApply(anApply(`a${i}`, 'p', { key: 'k' }), ['one'], aDeed('begun')));
    const started = outcomes.filter(({ kind }) => kind === 'started');
    expect(started).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'same')).toHaveLength(99);
    expect(new Set(outcomes.map((outcome) => ('apply' in outcome ? outcome.apply.id : outcome.kind))).size).toBe(1);
    expect(await store.applies(1000)).toHaveLength(1);
    expect(await store.audit(0, 1000)).toHaveLength(1);
  });

  test('asked a hundred times at once with a hundred keys, a plan is used once', async () => {
    await store.addPlan(aPlan('p'));
    const outcomes = await all(100, (one, i) => one.startApply(anApply(`a${i}`, 'p'), ['one'], aDeed('begun')));
    const [started] = outcomes.filter(({ kind }) => kind === 'started');
    const id = started?.kind === 'started' ? started.apply.id : undefined;
    expect(outcomes.filter((outcome) => outcome.kind === 'plan-used' && outcome.applyId === id)).toHaveLength(99);
    expect(await store.plan('p')).toMatchObject({ apply: id });
  });

  test('a hundred plans used at once all begin, each with its steps', async () => {
    await all(100, (one, i) => one.addPlan(aPlan(`p${i}`)));
    const outcomes = await all(100, (one, i) => one.startApply(anApply(`a${i}`, `p${i}`), ['one', 'two'], aDeed('begun')));
    expect(outcomes.every(({ kind }) => kind === 'started')).toBe(true);
    expect((await all(100, (one, i) => one.steps(`a${i}`))).every((steps) => steps.length === 2)).toBe(true);
    expect(await store.auditIsWhole()).toBe(true);
  });

  test('a key is not used for two plans of one estate, but for plans of two', async () => {
    await begin('a');
    await store.addPlan(aPlan('p'));
    const key = 'key of a';
    expect(await store.startApply(anApply('b', 'p', { key }), [], aDeed('begun'))).toMatchObject({
      kind: 'key-reused',
      apply: { id: 'a' },
    });
    expect(await store.plan('p')).toMatchObject({ apply: null });
    const other = await ground().reopen(ANOTHER);
    await other.addPlan(aPlan('q'));
    expect(await other.startApply(anApply('c', 'q', { key }), [], aDeed('begun'))).toMatchObject({ kind: 'started' });
  });

  test('plans and applies of another estate are not seen, forgotten, taken up, cancelled or reopened', async () => {
    await begin('a');
    await begin('b');
    await store.addPlan(aPlan('old'));
    await store.moveApply(await mustClaim(store, 'b'), 'running', { state: 'attention', trouble: 'x' });
    await store.release('h');
    const other = await ground().reopen(ANOTHER);
    expect([await other.plan('plan of a'), await other.apply('a'), await other.applies(10)]).toEqual([undefined, undefined, []]);
    expect(await other.claim('h', LONG_MS)).toEqual([]);
    expect(await other.forgetPlans('2030-01-01T00:00:00.000Z')).toBe(0);
    await other.cancelApply('a', aDeed('cancel'));
    await other.reopenApply('b', aDeed('retry'));
    const again = await ground().reopen();
    expect((await again.applies(10)).map(({ id, state }) => `${id} ${state}`)).toEqual(['b attention', 'a running']);
    expect((await again.audit(0, 10)).map(({ text }) => text)).toEqual(['begun', 'begun']);
  });

  test('applies are listed newest first, and no more than asked for', async () => {
    for (const id of ['a', 'b', 'c']) await begin(id);
    expect((await store.applies(2)).map(({ id }) => id)).toEqual(['c', 'b']);
  });

  test('what is changed about an apply is changed, the rest stays', async () => {
    await begin('a');
    const claim = await mustClaim(store, 'a');
    await store.moveApply(claim, 'running', { state: 'paused', trouble: 'Changes are off' });
    const endedAt = '2026-01-01T10:05:00.000Z';
    await store.moveApply(claim, 'paused', { state: 'done', trouble: null, endedAt }, aDeed('ended'));
    expect(await store.apply('a')).toEqual(anApply('a', 'plan of a', { state: 'done', endedAt }));
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['begun', 'ended']);
  });

  test('an apply that a person cancelled meanwhile stays cancelled', async () => {
    await begin('a');
    const claim = await mustClaim(store, 'a');
    await store.cancelApply('a', aDeed('cancel'));
    await store.cancelApply('a', aDeed('cancel again'));
    await store.moveApply(claim, 'running', { state: 'paused', trouble: 'x' }, aDeed('paused'));
    expect(await store.apply('a')).toMatchObject({ state: 'cancelling', trouble: null });
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['begun', 'cancel']);
  });

  test('an apply that needs attention is taken up again with its unclear steps; no other is', async () => {
    await begin('a', ['one', 'two', 'three']);
    const claim = await mustClaim(store, 'a');
    await store.reopenApply('a', aDeed('too early'));
    await store.moveStep(claim, 'one', { state: 'quarantined', crashes: 3, suspect: 7 });
    await store.moveStep(claim, 'two', { state: 'succeeded' });
    const endedAt = '2026-01-01T10:05:00.000Z';
    await store.moveApply(claim, 'running', { state: 'attention', trouble: 'x', endedAt });
    await store.reopenApply('a', aDeed('retry'));
    expect(await store.apply('a')).toEqual(anApply('a', 'plan of a'));
    expect((await store.steps('a')).map(({ state, crashes, suspect }) => [state, crashes, suspect])).toEqual([
      ['unknown', 0, null],
      ['succeeded', 0, null],
      ['planned', 0, null],
    ]);
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['begun', 'retry']);
  });

  test('what is changed about a step is changed, with the audit, and the rest stays', async () => {
    await begin('a');
    const claim = await mustClaim(store, 'a');
    const problem = { type: 'about:blank', title: 'Refused', status: 409, code: 'refused' };
    await store.moveStep(claim, 'one', { state: 'waiting', words: 'Busy', until: '2026-01-01T10:01:00.000Z', problem, before: HALF });
    await store.moveStep(claim, 'one', { state: 'succeeded', until: null, after: HALF, attempts: 2 }, { audit: aDeed('outcome') });
    const [one, two] = await store.steps('a');
    expect(one).toMatchObject({ state: 'succeeded', words: 'Busy', until: null, problem, before: HALF, after: HALF, attempts: 2 });
    expect(two).toMatchObject({ state: 'planned', before: null });
    expect((await store.audit(1, 10)).map(({ text }) => text)).toEqual(['outcome']);
  });

  test('an outcome is written once, however often it is told', async () => {
    await begin('a');
    const claim = await mustClaim(store, 'a');
    for (const state of ['succeeded', 'succeeded', 'unknown'] as const)
      await store.moveStep(claim, 'one', { state }, { audit: aDeed('outcome') });
    expect((await store.steps('a'))[0]).toMatchObject({ state: 'succeeded' });
    expect((await store.audit(1, 10)).map(({ text }) => text)).toEqual(['outcome']);
  });

  test('words from outside may hold anything', async () => {
    await begin('a');
    await store.moveStep(
      await mustClaim(store, 'a'),
      'one',
      { words: 'a\0b\ud800c' },
      { audit: aDeed('a\0b\ud800c', { before: { '\0': '\ud800' } }) },
    );
    expect((await store.steps('a'))[0]?.words).toBe('a\uFFFDb\uFFFDc');
    expect((await store.audit(1, 10))[0]).toMatchObject({ text: 'a\uFFFDb\uFFFDc', before: { '\0': '\ud800' } });
    expect(await store.auditIsWhole()).toBe(true);
  });

  test('a plan of 5,000 steps is kept and begun', async () => {
    const ids = Array.from({ length: 5_000 }, (_, i) => `step ${i}`);
    await begin('a', ids);
    expect((await store.steps('a')).map(({ stepId }) => stepId)).toEqual(ids);
  });

  const idsOf = async (claims: Promise<readonly Claim[]>) => (await claims).map(({ applyId }) => applyId);

  test('an apply under way is taken up by one holder, and by another only when that one has let go or is silent for too long', async () => {
    await begin('a');
    await begin('b');
    expect(await idsOf(store.claim('h', LONG_MS))).toEqual(['a', 'b']);
    expect(await store.claim('i', LONG_MS)).toEqual([]);
    expect(await idsOf(store.claim('h', 0))).toEqual(['a', 'b']);
    expect(await idsOf(store.claim('i', LONG_MS))).toEqual(['a', 'b']);
    await store.keepAlive('h', { applies: LONG_MS, leases: LONG_MS });
    expect(await store.claim('h', LONG_MS)).toEqual([]);
    await store.release('i');
    expect(await idsOf(store.claim('h', LONG_MS))).toEqual(['a', 'b']);
  });

  test('a claim keeps its fence while it is held, and says from whom it was taken', async () => {
    await begin('a');
    const first = await mustClaim(store, 'a', 'h', 0);
    expect(first.takenFrom).toBeNull();
    expect(await mustClaim(store, 'a', 'h', 0)).toEqual(first);
    const second = await mustClaim(store, 'a', 'i');
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(second.takenFrom).toBe(first.fence);
    await store.release('i');
    expect(await mustClaim(store, 'a', 'j')).toMatchObject({ takenFrom: null });
  });

  test('who lost an apply writes nothing of it any more, and what the new holder wrote stays', async () => {
    await begin('a');
    const old = await mustClaim(store, 'a', 'h', 0);
    const lease = await store.lease(['x', 'y'], old, LONG_MS);
    const now = await mustClaim(store, 'a', 'i');
    await store.moveStep(now, 'one', { state: 'verifying' });
    if (!lease) throw new Error('The lease was free');
    const intention = {
      stepId: 'one',
      attemptId: 'x',
      lease,
      leaseMs: LONG_MS,
      change: { state: 'sending' as const },
      audit: aDeed('write'),
    };
    const lost = [
      store.moveStep(old, 'one', { state: 'succeeded' }, { audit: aDeed('outcome') }),
      store.moveApply(old, 'running', { state: 'done', trouble: null }, aDeed('ended')),
      store.lease(['u', 'v'], old, LONG_MS),
      store.releaseLeases(old),
      store.intend(old, intention),
    ];
    for (const one of await Promise.allSettled(lost)) expect(one).toMatchObject({ status: 'rejected', reason: expect.any(ClaimLost) });
    expect([await store.apply('a'), (await store.steps('a'))[0]?.state]).toMatchObject([{ state: 'running' }, 'verifying']);
    expect(await store.audit(1, 10)).toEqual([]);
  });

  test('who lost an apply and was alive gives up its leases, and is not counted as crashed', async () => {
    await begin('a');
    const old = await mustClaim(store, 'a', 'h', 0);
    await store.lease(['x', 'y'], old, LONG_MS);
    const now = await mustClaim(store, 'a', 'i');
    await store.moveStep(now, 'one', { crashes: 1, suspect: old.fence });
    await store.moveStep(now, 'two', { crashes: 2, suspect: old.fence - 1 });
    expect(await store.lease(['x', 'z'], now, LONG_MS)).toBeUndefined();
    await store.concede(old);
    await store.concede(old);
    expect(await store.lease(['x', 'z'], now, LONG_MS)).toBeDefined();
    expect((await store.steps('a')).map(({ crashes, suspect }) => [crashes, suspect])).toEqual([
      [0, null],
      [2, old.fence - 1],
    ]);
  });

  test('what is kept alive is not taken over', async () => {
    await begin('a');
    await store.claim('h', 0);
    await store.keepAlive('h', { applies: LONG_MS, leases: LONG_MS });
    expect(await store.claim('i', LONG_MS)).toEqual([]);
  });

  test('an apply that has ended is not taken up, one that is being cancelled is', async () => {
    await begin('a');
    await begin('b');
    await store.moveApply(await mustClaim(store, 'a'), 'running', { state: 'attention', trouble: null });
    await store.release('h');
    await store.cancelApply('b', aDeed('cancel'));
    expect(await idsOf(store.claim('h', LONG_MS))).toEqual(['b']);
  });

  test('a hundred holders at once take up each apply once', async () => {
    for (const id of ['a', 'b', 'c']) await begin(id);
    const taken = await all(100, (one, i) => one.claim(`h${i}`, LONG_MS));
    expect(
      taken
        .flat()
        .map(({ applyId }) => applyId)
        .sort(),
    ).toEqual(['a', 'b', 'c']);
  });

  test('after all has expired anyone may have it, and knows that its holder fell silent', async () => {
    await begin('a');
    const old = await mustClaim(store, 'a');
    await store.lease(['x', 'y'], old, LONG_MS);
    await store.expireAll();
    const claim = await mustClaim(store, 'a', 'i');
    expect(claim.takenFrom).toBe(old.fence);
    expect(await store.lease(['x', 'y'], claim, LONG_MS)).toBeDefined();
  });
}
