import type { Timing } from '../src/work/change/index.ts';

/** Deadline in milliseconds that no test reaches, even on a busy machine; a test of a deadline sets its own. */
const NEVER_MS = 120_000;

/** Timings for tests: short pauses, and deadlines that do not depend on the speed of the machine. */
export const FAST_TIMINGS: Partial<Timing> = {
  heartbeatMs: 50,
  probationMs: 4_000,
  readIntervalMs: 5,
  consistencyTimeoutMs: NEVER_MS,
  lateWriteMs: 60,
  busyMs: { first: 20, most: 60, deadline: NEVER_MS },
  operationTimeoutMs: NEVER_MS,
  pollIntervalMs: 20,
  typicalStepMs: 100,
};
