import { computeBackoff } from '../../backoff.ts';
import type { Clock } from '../../clock.ts';

/** Longest times that a request waits, in milliseconds. */
export interface Patience {
  /** For a closed bucket to open. */
  readonly closedMs: number;
  /** In all, also for the answer to a request that goes first; unlimited if absent. */
  readonly totalMs?: number;
}

/** Answer to a request that wants to be sent: now, or not before the wall time `until`. `refusal` is why the bucket is closed. */
type Admission<Refusal> = { readonly kind: 'admitted' } | { readonly kind: 'closed'; readonly until: number; readonly refusal: Refusal };

/** One request in a bucket, from its first attempt to its last. */
interface Place<Refusal> {
  /** Resolves when the request may be sent, or as soon as that would take longer than its patience. After each admission, call `leave` or `reject`. */
  enter(patience: Patience, signal: AbortSignal | undefined): Promise<Admission<Refusal>>;
  /** Reports that the request was not throttled. `wasAnswered` is false if no response arrived, which proves nothing. */
  leave(wasAnswered: boolean): void;
  /** Reports that the request was throttled, which closes the bucket. Returns the wall time at which it opens, at least a normal backoff from now. */
  reject(refusal: Refusal, requestedMs: number | undefined): number;
}

/**
 * The requests that Azure counts together. A throttled request closes the bucket for all; then one request goes first, and the others follow
 * in the order in which they came, at intervals that adapt to the rejections.
 */
export interface Bucket<Refusal> {
  join(): Place<Refusal>;
  /** Allows one request to be sent although the bucket is closed, or no longer allows it. */
  setEarlyRequest(isAllowed: boolean): void;
}

const BACKOFF = { first: 1000, most: 30_000 };
/** A requested wait that is shorter is no protection against a hot loop. */
const SHORTEST_WAIT_MS = 1000;

/** Milliseconds between two requests after the first rejection: this part of the wait, within these limits. */
const FIRST_SPACING = { partOfWait: 1 / 20, least: 50, most: 1000 };
const MAX_SPACING_MS = 5000;
/** Each rejection doubles the pause between requests, each success shortens it: one request in about 34 is rejected. */
const SPACING_FACTOR = { rejected: 2, succeeded: 0.98 };
/** Pauses that are shorter than this are not kept. */
const MIN_SPACING_MS = 5;
/** Deviation of the wall clock from the monotonic clock that does not change a time that was already reported. */
const CLOCK_DRIFT_MS = 1000;

interface Waiter<Refusal> {
  readonly order: number;
  readonly patience: Patience;
  readonly since: number;
  readonly answer: (admission: Admission<Refusal>) => void;
}

