import { describe, expect, test } from 'vitest';
import { createFakeClock, flushTasks } from '../../test/fake-clock.ts';
import { createInlineAnalysis } from '../../test/inline-analysis.ts';
import { createFixedReader, createSingleVNetEstate } from '../../test/test-server.ts';
import { Failure } from '../failure.ts';
import type { Analysis } from './analysis.ts';
import type { EstateReader } from './estate.ts';
import { createSnapshotService } from './snapshot-service.ts';

const source = { kind: 'sandbox', name: 'test' } as const;
const readFailure = (retryAt?: number) => new Failure('azure-failed', { title: 'No luck', code: 'no-luck' }, { retryAt });

function setUp(reader: EstateReader, more: { pauseMs?: number; deadlineMs?: number; analysis?: Pick<Analysis, 'load'> } = {}) {
  const clock = createFakeClock();
  const errors: unknown[] = [];
  const service = createSnapshotService({
    reader,
    analysis: createInlineAnalysis(),
    source,
    clock,
    pauseMs: 5000,
    deadlineMs: 60_000,
    onError: (error) => errors.push(error),
    ...more,
  });
  return { clock, service, errors };
}

/** Creates a reader whose reads end when the test resolves them. */
function slowReader() {
  const reads: { resolve: () => void; signal: AbortSignal }[] = [];
  const reader: EstateReader = {
    read: ({ signal }) =>
      new Promise((resolve) => reads.push({ resolve: () => resolve(createSingleVNetEstate(`v${reads.length}`)), signal })),
  };
  return { reader, reads };
}

describe('the snapshot', () => {
  test('keeps its revision and its identity while reads return the same; only the time of the last read changes', async () => {
    const { clock, service } = setUp(createFixedReader(createSingleVNetEstate()));
    await service.start();
    const before = service.current();
    await clock.advance(5000);
    const after = service.current();
    expect(after.snapshot).toBe(before.snapshot);
    expect(before.readAt).toBe('2026-01-01T00:00:00.000Z');
    expect(after.readAt).toBe('2026-01-01T00:00:05.000Z');
    await service.stop();
  });

  test('gets the next revision after a change or a read error', async () => {
    const reader = createFixedReader(createSingleVNetEstate());
    const { clock, service } = setUp(reader);
    await service.start();
    reader.estate = createSingleVNetEstate('other');
    await clock.advance(5000);
    expect(service.current().snapshot?.revision).toBe(2);
    reader.estate = { ...reader.estate, unread: [{ scope: 's', name: 's', message: 'no' }] };
    await clock.advance(5000);
    expect(service.current().snapshot).toMatchObject({ revision: 3, unread: [{ scope: 's' }] });
    await service.stop();
  });

  test('does not change if the same rows arrive in another order', async () => {
    const [a, b] = [createSingleVNetEstate('a').rows.vnets, createSingleVNetEstate('b').rows.vnets];
    const both = (vnets: typeof a) => ({ ...createSingleVNetEstate(), rows: { ...createSingleVNetEstate().rows, vnets } });
    const reader = createFixedReader(both([...a, ...b]));
    const { clock, service } = setUp(reader);
    await service.start();
    reader.estate = both([...b, ...a]);
    await clock.advance(5000);
    expect(service.current().snapshot?.revision).toBe(1);
    await service.stop();
  });

  test('stays as it is, with the problem, while a larger one cannot be analysed', async () => {
    const reader = createFixedReader(createSingleVNetEstate());
    const inline = createInlineAnalysis();
    const tooLarge = new Failure('analysis-failed', { title: 'The analysis needs more than 1 MB of memory' });
    const analysis: Pick<Analysis, 'load'> = {
      load: (estate, known) => (estate.rows.vnets.length > 1 ? Promise.reject(tooLarge) : inline.load(estate, known)),
    };
    const { clock, service, errors } = setUp(reader, { analysis });
    await service.start();
    const { snapshot, readAt } = service.current();
    const vnets = [...reader.estate.rows.vnets, ...createSingleVNetEstate('other').rows.vnets];
    reader.estate = { ...reader.estate, rows: { ...reader.estate.rows, vnets } };
    await clock.advance(5000);
    expect(service.current()).toEqual({ snapshot, readAt, reading: null, problem: tooLarge.problem });
    expect(errors).toEqual([tooLarge]);
    reader.estate = createSingleVNetEstate('small');
    await clock.advance(5000);
    expect(service.current()).toMatchObject({ snapshot: { revision: 2 }, problem: null });
    await service.stop();
  });

  test('takes its time from the source if the source has one', async () => {
    const { service } = setUp(createFixedReader({ ...createSingleVNetEstate(), asOf: '2020-02-02T00:00:00.000Z' }));
    await service.start();
    expect(service.current().readAt).toBe('2020-02-02T00:00:00.000Z');
    await service.stop();
  });
});

