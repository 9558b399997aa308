import type { Point } from './room.ts';

/**
 * Whether a place lies inside the closed line through these points. Inside is whatever the line goes around, also where it crosses itself:
 * a hand that circles something twice means it all the more. Fewer than three points go around nothing.
 */
export function isInside(line: readonly Point[], { x, y }: Point): boolean {
  let winding = 0;
  let from = line.at(-1);
  for (const to of line) {
    if (from && from.y <= y !== to.y <= y) {
      const isLeft = (to.x - from.x) * (y - from.y) - (x - from.x) * (to.y - from.y) > 0;
      if (isLeft === to.y > from.y) winding += to.y > from.y ? 1 : -1;
    }
    from = to;
  }
  return winding !== 0;
}
