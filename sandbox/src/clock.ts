/** What time it is in the sandbox. Everything that waits or expires asks this clock and no other. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** A clock that a test can hold: it runs with the machine or stands still, and can be moved forward. */
export interface VirtualClock extends Clock {
  advance(ms: number): void;
  /** `true`: time passes only by `advance`. */
  stand(still: boolean): void;
  isStanding(): boolean;
}

/** A clock that shows the machine's time until it is told otherwise. */
export function virtualClock(machine: () => number = Date.now): VirtualClock {
  let offset = 0;
  let stoodAt: number | undefined;
  const now = () => stoodAt ?? machine() + offset;
  return {
    now,
    advance(ms) {
      if (stoodAt === undefined) offset += ms;
      else stoodAt += ms;
    },
    stand(still) {
      if (still) stoodAt ??= now();
      else if (stoodAt !== undefined) {
        offset = stoodAt - machine();
        stoodAt = undefined;
      }
    },
    isStanding: () => stoodAt !== undefined,
  };
}
