import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { FindingsDocument } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import type { Snapshot, TopologyRows } from '@peerscape/shared/topology';
import { loadWorld } from '@peerscape/shared/world';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../../test/fake-clock.ts';
import { systemClock } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { TaskInput, TaskName } from '../work/analysis.ts';
import { type AnalysisThread, createAnalysisThread } from './analysis-thread.ts';
import { computeFingerprint } from './fingerprint.ts';
import { createModel } from './model.ts';
import { TASKS } from './tasks.ts';

function rowsOf(name: string): TopologyRows {
  const world = loadWorld(name);
  if (!world.ok) throw new Error(world.problem);
  return world.value.rows;
}

const snapshotOf = (rows: TopologyRows, revision = 1): Snapshot => ({
  format: 1,
  revision,
  readAt: '2026-01-01T00:00:00.000Z',
  source: { kind: 'file', name: 'x' },
  unread: [{ scope: 's', name: 'n', message: 'no' }],
  rows,
});

const parse = ({ bytes }: { readonly bytes: Uint8Array }): unknown => JSON.parse(new TextDecoder().decode(bytes));
const toText = (result: unknown): string =>
  JSON.stringify(result, (_, value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value));
const aboutText = (about: string) => ({ about });

describe('the thread', () => {
  const errors: unknown[] = [];
  let thread: AnalysisThread;
  beforeAll(() => {
    thread = createAnalysisThread({ clock: systemClock, onError: (error) => errors.push(error) });
  });
  afterAll(async () => {
    await thread.close();
    expect(errors).toEqual([]);
  });

  /** Compares a result of the thread with that of the same task in this process; an expected failure counts as a result. */
  const expectEqual = async <Name extends TaskName>(name: Name, snapshot: Snapshot, input: TaskInput<Name>) => {
    const { rows, ...header } = snapshot;
    const orProblem = (error: unknown) => {
      if (error instanceof Failure) return error.problem;
      throw error;
    };
    const inline = async () => TASKS[name](createModel(rows), header, input);
    const expected = await inline().catch(orProblem);
    const found = await thread.run(name, () => snapshot, input).catch(orProblem);
    // text, because bytes are compared one by one
    expect(toText(found)).toBe(toText(expected));
    return expected;
  };

  test('computes the same as this process, for any fixture and draft', async () => {
    const fixture = fc.oneof(
      fc.constantFrom('contoso', 'course'),
      fc.tuple(fc.integer({ min: 2, max: 60 }), fc.nat(1000)).map(([vnets, seed]) => `generated:${vnets}:${seed}`),
    );
    const intent = fc.record({ kind: fc.constantFrom('connect' as const, 'repair' as const), a: fc.nat(), b: fc.nat() });
    await fc.assert(
      fc.asyncProperty(fixture, fc.array(intent, { minLength: 1, maxLength: 4 }), async (name, drawn) => {
        const snapshot = snapshotOf(rowsOf(name));
        const { vnets, halves } = snapshot.rows;
        const keyOf = (n: number) => (vnets[n % vnets.length]?.id.toLowerCase() ?? '') as ResourceKey;
        const intents: Intent[] = drawn
          .filter(({ a, b }) => keyOf(a) !== keyOf(b))
          .map(({ kind, a, b }) => ({ kind, a: keyOf(a), b: keyOf(b) }));
        const [first] = vnets;
        const read = first && {
          vnet: { ...first, location: 'elsewhere' },
          halves: halves.filter(({ id }) => id.startsWith(`${first.id}/`)),
        };
        const request = { request: { kind: 'change' as const, intents }, reads: new Map(read ? [[keyOf(0), read]] : []) };
        await expectEqual('serialize', snapshot, undefined);
        await expectEqual('findings', snapshot, {});
        await expectEqual('identify', snapshot, [keyOf(0), 'unknown' as ResourceKey]);
        await expectEqual('findHalfOpen', snapshot, [{ from: keyOf(0), to: keyOf(1) }]);
        const planned = await expectEqual('plan', snapshot, request);
        if (planned && 'plan' in planned)
          await expectEqual('describeDrift', snapshot, { ...request, reads: new Map(), plan: planned.plan });
      }),
      { numRuns: Number(process.env.PEERSCAPE_TEST_RUNS) / 10 },
    );
  });

  test('passes on the failures of a task', async () => {
    const snapshot = snapshotOf(rowsOf('contoso'));
    await expect(thread.run('findings', () => snapshot, { code: ['VNP999'] })).rejects.toMatchObject({ type: 'no-such-rule' });
    const missing = `${snapshot.rows.vnets[0]?.id.toLowerCase()}-missing` as ResourceKey;
    const intents: Intent[] = [{ kind: 'connect', a: missing, b: missing }];
    await expect(thread.run('plan', () => snapshot, { request: { kind: 'change', intents }, reads: new Map() })).rejects.toMatchObject({
      type: 'no-such-vnet',
      problem: { title: expect.stringContaining('-missing') },
    });
  });

  test('loads rows, and keeps those before if the fingerprint is known', async () => {
    const [before, after] = [rowsOf('contoso'), rowsOf('course')];
    const fingerprint = await thread.load({ rows: before, unread: [] }, undefined);
    expect(fingerprint).toBe(computeFingerprint(before, []));
    const sameRows = structuredClone(before);
    expect(await thread.load({ rows: { ...sameRows, vnets: [...sameRows.vnets].reverse() }, unread: [] }, fingerprint)).toBe(fingerprint);
    expect(parse(await thread.run('serialize', () => snapshotOf(before), undefined))).toEqual(snapshotOf(before));
    expect(await thread.load({ rows: after, unread: [] }, fingerprint)).toBe(computeFingerprint(after, []));
    expect(parse(await thread.run('serialize', () => snapshotOf(after), undefined))).toEqual(snapshotOf(after));
  });

  test('takes over the lists that are unchanged', async () => {
    const before = rowsOf('contoso');
    const after = { ...before, halves: before.halves.slice(1), absentVNets: [{ id: '/x', reason: 'not-found' as const }] };
    await thread.load({ rows: before, unread: [] }, undefined);
    for (const rows of [after, before])
      expect(parse(await thread.run('serialize', () => snapshotOf(rows), undefined))).toEqual(snapshotOf(rows));
  });

  test('a task that waits runs on the newest snapshot, so that a superseded one costs nothing', async () => {
    const [before, after] = [snapshotOf(rowsOf('contoso')), snapshotOf(rowsOf('course'), 2)];
    let current = before;
    const running = thread.run('findings', () => before, {});
    const waiting = thread.run('findings', () => current, {});
    current = after;
    expect(FindingsDocument.parse(parse(await running)).revision).toBe(1);
    expect(FindingsDocument.parse(parse(await waiting)).revision).toBe(2);
  });

  test('a task that waits is dropped when its signal aborts', async () => {
    const snapshot = snapshotOf(rowsOf('contoso'));
    const gone = new AbortController();
    const running = thread.run('findings', () => snapshot, {});
    const dropped = thread.run('findings', () => expect.unreachable(), {}, gone.signal);
    gone.abort(new Error('the client has left'));
    await expect(dropped).rejects.toThrow('the client has left');
    await running;
  });
});

