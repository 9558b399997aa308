import { z } from 'zod';

/** Where people have put VNets by hand, in units of the map: by the name of the arrangement, since each is a map of its own, then by key. */
export type OwnPositions = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;

interface Point {
  readonly x: number;
  readonly y: number;
}

const Kept = z.record(z.string(), z.record(z.string(), z.tuple([z.number(), z.number()])));

/** The positions in whatever is kept; none where it cannot be read as such. */
export const readPositions = (value: unknown): OwnPositions => Kept.safeParse(value).data ?? {};

/** The positions of one arrangement, by key. */
export const positionsIn = (own: OwnPositions, arrangement: string): ReadonlyMap<string, Point> =>
  new Map(Object.entries(own[arrangement] ?? {}).map(([key, [x, y]]) => [key, { x, y }]));

/** With that VNet at that place. */
export const movedTo = (own: OwnPositions, arrangement: string, key: string, at: Point): OwnPositions => ({
  ...own,
  [arrangement]: { ...own[arrangement], [key]: [Math.round(at.x), Math.round(at.y)] },
});

/** Without any in that arrangement. */
export function forgotten(own: OwnPositions, arrangement: string): OwnPositions {
  const { [arrangement]: _, ...rest } = own;
  return rest;
}
