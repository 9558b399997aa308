import { z } from 'zod';

/** Manual VNet positions in map units, by arrangement (each has its own map) and then by VNet key. */
export type ManualPositions = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;

interface Point {
  readonly x: number;
  readonly y: number;
}

const StoredPositions = z.record(z.string(), z.record(z.string(), z.tuple([z.number(), z.number()])));

/** Parses stored positions; returns none when the value is invalid. */
export const parsePositions = (value: unknown): ManualPositions => StoredPositions.safeParse(value).data ?? {};

/** Returns the positions of one arrangement, by VNet key. */
export const positionsOf = (all: ManualPositions, arrangement: string): ReadonlyMap<string, Point> =>
  new Map(Object.entries(all[arrangement] ?? {}).map(([key, [x, y]]) => [key, { x, y }]));

/** Sets the position of one VNet in one arrangement, rounded to whole units. */
export const setPosition = (all: ManualPositions, arrangement: string, key: string, at: Point): ManualPositions => ({
  ...all,
  [arrangement]: { ...all[arrangement], [key]: [Math.round(at.x), Math.round(at.y)] },
});

/** Drops all saved positions of one arrangement. */
export function clearPositions(all: ManualPositions, arrangement: string): ManualPositions {
  const { [arrangement]: _, ...rest } = all;
  return rest;
}
