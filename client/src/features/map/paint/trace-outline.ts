import type { Point } from '../geometry/bounds.ts';
import type { Polyline } from '../geometry/polyline.ts';
import type { DrawingContext } from './paint-context.ts';

/** Adds an outline to the current path. Corners are rounded by a radius, or by as much as cuts off no more than `cut` of each corner. */
export function traceOutline(ctx: DrawingContext, corners: readonly Point[], rounding: number | { readonly cut: number }): void {
  const last = corners.at(-1);
  const [first] = corners;
  if (!first || !last) return;
  ctx.moveTo((first.x + last.x) / 2, (first.y + last.y) / 2);
  corners.forEach((corner, i) => {
    const next = corners[(i + 1) % corners.length] ?? corner;
    const radius = typeof rounding === 'number' ? rounding : maxRadius(corners.at(i - 1) ?? corner, corner, next, rounding.cut);
    ctx.arcTo(corner.x, corner.y, (corner.x + next.x) / 2, (corner.y + next.y) / 2, radius);
  });
  ctx.closePath();
}

/** Adds a line with rounded corners to the current path. Its corners are cut off by up to `cut`. */
export function traceLine(ctx: DrawingContext, line: Polyline, cut: number): void {
  ctx.moveTo(line[0].x, line[0].y);
  for (let i = 1; i < line.length - 1; i++) {
    const [before, corner, after] = [line[i - 1] ?? line[0], line[i] ?? line[0], line[i + 1] ?? line[0]];
    ctx.arcTo(corner.x, corner.y, (corner.x + after.x) / 2, (corner.y + after.y) / 2, maxRadius(before, corner, after, cut));
  }
  const last = line.at(-1) ?? line[0];
  ctx.lineTo(last.x, last.y);
}

/** Returns the largest radius whose arc starts and ends within half the distance to the neighbouring corners. */
function maxRadius(before: Point, corner: Point, after: Point, cut: number): number {
  const [ax, ay, bx, by] = [before.x - corner.x, before.y - corner.y, after.x - corner.x, after.y - corner.y];
  const half = Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by)) / 2;
  const reach = Math.min(Math.hypot(ax, ay), Math.hypot(bx, by)) / 2;
  return Math.min(reach * Math.tan(half), cut / Math.max(1 / Math.sin(half) - 1, 1e-6));
}
