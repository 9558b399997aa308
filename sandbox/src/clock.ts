/** Time in the sandbox. Everything that waits or expires uses this clock only. */
export interface Clock {
  /** Returns milliseconds since 1970. */
  now(): number;
}

/** A clock that tests control: it runs with the system time or is frozen, and can be advanced. */
export interface VirtualClock extends Clock {
  /** Moves the clock forward, or back if `ms` is negative. */
  advance(ms: number): void;
  /** Freezes the clock, so that time passes only by `advance`, or lets it run again. */
  setFrozen(isFrozen: boolean): void;
  isFrozen(): boolean;
}

/** Creates a clock that shows the system time until it is frozen or advanced. */
export function createVirtualClock(systemTime: () => number = Date.now): VirtualClock {
  let offset = 0;
  let frozenAt: number | undefined;
  const now = () => frozenAt ?? systemTime() + offset;
  return {
    now,
    advance(ms) {
      if (frozenAt === undefined) offset += ms;
      else frozenAt += ms;
    },
    setFrozen(isFrozen) {
      if (isFrozen) frozenAt ??= now();
      else if (frozenAt !== undefined) {
        offset = frozenAt - systemTime();
        frozenAt = undefined;
      }
    },
    isFrozen: () => frozenAt !== undefined,
  };
}
