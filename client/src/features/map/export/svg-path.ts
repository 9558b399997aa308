import type { Point } from '../geometry/bounds.ts';
import { roundToHundredths } from './xml.ts';

/** Transformation from canvas units to file units: `x' = ax + cy + e`, `y' = bx + dy + f`. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Multiplies two matrices: the result applies the second one first. */
export const multiply = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];

/** Transforms a point. */
export const transform = ([a, b, c, d, e, f]: Matrix, x: number, y: number): Point => ({ x: a * x + c * y + e, y: b * x + d * y + f });

/** Returns the scale factor of a matrix; the map never scales x and y differently. */
export const scaleOf = ([a, b]: Matrix): number => Math.hypot(a, b);

/** Part of a path, in file units. */
export type Shape =
  | { readonly kind: 'line'; d: string; end: Point }
  | { readonly kind: 'circle'; readonly at: Point; readonly radius: number }
  | { readonly kind: 'box'; readonly at: Point; readonly width: number; readonly height: number; readonly radius: number };

/** Formats a point as path data. */
export const formatPoint = ({ x, y }: Point): string => `${roundToHundredths(x)} ${roundToHundredths(y)}`;

/** Returns the path data of a box with different corner radii; radii are clockwise from the upper left. */
export function formatRoundRect({ x, y }: Point, width: number, height: number, radii: readonly number[]): string {
  const [r1 = 0, r2 = r1, r3 = r1, r4 = r2] = radii;
  const corner = (radius: number, to: Point) =>
    radius > 0 ? `A${roundToHundredths(radius)} ${roundToHundredths(radius)} 0 0 1 ${formatPoint(to)}` : '';
  return [
    `M${formatPoint({ x: x + r1, y })}L${formatPoint({ x: x + width - r2, y })}`,
    `${corner(r2, { x: x + width, y: y + r2 })}L${formatPoint({ x: x + width, y: y + height - r3 })}`,
    `${corner(r3, { x: x + width - r3, y: y + height })}L${formatPoint({ x: x + r4, y: y + height })}`,
    `${corner(r4, { x, y: y + height - r4 })}L${formatPoint({ x, y: y + r1 })}`,
    `${corner(r1, { x: x + r1, y })}Z`,
  ].join('');
}

/** Returns the arc that rounds a corner: its start, its end and its sweep flag. */
export function roundedCorner(from: Point, corner: Point, to: Point, radius: number): { from: Point; to: Point; sweep: 0 | 1 } {
  const [ax, ay, bx, by] = [from.x - corner.x, from.y - corner.y, to.x - corner.x, to.y - corner.y];
  const [a, b] = [Math.hypot(ax, ay) || 1, Math.hypot(bx, by) || 1];
  const cross = ax * by - ay * bx;
  const angle = Math.acos(Math.max(-1, Math.min(1, (ax * bx + ay * by) / (a * b))));
  const distance = radius / Math.max(1e-6, Math.tan(angle / 2));
  return {
    from: { x: corner.x + (ax / a) * distance, y: corner.y + (ay / a) * distance },
    to: { x: corner.x + (bx / b) * distance, y: corner.y + (by / b) * distance },
    sweep: cross > 0 ? 0 : 1,
  };
}
