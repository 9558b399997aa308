import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../../../test/fake-clock.ts';
import { type Bucket, createBucket, type Patience } from './bucket.ts';

const PATIENT: Patience = { closedMs: Number.POSITIVE_INFINITY };
const NO_SIGNAL = undefined;

/** Response of a server; a rejection may request a wait. */
type Answer = ({ readonly ok: true } | { readonly ok: false; readonly requestedMs: number | undefined }) & {
  /** Milliseconds until the answer arrives; 20 if absent. */
  readonly durationMs?: number;
};

const DURATION_MS = 20;

interface Traffic {
  readonly clock: FakeClock;
  readonly bucket: Bucket<string>;
  /** Requests that were sent: their number and the time. */
  readonly sent: { readonly request: number; readonly at: number }[];
  readonly done: number[];
  start(request: number): Promise<void>;
}

/** Creates a bucket with clients that repeat each request until the server accepts it. */
function createTraffic(answer: (request: number, at: number) => Answer): Traffic {
  const clock = createFakeClock({ flushes: 1 });
  const bucket = createBucket<string>({ clock, random: () => 0.5 });
  const traffic: Traffic = {
    clock,
    bucket,
    sent: [],
    done: [],
    start: async (request) => {
      const place = bucket.join();
      for (;;) {
        await place.enter(PATIENT, NO_SIGNAL);
        const at = clock.ticks();
        traffic.sent.push({ request, at });
        const reply = answer(request, at);
        await clock.sleep(reply.durationMs ?? DURATION_MS);
        if (reply.ok) {
          place.leave(true);
          traffic.done.push(request);
          return;
        }
        place.reject('throttled', reply.requestedMs);
      }
    },
  };
  return traffic;
}

/** Closes a new bucket for the given time. */
async function createClosedBucket(closedMs: number) {
  const clock = createFakeClock();
  const bucket = createBucket<string>({ clock, random: () => 0.5 });
  const place = bucket.join();
  await place.enter(PATIENT, NO_SIGNAL);
  const until = place.reject('first refusal', closedMs);
  return { clock, bucket, until };
}

