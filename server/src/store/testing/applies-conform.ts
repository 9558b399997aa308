import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../store.ts';
import { type Ground, storeFor } from './ground.ts';
import { aDeed, anApply, aPlan, ESTATE, HALF, LONG_MS } from './samples.ts';

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
    expect(await store.applies(ESTATE, 1000)).toHaveLength(1);
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
    await store.addPlan(aPlan('q', { estate: 'another' }));
    const key = 'key of a';
    expect(await store.startApply(anApply('b', 'p', { key }), [], aDeed('begun'))).toMatchObject({
      kind: 'key-reused',
      apply: { id: 'a' },
    });
    expect(await store.plan('p')).toMatchObject({ apply: null });
    expect(await store.startApply(anApply('c', 'q', { key, estate: 'another' }), [], aDeed('begun'))).toMatchObject({ kind: 'started' });
  });

  test('applies are listed newest first, of one estate, and no more than asked for', async () => {
    for (const id of ['a', 'b', 'c']) await begin(id);
    expect((await store.applies(ESTATE, 2)).map(({ id }) => id)).toEqual(['c', 'b']);
    expect(await store.applies('another', 2)).toEqual([]);
  });

  test('what is changed about an apply is changed, the rest stays', async () => {
    await begin('a');
    await store.setApply('a', { state: 'paused', trouble: 'Changes are off' });
    await store.setApply('a', { endedAt: '2026-01-01T10:05:00.000Z', state: 'done' }, aDeed('ended'));
    const end = { state: 'done', trouble: 'Changes are off', endedAt: '2026-01-01T10:05:00.000Z' } as const;
    expect(await store.apply('a')).toEqual(anApply('a', 'plan of a', end));
    await store.setApply('a', { trouble: null });
    expect(await store.apply('a')).toMatchObject({ trouble: null, state: 'done' });
    expect((await store.audit(0, 10)).map(({ text }) => text)).toEqual(['begun', 'ended']);
  });

  test('what is changed about a step is changed, with the audit, and the rest stays', async () => {
    await begin('a');
    const problem = { type: 'about:blank', title: 'Refused', status: 409, code: 'refused' };
    await store.moveStep('a', 'one', { state: 'waiting', words: 'Busy', until: '2026-01-01T10:01:00.000Z', problem, before: HALF });
    await store.moveStep('a', 'one', { state: 'succeeded', until: null, after: HALF, attempts: 2 }, { audit: aDeed('outcome') });
    const [one, two] = await store.steps('a');
    expect(one).toMatchObject({ state: 'succeeded', words: 'Busy', until: null, problem, before: HALF, after: HALF, attempts: 2 });
    expect(two).toMatchObject({ state: 'planned', before: null });
    expect((await store.audit(1, 10)).map(({ text }) => text)).toEqual(['outcome']);
  });

  test('words from outside may hold anything', async () => {
    await begin('a');
    await store.moveStep('a', 'one', { words: 'a\0b\ud800c' }, { audit: aDeed('a\0b\ud800c', { before: { '\0': '\ud800' } }) });
    expect((await store.steps('a'))[0]?.words).toBe('a\uFFFDb\uFFFDc');
    expect((await store.audit(1, 10))[0]).toMatchObject({ text: 'a\uFFFDb\uFFFDc', before: { '\0': '\ud800' } });
    expect(await store.auditIsWhole()).toBe(true);
  });

  test('a plan of 5,000 steps is kept and begun', async () => {
    const ids = Array.from({ length: 5_000 }, (_, i) => `step ${i}`);
    await begin('a', ids);
    expect((await store.steps('a')).map(({ stepId }) => stepId)).toEqual(ids);
  });

  test('an apply under way is taken up by one holder, and by another only when that one has let go or is silent for too long', async () => {
    await begin('a');
    await begin('b');
    expect(await store.claim(ESTATE, 'h', LONG_MS)).toEqual(['a', 'b']);
    expect(await store.claim(ESTATE, 'i', LONG_MS)).toEqual([]);
    expect(await store.claim(ESTATE, 'h', 0)).toEqual(['a', 'b']);
    expect(await store.claim(ESTATE, 'i', LONG_MS)).toEqual(['a', 'b']);
    await store.keepAlive('h', { applies: LONG_MS, leases: LONG_MS });
    expect(await store.claim(ESTATE, 'h', LONG_MS)).toEqual([]);
    await store.letGo('i');
    expect(await store.claim(ESTATE, 'h', LONG_MS)).toEqual(['a', 'b']);
  });

  test('what is kept alive is not taken over', async () => {
    await begin('a');
    await store.claim(ESTATE, 'h', 0);
    await store.keepAlive('h', { applies: LONG_MS, leases: LONG_MS });
    expect(await store.claim(ESTATE, 'i', LONG_MS)).toEqual([]);
  });

  test('an apply that has ended or is of another estate is not taken up', async () => {
    await begin('a');
    await begin('b');
    await store.setApply('a', { state: 'attention' });
    await store.setApply('b', { state: 'cancelling' });
    expect(await store.claim('another', 'h', LONG_MS)).toEqual([]);
    expect(await store.claim(ESTATE, 'h', LONG_MS)).toEqual(['b']);
  });

  test('a hundred holders at once take up each apply once', async () => {
    for (const id of ['a', 'b', 'c']) await begin(id);
    const taken = await all(100, (one, i) => one.claim(ESTATE, `h${i}`, LONG_MS));
    expect(taken.flat().sort()).toEqual(['a', 'b', 'c']);
  });

  test('after all is let go anyone may have it', async () => {
    await begin('a');
    await store.claim(ESTATE, 'h', LONG_MS);
    await store.lease(['x', 'y'], 'h', LONG_MS);
    await store.letAllGo();
    expect(await store.claim(ESTATE, 'i', LONG_MS)).toEqual(['a']);
    expect(await store.lease(['x', 'y'], 'i', LONG_MS)).toBeDefined();
  });
}
