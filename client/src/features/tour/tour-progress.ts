import { type ExternalActResults, STOPS, type Stop } from '@peerscape/shared/tour';
import { z } from 'zod';

/** Progress of the tour in an estate, stored on the server. */
export interface TourProgress {
  /** ID of the current stop. */
  readonly stop: string;
  /** Completed stops. Stored because later stops undo the changes of earlier ones. */
  readonly done: readonly string[];
  readonly answers: ExternalActResults;
}

/** Progress at the start of the tour. */
export const TOUR_START: TourProgress = { stop: STOPS[0]?.id ?? '', done: [], answers: {} };

const StoredProgress = z.object({
  stop: z.string(),
  done: z.array(z.string()),
  answers: z.record(z.string(), z.object({ error: z.object({ code: z.string(), message: z.string() }).exactOptional() })),
});

/** Parses a stored document; the start of the tour if it is missing or invalid. */
export const parseTourProgress = (value: unknown): TourProgress => StoredProgress.safeParse(value).data ?? TOUR_START;

/** Returns the index of the current stop, from 0; 0 if the stop is unknown. */
export const stopIndexOf = ({ stop }: TourProgress): number =>
  Math.max(
    0,
    STOPS.findIndex(({ id }) => id === stop),
  );

/** Moves one stop forward or back; unchanged at either end. */
export function moveStop(progress: TourProgress, by: 1 | -1): TourProgress {
  const next = STOPS[stopIndexOf(progress) + by];
  return next ? { ...progress, stop: next.id } : progress;
}

/** Marks a stop as done. */
export const withDone = (progress: TourProgress, { id }: Stop): TourProgress =>
  progress.done.includes(id) ? progress : { ...progress, done: [...progress.done, id] };

/** Stores the last ARM response to an action of the external actor. */
export const withAnswer = (progress: TourProgress, act: string, response: ExternalActResults[string]): TourProgress => ({
  ...progress,
  answers: { ...progress.answers, [act]: response },
});