describe('a bucket', () => {
  test('that is open sends at once, any number in parallel', async () => {
    const { clock, sent, start } = createTraffic(() => ({ ok: true }));
    for (let i = 0; i < 100; i++) void start(i);
    await clock.advance(0);
    expect(sent).toHaveLength(100);
  });

  test('that is closed lets one request go first, and then the others one by one', async () => {
    const { clock, bucket } = await createClosedBucket(10_000);
    const admitted: number[] = [];
    const places = [0, 1, 2].map(() => bucket.join());
    for (const [index, place] of places.entries()) void place.enter(PATIENT, NO_SIGNAL).then(() => admitted.push(index));
    await clock.advance(9_999);
    expect(admitted).toEqual([]);
    await clock.advance(60_000);
    expect(admitted).toEqual([0]);
    places[0]?.leave(true);
    await clock.advance(0);
    expect(admitted).toEqual([0, 1]);
    places[1]?.leave(true);
    await clock.advance(400);
    expect(admitted).toEqual([0, 1]);
    await clock.advance(100);
    expect(admitted).toEqual([0, 1, 2]);
  });

  test('turns away at once a request that would wait for too long, with the reason and the time', async () => {
    const { bucket, until } = await createClosedBucket(61_000);
    expect(until).toBe(Date.parse('2026-01-01T00:01:01Z'));
    const admission = await bucket.join().enter({ closedMs: 60_000 }, NO_SIGNAL);
    expect(admission).toEqual({ kind: 'closed', until, refusal: 'first refusal' });
  });

  test('turns away a request whose turn among the others comes too late', async () => {
    const { clock, bucket } = await createClosedBucket(1000);
    const waiting = Array.from({ length: 100 }, () => bucket.join().enter({ closedMs: 2000, totalMs: 2000 }, NO_SIGNAL));
    await clock.advance(0);
    const [last] = (await Promise.race([Promise.all(waiting.slice(-1)), clock.advance(0).then(() => [])])) as { kind: string }[];
    expect(last?.kind).toBe('closed');
  });

  test('forgets a request that was aborted while it waited', async () => {
    const { clock, bucket } = await createClosedBucket(5000);
    const abort = new AbortController();
    const aborted = bucket.join().enter(PATIENT, abort.signal);
    const other = bucket.join().enter(PATIENT, NO_SIGNAL);
    abort.abort(new Error('not needed any more'));
    await expect(aborted).rejects.toThrow('not needed any more');
    await clock.advance(5000);
    expect(await other).toEqual({ kind: 'admitted' });
  });

  test.each([undefined, 0, 1, 999])('closes for a growing backoff when the response requests %s ms', async (requestedMs) => {
    const { clock, sent, start } = createTraffic((_request, at) => (at < 60_000 ? { ok: false, requestedMs } : { ok: true }));
    void start(0);
    await clock.advance(300_000);
    const pauses = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0) - DURATION_MS);
    expect(pauses[0]).toBeGreaterThanOrEqual(500);
    expect(pauses.slice(0, 5)).toEqual([0.75, 1.5, 3, 6, 12].map((seconds) => Math.max(seconds * 1000, requestedMs ?? 0)));
  });

  test('lets exactly one early request through, whose answer decides for the others', async () => {
    const { clock, bucket, until } = await createClosedBucket(3_600_000);
    bucket.setEarlyRequest(true);
    const [first, second] = [bucket.join(), bucket.join()];
    const patience = { closedMs: 60_000 };
    expect(await first.enter(patience, NO_SIGNAL)).toEqual({ kind: 'admitted' });
    const waiting = second.enter(patience, NO_SIGNAL);
    await clock.advance(1000);
    first.reject('second refusal', 7_200_000);
    expect(await waiting).toEqual({ kind: 'closed', until: until + 3_601_000, refusal: 'second refusal' });
    bucket.setEarlyRequest(true);
    expect(await second.enter(patience, NO_SIGNAL)).toEqual({ kind: 'admitted' });
    second.leave(true);
    const third = bucket.join().enter(patience, NO_SIGNAL);
    await clock.advance(2000);
    expect(await third).toEqual({ kind: 'admitted' });
  });

  test('stays closed when a request that goes first succeeds, but a rejection that arrived meanwhile asks to wait longer', async () => {
    const clock = createFakeClock();
    const bucket = createBucket<string>({ clock, random: () => 0.5 });
    const [first, late, leader, other] = [bucket.join(), bucket.join(), bucket.join(), bucket.join()];
    for (const place of [first, late]) await place.enter(PATIENT, NO_SIGNAL);
    first.reject('first refusal', 5000);
    const leading = leader.enter(PATIENT, NO_SIGNAL);
    await clock.advance(5000);
    expect(await leading).toEqual({ kind: 'admitted' });
    const until = late.reject('late refusal', 61_000);
    leader.leave(true);
    expect(await other.enter({ closedMs: 60_000 }, NO_SIGNAL)).toEqual({ kind: 'closed', until, refusal: 'late refusal' });
  });

  test('turns away a request whose patience ends while another goes first and is not answered', async () => {
    const { clock, bucket } = await createClosedBucket(1000);
    const leader = bucket.join();
    const leading = leader.enter(PATIENT, NO_SIGNAL);
    await clock.advance(1000);
    expect(await leading).toEqual({ kind: 'admitted' });
    const ended: { readonly kind: string; readonly at: number }[] = [];
    for (const totalMs of [undefined, 7000, 3000]) {
      const patience = { closedMs: 60_000, ...(totalMs !== undefined && { totalMs }) };
      void bucket
        .join()
        .enter(patience, NO_SIGNAL)
        .then(({ kind }) => ended.push({ kind, at: clock.ticks() }));
    }
    await clock.advance(50_000);
    expect(ended).toEqual([
      { kind: 'closed', at: 4000 },
      { kind: 'closed', at: 8000 },
    ]);
    leader.leave(true);
    await clock.advance(0);
    expect(ended.at(-1)).toEqual({ kind: 'admitted', at: 51_000 });
  });

  test('sends no early request after that was disallowed', async () => {
    const { bucket } = await createClosedBucket(3_600_000);
    bucket.setEarlyRequest(true);
    bucket.setEarlyRequest(false);
    expect(await bucket.join().enter({ closedMs: 60_000 }, NO_SIGNAL)).toMatchObject({ kind: 'closed' });
  });

  test('opens by the monotonic clock when the wall clock is set back', async () => {
    const { clock, bucket } = await createClosedBucket(5000);
    const waiting = bucket.join().enter(PATIENT, NO_SIGNAL);
    clock.setWallTime(Date.parse('2020-01-01T00:00:00Z') - clock.now());
    const other = await bucket.join().enter({ closedMs: 1000 }, NO_SIGNAL);
    expect(other).toMatchObject({ until: Date.parse('2020-01-01T00:00:05Z') });
    await clock.advance(5000);
    expect(await waiting).toEqual({ kind: 'admitted' });
  });
});