describe('a failed read', () => {
  test('keeps the last snapshot and reports the problem until a read succeeds', async () => {
    let fails = false;
    const { clock, service, errors } = setUp({
      read: async () => {
        if (fails) throw readFailure();
        return createSingleVNetEstate();
      },
    });
    await service.start();
    fails = true;
    await clock.advance(5000);
    expect(service.current()).toMatchObject({ snapshot: { revision: 1 }, reading: null, problem: { code: 'no-luck' } });
    expect(errors).toHaveLength(1);
    fails = false;
    await clock.advance(5000);
    expect(service.current()).toMatchObject({ snapshot: { revision: 1 }, problem: null });
    await service.stop();
  });

  test('is not retried before the time that Azure requested', async () => {
    let reads = 0;
    const { clock, service } = setUp({
      read: async () => {
        reads += 1;
        throw readFailure(clock.now() + 60_000);
      },
    });
    await service.start();
    await clock.advance(59_000);
    expect(reads).toBe(1);
    await clock.advance(1000);
    expect(reads).toBe(2);
    await service.stop();
  });

  test('that Azure has asked to wait for is shown with the time, while the last snapshot stays', async () => {
    let retryAt: number | undefined;
    const { clock, service } = setUp({
      read: async () => {
        if (retryAt !== undefined) throw readFailure(retryAt);
        return createSingleVNetEstate();
      },
    });
    await service.start();
    retryAt = clock.now() + 3_600_000;
    await clock.advance(5000);
    expect(service.current()).toMatchObject({ snapshot: { revision: 1 }, problem: { retryAt: '2026-01-01T01:00:00.000Z' } });
    retryAt = undefined;
    await clock.advance(3_594_999);
    expect(service.current().problem).not.toBeNull();
    await clock.advance(1);
    expect(service.current()).toMatchObject({ problem: null, readAt: '2026-01-01T01:00:00.000Z' });
    await service.stop();
  });

  test('is repeated at once, and once, when a person refreshes; the server itself never asks early', async () => {
    const reads: unknown[] = [];
    const { clock, service } = setUp({
      read: async ({ isRequested }) => {
        reads.push(isRequested);
        throw readFailure(clock.now() + 3_600_000);
      },
    });
    await service.start();
    service.refresh('person');
    await clock.advance(60_000);
    service.refresh();
    await clock.advance(60_000);
    expect(reads).toEqual([false, true, false]);
    await service.stop();
  });

  test('that took long delays the next one by ten minutes, and not by ten times its duration', async () => {
    const { reader, reads } = slowReader();
    const { clock, service } = setUp(reader, { deadlineMs: 600_000 });
    service.start();
    await clock.advance(600_000);
    expect(service.current().problem).toMatchObject({
      code: 'read-too-slow',
      title: 'Reading took longer than 10 minutes and was canceled',
      detail: 'The next read starts automatically',
    });
    await clock.advance(599_999);
    expect(reads).toHaveLength(1);
    await clock.advance(1);
    expect(reads).toHaveLength(2);
    await service.stop();
  });

  test('that was short is repeated after ten times its duration', async () => {
    let reads = 0;
    const { clock, service } = setUp({
      read: async () => {
        reads += 1;
        await clock.sleep(10_000);
        throw readFailure();
      },
    });
    service.start();
    await clock.advance(10_000);
    await clock.advance(99_999);
    expect(reads).toBe(1);
    await clock.advance(1);
    expect(reads).toBe(2);
    await service.stop();
  });

  test('caused by a bug shows no details, and reading continues', async () => {
    let reads = 0;
    const { clock, service, errors } = setUp({
      read: async () => {
        reads += 1;
        throw new TypeError('inner detail');
      },
    });
    await service.start();
    expect(JSON.stringify(service.current().problem)).not.toContain('inner detail');
    expect(errors[0]).toBeInstanceOf(TypeError);
    await clock.advance(5000);
    expect(reads).toBe(2);
    await service.stop();
  });
});