describe('a task fails with a problem, and the next one works, if the thread', () => {
  const program = new URL('../../test/failing-thread.mjs', import.meta.url);
  const snapshot = snapshotOf(rowsOf('contoso'));
  const errors: unknown[] = [];
  let thread: AnalysisThread;
  let clock: FakeClock;
  const start = (memoryMb?: number) => {
    clock = createFakeClock();
    const options = { clock, program, onError: (error: unknown) => errors.push(error) };
    thread = createAnalysisThread(memoryMb === undefined ? options : { ...options, memoryMb });
  };
  afterEach(async () => {
    await thread.close();
    errors.length = 0;
  });

  const problemOf = (failing: Promise<unknown>) =>
    failing.then(
      () => expect.unreachable(),
      (error: unknown) => (error instanceof Failure ? error.problem : expect.unreachable(String(error))),
    );
  const expectToWork = async () => {
    const findings = await thread.run('findings', () => snapshot, aboutText('hub'));
    expect(FindingsDocument.parse(parse(findings)).findings).not.toEqual([]);
  };

  test('exits', async () => {
    start();
    expect(await problemOf(thread.run('findings', () => snapshot, aboutText('exit')))).toMatchObject({
      code: 'analysis-failed',
      status: 503,
      title: 'The analysis stopped unexpectedly',
    });
    expect(errors).toHaveLength(1);
    await expectToWork();
  });

  test('has a bug, which is reported as such', async () => {
    start();
    await expect(thread.run('findings', () => snapshot, aboutText('bug'))).rejects.toThrow(new TypeError('a bug'));
    await expectToWork();
  });

  test('needs too much memory', async () => {
    start(128);
    expect(await problemOf(thread.run('findings', () => snapshot, aboutText('out of memory')))).toMatchObject({
      code: 'analysis-failed',
      title: 'The analysis needs more than 128 MB of memory and was stopped',
    });
    expect(errors).toHaveLength(1);
    await expectToWork();
  });

  test('takes longer than a minute', async () => {
    start();
    const problem = problemOf(thread.run('findings', () => snapshot, aboutText('hang')));
    await clock.advance(60_000);
    expect(await problem).toMatchObject({ code: 'analysis-failed', title: 'The analysis took longer than 60 seconds and was stopped' });
    expect(errors).toHaveLength(1);
    await expectToWork();
  });
});

describe('closing', () => {
  test('rejects the tasks that wait, and later ones', async () => {
    const thread = createAnalysisThread({ clock: systemClock, onError: (error) => expect.unreachable(String(error)) });
    const waiting = [1, 2].map(() => thread.run('findings', () => snapshotOf(rowsOf('contoso')), {}).catch((error: Failure) => error.type));
    await thread.close();
    expect(await Promise.all(waiting)).toEqual(['analysis-failed', 'analysis-failed']);
    await expect(thread.load({ rows: rowsOf('contoso'), unread: [] }, undefined)).rejects.toMatchObject({ type: 'analysis-failed' });
  });

  test('ends the thread, so that the process exits by itself', () => {
    const program = fileURLToPath(new URL('../../test/analysis-child.ts', import.meta.url));
    const child = spawnSync(process.execPath, ['--import', 'tsx', program], { encoding: 'utf8' });
    expect([child.status, child.stderr]).toEqual([0, '']);
  });
});