/** Creates an open bucket. Times are monotonic; `random` returns a number from 0 to 1. */
export function createBucket<Refusal>({ clock, random }: { readonly clock: Clock; readonly random: () => number }): Bucket<Refusal> {
  const queue: Waiter<Refusal>[] = [];
  let joined = 0;
  let opensAt = 0;
  let reportedUntil = 0;
  let refusal: Refusal | undefined;
  /** Counts the closings, so that requests sent before one are not mistaken for another reason to slow down. */
  let closings = 0;
  let rejectionsInRow = 0;
  let spacingMs = 0;
  let nextAt = 0;
  /** True until a request was answered after the bucket was closed. */
  let isUnproven = false;
  /** The request that goes first while the others wait. */
  let leader: number | undefined;
  let isEarlyAllowed = false;
  let alarm: AbortController | undefined;

  const remove = (waiter: Waiter<Refusal>) => {
    const index = queue.indexOf(waiter);
    if (index >= 0) queue.splice(index, 1);
  };
  const patienceEnd = ({ since, patience }: Waiter<Refusal>) => since + (patience.totalMs ?? Number.POSITIVE_INFINITY);
  /** Returns the wall time at which the bucket opens: the same at each call, unless the wall clock was set. */
  const until = () => {
    const exact = Math.round(clock.now() + opensAt - clock.ticks());
    if (Math.abs(exact - reportedUntil) > CLOCK_DRIFT_MS) reportedUntil = exact;
    return reportedUntil;
  };
  /** Turns away the waiters whose turn would come after their patience has ended; while a request goes first, those whose patience has ended. */
  const dismiss = (start: number) => {
    const now = clock.ticks();
    for (const [index, waiter] of [...queue.entries()]) {
      const turn = start + index * spacingMs;
      // a request that goes first may open the bucket at any time
      const isClosedTooLong = leader === undefined && opensAt - waiter.since > waiter.patience.closedMs;
      const isTooLate = (leader === undefined ? turn : now) >= patienceEnd(waiter);
      if (refusal === undefined || !(isClosedTooLong || isTooLate)) continue;
      remove(waiter);
      waiter.answer({ kind: 'closed', until: isClosedTooLong ? until() : clock.now() + turn - clock.ticks(), refusal });
    }
  };
  const wakeAt = (at: number) => {
    if (at === Number.POSITIVE_INFINITY) return;
    const next = new AbortController();
    alarm = next;
    clock.sleep(Math.ceil(at - clock.ticks()), next.signal).then(advance, () => undefined);
  };
  const admit = (waiter: Waiter<Refusal>, now: number) => {
    remove(waiter);
    if (isUnproven) leader = waiter.order;
    nextAt = now + spacingMs;
    waiter.answer({ kind: 'admitted' });
  };
  /** Admits the waiters whose turn it is, and sets the alarm for the next turn or the next end of a patience. */
  const advance = () => {
    alarm?.abort();
    alarm = undefined;
    for (;;) {
      const now = clock.ticks();
      const isEarly = leader === undefined && isEarlyAllowed && opensAt > now;
      const start = isEarly ? now : Math.max(now, opensAt, nextAt);
      if (start > now || leader !== undefined) dismiss(start);
      const [head] = queue;
      if (!head) return;
      if (leader !== undefined) return wakeAt(Math.min(...queue.map(patienceEnd)));
      if (start > now) return wakeAt(start);
      if (isEarly) isEarlyAllowed = false;
      admit(head, now);
    }
  };

  const join = (): Place<Refusal> => {
    const order = joined++;
    /** The bucket when the request was admitted. */
    let before = { closings, opensAt };
    const enter: Place<Refusal>['enter'] = (patience, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = () => {
          remove(waiter);
          reject(signal?.reason);
          advance();
        };
        const answer: Waiter<Refusal>['answer'] = (admission) => {
          signal?.removeEventListener('abort', onAbort);
          before = { closings, opensAt };
          resolve(admission);
        };
        const waiter = { order, patience, since: clock.ticks(), answer };
        signal?.addEventListener('abort', onAbort, { once: true });
        const index = queue.findIndex((other) => other.order > order);
        queue.splice(index < 0 ? queue.length : index, 0, waiter);
        advance();
      });
    return {
      enter,
      leave: (wasAnswered) => {
        const isLeader = leader === order;
        if (isLeader) leader = undefined;
        // a rejection that has arrived meanwhile still asks to wait
        if (wasAnswered && isLeader && before.opensAt === opensAt) {
          isUnproven = false;
          opensAt = 0;
        }
        if (wasAnswered && before.closings === closings) {
          rejectionsInRow = 0;
          spacingMs *= SPACING_FACTOR.succeeded;
          if (spacingMs < MIN_SPACING_MS) spacingMs = 0;
        }
        advance();
      },
      reject: (reason, requestedMs = 0) => {
        const now = clock.ticks();
        const isNews = before.closings === closings;
        if (isNews) {
          closings += 1;
          rejectionsInRow += 1;
        }
        const waitMs =
          requestedMs >= SHORTEST_WAIT_MS ? requestedMs : Math.max(requestedMs, computeBackoff(rejectionsInRow, BACKOFF, random()));
        if (isNews) {
          const { partOfWait, least, most } = FIRST_SPACING;
          const firstSpacing = Math.min(most, Math.max(least, waitMs * partOfWait));
          spacingMs = spacingMs === 0 ? firstSpacing : Math.min(MAX_SPACING_MS, spacingMs * SPACING_FACTOR.rejected);
        }
        // what Azure says last counts; requests that were sent before it said so can only extend it
        opensAt = isNews && before.opensAt === opensAt ? now + waitMs : Math.max(opensAt, now + waitMs);
        refusal = reason;
        isUnproven = true;
        if (leader === order) leader = undefined;
        advance();
        return until();
      },
    };
  };
  return {
    join,
    setEarlyRequest: (isAllowed) => {
      isEarlyAllowed = isAllowed;
      advance();
    },
  };
}