/** A token bucket like ARM's, which rejects with the seconds until the next token. */
function createTokenServer(capacity: number, perSecond: number): (request: number, at: number) => Answer {
  let tokens = capacity;
  let filledAt = 0;
  return (_request, at) => {
    tokens = Math.min(capacity, tokens + ((at - filledAt) / 1000) * perSecond);
    filledAt = at;
    if (tokens < 1) return { ok: false, requestedMs: Math.max(1, Math.ceil((1 - tokens) / perSecond)) * 1000 };
    tokens -= 1;
    return { ok: true };
  };
}

describe('requests through a bucket', () => {
  const ANSWERS = fc.array(fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined }), { maxLength: 12 });
  const ARRIVALS = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 30 });

  const DURATIONS = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 30 });

  test('are never sent before the requested time, start in order, and all end', () =>
    fc.assert(
      fc.asyncProperty(ARRIVALS, ANSWERS, DURATIONS, async (arrivals, rejections, durations) => {
        let openAt = 0;
        const early: number[] = [];
        let left = [...rejections];
        const traffic = createTraffic((request, at) => {
          if (at < openAt) early.push(request);
          const [requestedMs, ...rest] = left;
          const durationMs = durations[traffic.sent.length % durations.length] ?? DURATION_MS;
          if (left.length === 0) return { ok: true, durationMs };
          left = rest;
          // the client learns of the rejection only then; what it sends until then is not early
          void traffic.clock.sleep(durationMs).then(() => {
            openAt = Math.max(openAt, at + durationMs + (requestedMs ?? 0));
          });
          return { ok: false, requestedMs, durationMs };
        });
        for (const [request, wait] of [...arrivals].sort((a, b) => a - b).entries()) {
          void traffic.clock.sleep(wait).then(() => traffic.start(request));
        }
        await traffic.clock.advance(24 * 3_600_000);
        expect(early).toEqual([]);
        expect([...traffic.done].sort((a, b) => a - b)).toEqual(arrivals.map((_, index) => index));
        const firstSent = traffic.sent.filter(({ request }, index) => traffic.sent.findIndex((one) => one.request === request) === index);
        expect(firstSent.map(({ request }) => request)).toEqual(arrivals.map((_, index) => index));
      }),
    ));

  test.each([
    ['ARM reads', 250, 25, 1500],
    ['ARM writes', 200, 10, 1000],
    ['Resource Graph', 15, 3, 400],
    ['a slow provider', 5, 0.5, 200],
    ['the network provider', 100, 3.3, 500],
  ])('of %s (%d, %d/s) are rejected at most once in ten', async (name, capacity, perSecond, needed) => {
    const server = createTokenServer(capacity, perSecond);
    const { clock, sent, start } = createTraffic(server);
    let next = 0;
    const clients = Array.from({ length: 8 }, async () => {
      while (next < needed) await start(next++);
    });
    await Promise.race([Promise.all(clients), clock.advance(4 * 3_600_000)]);
    await Promise.all(clients);
    const seconds = Math.round(sent.at(-1)?.at ?? 0) / 1000;
    const ideal = (needed - capacity) / perSecond;
    console.log(`${name}: ${sent.length} sent for ${needed}, ${(sent.length / needed).toFixed(3)}; ${seconds} s (ideal ${ideal} s)`);
    expect(sent.length / needed).toBeLessThanOrEqual(1.1);
    expect(seconds).toBeLessThan(2 * ideal + 30);
  });
});
