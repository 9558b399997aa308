import type { Clock } from '../src/clock.ts';

/** A clock whose wall time can be set, as by an administrator or by time synchronisation; durations are not affected. */
interface SettableClock extends Clock {
  /** Sets wall time forward, or back if negative. */
  setWallTime(byMilliseconds: number): void;
}

/** A clock that tests advance by hand. */
export interface FakeClock extends SettableClock {
  /** Advances time and wakes the sleepers in order; waits for the work that they start. */
  advance(milliseconds: number): Promise<void>;
  /** Requested durations of all sleeps, in order. */
  readonly slept: readonly number[];
}

const START = Date.parse('2026-01-01T00:00:00.000Z');

/** Creates a clock whose time advances only through `advance`. Work that only awaits promises needs a single flush between two sleepers. */
export function createFakeClock({ flushes = 20 }: { readonly flushes?: number } = {}): FakeClock {
  let now = START;
  let offset = 0;
  const slept: number[] = [];
  const sleepers = new Set<{ until: number; wake: () => void }>();
  return {
    now: () => now + offset,
    ticks: () => now - START,
    setWallTime: (by) => {
      offset += by;
    },
    slept,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        slept.push(milliseconds);
        const sleeper = { until: now + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      }),
    advance: async (milliseconds) => {
      const end = now + milliseconds;
      for (;;) {
        await flushTasks(flushes);
        const next = [...sleepers].filter(({ until }) => until <= end).sort((a, b) => a.until - b.until)[0];
        if (!next) break;
        sleepers.delete(next);
        now = Math.max(now, next.until);
        next.wake();
      }
      now = end;
      await flushTasks(flushes);
    },
  };
}

const DEADLINE_MS = 60_000;

/** Creates a clock whose sleeps end immediately and are recorded. Sleeps of a minute or more count as deadlines and never end. */
export function createFastClock(): SettableClock & { readonly slept: readonly number[]; pass(milliseconds: number): void } {
  let now = START;
  let offset = 0;
  const slept: number[] = [];
  return {
    now: () => now + offset,
    ticks: () => now - START,
    setWallTime: (by) => {
      offset += by;
    },
    slept,
    sleep: async (milliseconds, signal) => {
      if (milliseconds >= DEADLINE_MS) return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      slept.push(milliseconds);
      now += milliseconds;
    },
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Runs all pending tasks that do not depend on time. */
export async function flushTasks(flushes = 20): Promise<void> {
  for (let i = 0; i < flushes; i++) await new Promise((resolve) => setImmediate(resolve));
}