describe('a canceled read', () => {
  test('ends at once; the snapshot stays, and the next read starts after the usual pause however long it has run', async () => {
    const { reader, reads } = slowReader();
    const { clock, service, errors } = setUp(reader, { deadlineMs: 3_600_000 });
    service.start();
    await flushTasks();
    reads[0]?.resolve();
    await clock.advance(5000);
    await clock.advance(160_000);
    service.cancelRead();
    expect(reads[1]?.signal.aborted).toBe(true);
    expect(service.current()).toMatchObject({ snapshot: { revision: 1 }, readAt: '2026-01-01T00:00:00.000Z', reading: null });
    expect(service.current().problem).toMatchObject({
      code: 'read-canceled',
      title: 'Reading was canceled',
      detail: 'The next read starts automatically in 5 s',
    });
    expect(errors).toEqual([]);
    await clock.advance(4999);
    expect(reads).toHaveLength(2);
    await clock.advance(1);
    expect(reads).toHaveLength(3);
    reads[2]?.resolve();
    await flushTasks();
    expect(service.current().problem).toBeNull();
    await service.stop();
  });

  test('no longer reports progress, also if it runs on', async () => {
    const reports: ((done: number) => void)[] = [];
    const { clock, service } = setUp({
      read: (context) => {
        reports.push((done) => context.report({ phase: 'Reading', done }));
        return new Promise(() => undefined);
      },
    });
    service.start();
    await flushTasks();
    service.cancelRead();
    await clock.advance(5000);
    reports[0]?.(7);
    expect(service.current().reading?.done).toBe(0);
    reports[1]?.(8);
    expect(service.current().reading?.done).toBe(8);
    await service.stop();
  });

  test('can be followed at once by one that a person requests', async () => {
    const requested: unknown[] = [];
    const { clock, service } = setUp({
      read: ({ isRequested }) => {
        requested.push(isRequested);
        return new Promise(() => undefined);
      },
    });
    service.start();
    await flushTasks();
    service.cancelRead();
    service.refresh('person');
    await flushTasks();
    expect(requested).toEqual([false, true]);
    expect(service.current().reading).not.toBeNull();
    await clock.advance(10_000);
    expect(requested).toHaveLength(2);
    await service.stop();
  });

  test('is not there when none runs', async () => {
    const { service } = setUp(createFixedReader(createSingleVNetEstate()));
    await service.start();
    service.cancelRead();
    await flushTasks();
    expect(service.current()).toMatchObject({ reading: null, problem: null });
    await service.stop();
  });
});

