import type { Reading } from '@peerscape/shared/api';

/** Time after which a running read is mentioned: most end before. */
export const SLOW_READ_MS = 3000;
/** Time without an answer from Azure after which a notice offers to cancel the read. */
export const NO_ANSWER_MS = 10_000;

/** Times of the running read in milliseconds. */
export interface ReadTimes {
  readonly runningMs: number;
  /** Time for which Azure has not answered a request; 0 if none is unanswered. */
  readonly unansweredMs: number;
}

/** Returns how long the read has run, and how long Azure has not answered; both 0 without a read. */
export function measureRead(reading: Reading | null | undefined, now: number): ReadTimes {
  const sinceMs = (time: string | undefined) => (time === undefined ? 0 : Math.max(0, now - Date.parse(time)));
  return { runningMs: sinceMs(reading?.since), unansweredMs: sinceMs(reading?.unansweredSince) };
}
