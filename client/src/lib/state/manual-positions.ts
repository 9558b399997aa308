import type { ManualPositions, PositionPatch } from '@peerscape/shared/api';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Returns the positions of one arrangement, by VNet key. */
export const positionsOf = (all: ManualPositions, arrangement: string): ReadonlyMap<string, Point> =>
  new Map(Object.entries(all[arrangement] ?? {}).map(([key, [x, y]]) => [key, { x, y }]));

/** Creates the patch that moves one VNet in one arrangement, rounded to whole units. */
export const createMove = (arrangement: string, key: string, { x, y }: Point): PositionPatch => ({
  layout: arrangement,
  key,
  at: [Math.round(x), Math.round(y)],
});

/** Creates the patches that set all positions of one arrangement, as to undo its reset. */
export const createMoves = (all: ManualPositions, arrangement: string): readonly PositionPatch[] =>
  Object.entries(all[arrangement] ?? {}).map(([key, at]) => ({ layout: arrangement, key, at }));
