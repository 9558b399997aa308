import type { Point } from './bounds.ts';
import type { Size } from './view.ts';

/** Distance from the point, and from the edges of the area, in CSS pixels. */
const GAP = 16;
const EDGE = 8;

/**
 * Returns the upper left corner of a box beside a point of an area: to its right and below, or where that has no space, to its left and above,
 * and as far inside as possible. A box above also leaves out the height `clear` over the point.
 */
export const placeBeside = (at: Point, box: Size, area: Size, clear = 0): Point => ({
  x: placeOnAxis(at.x + GAP, at.x - GAP - box.width, box.width, area.width),
  y: placeOnAxis(at.y + GAP, at.y - clear - GAP - box.height, box.height, area.height),
});

function placeOnAxis(after: number, before: number, length: number, space: number): number {
  if (after + length <= space - EDGE) return after;
  return before >= EDGE ? before : Math.max(EDGE, space - EDGE - length);
}
