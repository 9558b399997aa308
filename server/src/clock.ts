import { setMaxListeners } from 'node:events';

/** Source of time for the server; tests pass a clock that they advance by hand. */
export interface Clock {
  /** Returns wall time in milliseconds since 1970, for display and expiry. */
  now(): number;
  /** Returns monotonic milliseconds, for durations: wall time can be set back. */
  ticks(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason if the signal aborts first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Longest timer of Node.js, 25 days; it fires longer ones at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      let timer: ReturnType<typeof setTimeout>;
      const wait = (left: number) => {
        timer = setTimeout(
          () => {
            if (left > MAX_TIMER_MS) return wait(left - MAX_TIMER_MS);
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
          Math.min(left, MAX_TIMER_MS),
        );
      };
      wait(milliseconds);
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};

/** Formats wall time (milliseconds since 1970) as the API does: ISO 8601 in UTC. */
export const formatIsoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

/**
 * Runs work with a signal that aborts after `milliseconds` or with the outer signal, whichever comes first, and stops waiting then even
 * if the work ignores the signal. `createTimeoutError` creates the error for a missed deadline.
 */
export async function withDeadline<T>(
  { clock, milliseconds, signal, createTimeoutError }: Deadline,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // many parallel requests listen to the signal of one read; this is not a leak
  setMaxListeners(0, controller.signal);
  const done = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const stopped = new Promise<never>((_, reject) => {
    const onAbort = () => reject(controller.signal.reason);
    if (controller.signal.aborted) onAbort();
    controller.signal.addEventListener('abort', onAbort, { once: true });
  });
  stopped.catch(() => undefined);
  clock.sleep(milliseconds, done.signal).then(
    () => controller.abort(createTimeoutError()),
    () => undefined,
  );
  try {
    return await Promise.race([run(controller.signal), stopped]);
  } finally {
    done.abort();
    signal?.removeEventListener('abort', stop);
  }
}

export interface Deadline {
  readonly clock: Clock;
  readonly milliseconds: number;
  readonly signal?: AbortSignal | undefined;
  readonly createTimeoutError: () => Error;
}
