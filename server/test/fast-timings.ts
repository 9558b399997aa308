import type { Timing } from '../src/work/change/index.ts';

/** Short timings for tests. */
export const FAST_TIMINGS: Partial<Timing> = {
  heartbeatMs: 50,
  readIntervalMs: 5,
  consistencyTimeoutMs: 400,
  lateWriteMs: 60,
  busyMs: { first: 20, most: 60, deadline: 3_000 },
  operationTimeoutMs: 1_500,
  maxPollIntervalMs: 20,
  typicalStepMs: 100,
};
