import { type Answers, STOPS, type Stop } from '@peerscape/shared/tour';
import { z } from 'zod';

/** Progress of the tour in an estate, stored on the server. */
export interface TourPlace {
  /** ID of the current stop. */
  readonly stop: string;
  /** Completed stops. Stored because later stops undo the changes of earlier ones. */
  readonly done: readonly string[];
  readonly answers: Answers;
}

/** Progress at the start of the tour. */
export const START: TourPlace = { stop: STOPS[0]?.id ?? '', done: [], answers: {} };

const StoredProgress = z.object({
  stop: z.string(),
  done: z.array(z.string()),
  answers: z.record(z.string(), z.object({ error: z.object({ code: z.string(), message: z.string() }).exactOptional() })),
});

/** Parses a stored document; the start of the tour if it is missing or invalid. */
export const placeIn = (value: unknown): TourPlace => StoredProgress.safeParse(value).data ?? START;

/** Returns the index of the current stop, from 0; 0 if the stop is unknown. */
export const stopAt = ({ stop }: TourPlace): number =>
  Math.max(
    0,
    STOPS.findIndex(({ id }) => id === stop),
  );

/** Moves one stop forward or back; unchanged at either end. */
export function moved(progress: TourPlace, by: 1 | -1): TourPlace {
  const next = STOPS[stopAt(progress) + by];
  return next ? { ...progress, stop: next.id } : progress;
}

/** Marks a stop as done. */
export const withDone = (progress: TourPlace, { id }: Stop): TourPlace =>
  progress.done.includes(id) ? progress : { ...progress, done: [...progress.done, id] };

/** Stores the last ARM response to an action of the external actor. */
export const withAnswer = (progress: TourPlace, act: string, response: Answers[string]): TourPlace => ({
  ...progress,
  answers: { ...progress.answers, [act]: response },
});
