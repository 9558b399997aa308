import { describe, expect, test } from 'vitest';
import { fakeClock, settle } from '../../test/fake-clock.ts';
import { fixedReader, oneVNet } from '../../test/serve.ts';
import { Failure } from '../failure.ts';
import type { EstateReader } from './estate.ts';
import { createSnapshotKeeper } from './snapshot-keeper.ts';

const source = { kind: 'sandbox', name: 'test' } as const;
const trouble = (retryAt?: number) => new Failure({ title: 'No luck', status: 502, code: 'no-luck' }, { retryAt });

function keep(reader: EstateReader, more: { pauseMs?: number; deadlineMs?: number } = {}) {
  const clock = fakeClock();
  const errors: unknown[] = [];
  const keeper = createSnapshotKeeper({
    reader,
    source,
    clock,
    pauseMs: 5000,
    deadlineMs: 60_000,
    onError: (error) => errors.push(error),
    ...more,
  });
  return { clock, keeper, errors };
}

/** A reader whose reads end when the test says so. */
function slowReader() {
  const reads: { resolve: () => void; signal: AbortSignal }[] = [];
  const reader: EstateReader = {
    read: ({ signal }) => new Promise((resolve) => reads.push({ resolve: () => resolve(oneVNet(`v${reads.length}`)), signal })),
  };
  return { reader, reads };
}

describe('the snapshot', () => {
  test('keeps its revision and its identity while reads find the same; only the time of the last read moves', async () => {
    const { clock, keeper } = keep(fixedReader(oneVNet()));
    await keeper.start();
    const before = keeper.kept();
    await clock.advance(5000);
    const after = keeper.kept();
    expect(after.snapshot).toBe(before.snapshot);
    expect(before.readAt).toBe('2026-01-01T00:00:00.000Z');
    expect(after.readAt).toBe('2026-01-01T00:00:05.000Z');
    await keeper.stop();
  });

  test('gets the next revision when something has changed, or something could not be read', async () => {
    const reader = fixedReader(oneVNet());
    const { clock, keeper } = keep(reader);
    await keeper.start();
    reader.estate = oneVNet('other');
    await clock.advance(5000);
    expect(keeper.kept().snapshot?.revision).toBe(2);
    reader.estate = { ...reader.estate, unread: [{ scope: 's', name: 's', message: 'no' }] };
    await clock.advance(5000);
    expect(keeper.kept().snapshot).toMatchObject({ revision: 3, unread: [{ scope: 's' }] });
    await keeper.stop();
  });

  test('does not change when the same rows come in another order', async () => {
    const [a, b] = [oneVNet('a').rows.vnets, oneVNet('b').rows.vnets];
    const both = (vnets: typeof a) => ({ ...oneVNet(), rows: { ...oneVNet().rows, vnets } });
    const reader = fixedReader(both([...a, ...b]));
    const { clock, keeper } = keep(reader);
    await keeper.start();
    reader.estate = both([...b, ...a]);
    await clock.advance(5000);
    expect(keeper.kept().snapshot?.revision).toBe(1);
    await keeper.stop();
  });

  test('is as old as what it was made from says', async () => {
    const { keeper } = keep(fixedReader({ ...oneVNet(), asOf: '2020-02-02T00:00:00.000Z' }));
    await keeper.start();
    expect(keeper.kept().readAt).toBe('2020-02-02T00:00:00.000Z');
    await keeper.stop();
  });
});

