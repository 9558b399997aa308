import type { Point } from './bounds.ts';

/**
 * Tests whether a point lies inside the closed line, by the non-zero winding rule: areas that a self-crossing line encloses twice count
 * as inside. A line of fewer than three points encloses nothing.
 */
export function isInsidePolygon(line: readonly Point[], { x, y }: Point): boolean {
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
