import type { Timing } from '../src/work/change/index.ts';

/** Short timings for tests. */
export const HASTY: Partial<Timing> = {
  heartbeatMs: 50,
  lookMs: 5,
  showMs: 400,
  settleMs: 60,
  busyMs: { first: 20, most: 60, deadline: 3_000 },
  operationMs: 1_500,
  longestPollMs: 20,
  usualStepMs: 100,
};
