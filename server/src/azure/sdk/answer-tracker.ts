import type { Clock } from '../../clock.ts';

/** Receives the wall time since which Azure has not answered a request, or undefined when no request is unanswered. */
export type UnansweredListener = (since: number | undefined) => void;

/** Tracks since when Azure has not answered, for all requests together. */
export interface AnswerTracker {
  /** Sends a request. If it rejects, Azure has not answered, and the time runs on until it answers another attempt. */
  track<T>(send: () => Promise<T>): Promise<T>;
  /** Calls the listener in place of the previous one, and forgets what Azure did not answer before; returns the unsubscribe function. */
  subscribe(listener: UnansweredListener): () => void;
}

/** Creates a tracker. An answer counts for all requests, because it shows that Azure answers. */
export function createAnswerTracker(clock: Pick<Clock, 'now'>): AnswerTracker {
  let pending = 0;
  let since: number | undefined;
  let listener: UnansweredListener | undefined;
  const set = (next: number | undefined) => {
    if (next === since) return;
    since = next;
    listener?.(since);
  };
  return {
    track: async (send) => {
      pending += 1;
      set(since ?? clock.now());
      try {
        const answer = await send();
        set(pending > 1 ? clock.now() : undefined);
        return answer;
      } finally {
        pending -= 1;
      }
    },
    subscribe: (next) => {
      listener = next;
      set(pending > 0 ? clock.now() : undefined);
      return () => {
        if (listener === next) listener = undefined;
      };
    },
  };
}