describe('a failed read', () => {
  test('keeps the last good snapshot and says what went wrong, until a read succeeds', async () => {
    let fails = false;
    const { clock, keeper, errors } = keep({
      read: async () => {
        if (fails) throw trouble();
        return oneVNet();
      },
    });
    await keeper.start();
    fails = true;
    await clock.advance(5000);
    expect(keeper.kept()).toMatchObject({ snapshot: { revision: 1 }, reading: null, problem: { code: 'no-luck' } });
    expect(errors).toHaveLength(1);
    fails = false;
    await clock.advance(5000);
    expect(keeper.kept()).toMatchObject({ snapshot: { revision: 1 }, problem: null });
    await keeper.stop();
  });

  test('is not tried again before Azure wants to be asked', async () => {
    let reads = 0;
    const { clock, keeper } = keep({
      read: async () => {
        reads += 1;
        throw trouble(clock.now() + 60_000);
      },
    });
    await keeper.start();
    await clock.advance(59_000);
    expect(reads).toBe(1);
    await clock.advance(1000);
    expect(reads).toBe(2);
    await keeper.stop();
  });

  test('that is a fault of ours shows nothing of itself, and reading goes on', async () => {
    let reads = 0;
    const { clock, keeper, errors } = keep({
      read: async () => {
        reads += 1;
        throw new TypeError('inner detail');
      },
    });
    await keeper.start();
    expect(JSON.stringify(keeper.kept().problem)).not.toContain('inner detail');
    expect(errors[0]).toBeInstanceOf(TypeError);
    await clock.advance(5000);
    expect(reads).toBe(2);
    await keeper.stop();
  });
});

describe('reading', () => {
  test('is one at a time, however often a refresh is asked for', async () => {
    const { reader, reads } = slowReader();
    const { clock, keeper } = keep(reader);
    keeper.start();
    await settle();
    keeper.refresh();
    keeper.refresh();
    await clock.advance(10_000);
    expect(reads).toHaveLength(1);
    await keeper.stop();
  });

  test('starts at once when a refresh is asked for', async () => {
    const { reader, reads } = slowReader();
    const { keeper } = keep(reader);
    keeper.start();
    await settle();
    reads[0]?.resolve();
    await settle();
    keeper.refresh();
    expect(keeper.kept().reading).not.toBeNull();
    await settle();
    expect(reads).toHaveLength(2);
    await keeper.stop();
  });

  test('takes a tenth of the time at most', async () => {
    const { reader, reads } = slowReader();
    const { clock, keeper } = keep(reader);
    keeper.start();
    await clock.advance(2000);
    reads[0]?.resolve();
    await clock.advance(19_999);
    expect(reads).toHaveLength(1);
    await clock.advance(1);
    expect(reads).toHaveLength(2);
    await keeper.stop();
  });

  test('is given up after the deadline, even if it does not listen', async () => {
    const { reader, reads } = slowReader();
    const { clock, keeper } = keep(reader, { deadlineMs: 1000 });
    keeper.start();
    await clock.advance(1000);
    expect(keeper.kept().problem?.code).toBe('read-too-slow');
    expect(reads[0]?.signal.aborted).toBe(true);
    await keeper.stop();
  });

  test('is left out while nothing can have changed, unless it is asked for or has failed', async () => {
    let reads = 0;
    const { clock, keeper } = keep({
      hasChanged: async () => false,
      read: async () => {
        reads += 1;
        if (reads === 2) throw trouble();
        return oneVNet();
      },
    });
    await keeper.start();
    await clock.advance(60_000);
    expect(reads).toBe(1);
    keeper.refresh();
    await settle();
    expect(reads).toBe(2);
    await clock.advance(5000);
    expect(reads).toBe(3);
    await clock.advance(60_000);
    expect(reads).toBe(3);
    await keeper.stop();
  });

  test('tells how far it is a few times a second, and of each new phase', async () => {
    let report: (done: number, phase?: string) => void = () => undefined;
    const { clock, keeper } = keep({
      read: (context) => {
        report = (done, phase = 'Reading') => context.report({ phase, done });
        return new Promise(() => undefined);
      },
    });
    keeper.start();
    await settle();
    const told: unknown[] = [];
    keeper.subscribe(() => told.push(keeper.kept().reading?.done));
    for (const done of [1, 2, 3]) report(done);
    await clock.advance(100);
    for (const done of [4, 5]) report(done);
    report(6, 'Reading more');
    expect(told).toEqual([1, 4, 6]);
    await keeper.stop();
  });

  test('ends with the keeper, without a problem', async () => {
    const { reader, reads } = slowReader();
    const { keeper } = keep(reader);
    keeper.start();
    await settle();
    await keeper.stop();
    expect(reads[0]?.signal.aborted).toBe(true);
    expect(keeper.kept().problem).toBeNull();
  });
});
