import type { Box } from '../geometry/bounds.ts';

/** Tracks occupied areas of the screen, so that labels and glyphs never overlap. */
export interface LabelDeclutter {
  /** Reserves the box if it is free. Returns false if it is not. */
  tryReserve(box: Box): boolean;
  /** Reserves the box whether or not it is free. */
  reserve(box: Box): void;
}

const CELL = 64;

/** Creates a label declutter for an empty screen. */
export function createLabelDeclutter(): LabelDeclutter {
  const cells = new Map<number, Box[]>();
  const keysOf = function* (box: Box) {
    for (let row = Math.floor(box.y1 / CELL); row <= Math.floor(box.y2 / CELL); row++)
      for (let column = Math.floor(box.x1 / CELL); column <= Math.floor(box.x2 / CELL); column++) yield row * 100_003 + column;
  };
  const isFree = (box: Box): boolean => {
    for (const key of keysOf(box)) if (cells.get(key)?.some((other) => boxesOverlap(box, other))) return false;
    return true;
  };
  const reserve = (box: Box) => {
    for (const key of keysOf(box)) {
      const list = cells.get(key);
      if (list) list.push(box);
      else cells.set(key, [box]);
    }
  };
  return {
    reserve: reserve,
    tryReserve(box) {
      const free = isFree(box);
      if (free) reserve(box);
      return free;
    },
  };
}

/** Returns true if two boxes share more than an edge. */
export const boxesOverlap = (one: Box, other: Box): boolean =>
  one.x1 < other.x2 && other.x1 < one.x2 && one.y1 < other.y2 && other.y1 < one.y2;
