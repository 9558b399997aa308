import { setMaxListeners } from 'node:events';

/** Time as the server sees it; tests pass one that they move by hand. */
export interface Clock {
  /** Wall time in milliseconds since 1970, for showing and for expiry. */
  now(): number;
  /** Milliseconds that only ever grow, for durations: wall time can be set back. */
  ticks(): number;
  /** Resolves after that long; rejects with the signal's reason when it aborts first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const give = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', give);
        resolve();
      }, milliseconds);
      signal?.addEventListener('abort', give, { once: true });
    }),
};

/** The moment as the API writes it: ISO 8601 in UTC. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

/**
 * Runs something with a signal that aborts after that long or with the outer signal, whichever comes first, and waits no longer than
 * that even if the work ignores the signal. `tooLate` makes the error of a passed deadline.
 */
export async function withDeadline<T>(
  { clock, milliseconds, signal, tooLate }: Deadline,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // Many requests at once listen to one read's signal; that is no leak.
  setMaxListeners(0, controller.signal);
  const done = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const stopped = new Promise<never>((_, reject) => {
    const give = () => reject(controller.signal.reason);
    if (controller.signal.aborted) give();
    controller.signal.addEventListener('abort', give, { once: true });
  });
  stopped.catch(() => undefined);
  clock.sleep(milliseconds, done.signal).then(
    () => controller.abort(tooLate()),
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
  readonly tooLate: () => Error;
}