describe('reading', () => {
  test('reports since when it runs and since when Azure has not answered', async () => {
    const { clock, service } = setUp({
      read: ({ report, reportUnanswered }) => {
        reportUnanswered?.(clock.now());
        clock.sleep(30_000).then(() => report({ phase: 'Reading more', done: 3 }));
        clock.sleep(40_000).then(() => reportUnanswered?.(undefined));
        return new Promise(() => undefined);
      },
    });
    const since = '2026-01-01T00:00:00.000Z';
    service.start();
    await clock.advance(1000);
    expect(service.current().reading).toEqual({ phase: 'Starting to read', done: 0, since, unansweredSince: since });
    await clock.advance(29_000);
    expect(service.current().reading).toEqual({ phase: 'Reading more', done: 3, since, unansweredSince: since });
    await clock.advance(11_000);
    expect(service.current().reading).toEqual({ phase: 'Reading more', done: 3, since });
    await service.stop();
  });

  test('logs the error of a listener to which it reports later', async () => {
    const { clock, service, errors } = setUp({
      read: ({ reportUnanswered }) => {
        reportUnanswered?.(clock.now());
        return new Promise(() => undefined);
      },
    });
    service.start();
    await flushTasks();
    const error = new Error('a bug in a listener');
    service.subscribe(() => {
      throw error;
    });
    await clock.advance(1000);
    expect(errors).toEqual([error]);
    await service.stop();
  });

  test('runs one read at a time, regardless of how often a refresh is requested', async () => {
    const { reader, reads } = slowReader();
    const { clock, service } = setUp(reader);
    service.start();
    await flushTasks();
    service.refresh();
    service.refresh();
    await clock.advance(10_000);
    expect(reads).toHaveLength(1);
    await service.stop();
  });

  test('is followed by another one after a change that came while it ran, but not by one for each person who refreshes', async () => {
    const { reader, reads } = slowReader();
    const { service } = setUp(reader);
    service.start();
    await flushTasks();
    service.refresh('person');
    reads[0]?.resolve();
    await flushTasks();
    expect(reads).toHaveLength(1);
    service.refresh();
    await flushTasks();
    service.refresh();
    reads[1]?.resolve();
    await flushTasks();
    expect(reads).toHaveLength(3);
    await service.stop();
  });

  test('starts at once on a refresh', async () => {
    const { reader, reads } = slowReader();
    const { service } = setUp(reader);
    service.start();
    await flushTasks();
    reads[0]?.resolve();
    await flushTasks();
    service.refresh();
    expect(service.current().reading).not.toBeNull();
    await flushTasks();
    expect(reads).toHaveLength(2);
    await service.stop();
  });

  test('takes at most a tenth of the time', async () => {
    const { reader, reads } = slowReader();
    const { clock, service } = setUp(reader);
    service.start();
    await clock.advance(2000);
    reads[0]?.resolve();
    await clock.advance(19_999);
    expect(reads).toHaveLength(1);
    await clock.advance(1);
    expect(reads).toHaveLength(2);
    await service.stop();
  });

  test('is canceled after the deadline, even if it ignores the signal', async () => {
    const { reader, reads } = slowReader();
    const { clock, service } = setUp(reader, { deadlineMs: 1000 });
    service.start();
    await clock.advance(1000);
    expect(service.current().problem?.code).toBe('read-too-slow');
    expect(reads[0]?.signal.aborted).toBe(true);
    await service.stop();
  });

  test('is skipped while nothing can have changed, unless it was requested or failed', async () => {
    let reads = 0;
    const { clock, service } = setUp({
      hasChanged: async () => false,
      read: async () => {
        reads += 1;
        if (reads === 2) throw readFailure();
        return createSingleVNetEstate();
      },
    });
    await service.start();
    await clock.advance(60_000);
    expect(reads).toBe(1);
    service.refresh();
    await flushTasks();
    expect(reads).toBe(2);
    await clock.advance(5000);
    expect(reads).toBe(3);
    await clock.advance(60_000);
    expect(reads).toBe(3);
    await service.stop();
  });

  test('reports progress a few times a second, and each new phase', async () => {
    let report: (done: number, phase?: string) => void = () => undefined;
    const { clock, service } = setUp({
      read: (context) => {
        report = (done, phase = 'Reading') => context.report({ phase, done });
        return new Promise(() => undefined);
      },
    });
    service.start();
    await flushTasks();
    const reported: unknown[] = [];
    service.subscribe(() => reported.push(service.current().reading?.done));
    for (const done of [1, 2, 3]) report(done);
    await clock.advance(100);
    for (const done of [4, 5]) report(done);
    report(6, 'Reading more');
    expect(reported).toEqual([1, 4, 6]);
    await service.stop();
  });

  test('ends with the service, without a problem', async () => {
    const { reader, reads } = slowReader();
    const { service } = setUp(reader);
    service.start();
    await flushTasks();
    await service.stop();
    expect(reads[0]?.signal.aborted).toBe(true);
    expect(service.current().problem).toBeNull();
  });
});
