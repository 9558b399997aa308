import { type Answers, STOPS, type Stop } from '@peerscape/shared/tour';
import { z } from 'zod';

/** How far the tour of an estate is, as the server keeps it. */
export interface TourPlace {
  /** Id of the stop. */
  readonly stop: string;
  /** The stops that Azure was seen to be done with: later ones undo what earlier ones made. */
  readonly done: readonly string[];
  readonly answers: Answers;
}

export const START: TourPlace = { stop: STOPS[0]?.id ?? '', done: [], answers: {} };

const KeptPlace = z.object({
  stop: z.string(),
  done: z.array(z.string()),
  answers: z.record(z.string(), z.object({ error: z.object({ code: z.string(), message: z.string() }).exactOptional() })),
});

/** The place in a kept document; the start where there is none, or where it cannot be read as one. */
export const placeIn = (value: unknown): TourPlace => KeptPlace.safeParse(value).data ?? START;

/** Number of the stop, from 0; the first, where this build knows no stop of that id. */
export const stopAt = ({ stop }: TourPlace): number =>
  Math.max(
    0,
    STOPS.findIndex(({ id }) => id === stop),
  );

/** The place one stop further or back; the same at either end. */
export function moved(place: TourPlace, by: 1 | -1): TourPlace {
  const next = STOPS[stopAt(place) + by];
  return next ? { ...place, stop: next.id } : place;
}

/** The place with that stop done. */
export const withDone = (place: TourPlace, { id }: Stop): TourPlace =>
  place.done.includes(id) ? place : { ...place, done: [...place.done, id] };

/** The place with what ARM answered the colleague last. */
export const withAnswer = (place: TourPlace, act: string, answer: Answers[string]): TourPlace => ({
  ...place,
  answers: { ...place.answers, [act]: answer },
});
