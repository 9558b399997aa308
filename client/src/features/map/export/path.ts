import type { Point } from '../geometry/room.ts';
import { short } from './xml.ts';

/** What takes a canvas's units to those of the file: `x' = ax + cy + e`, `y' = bx + dy + f`. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The matrix that does `inner` first and `outer` then. */
export const times = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];

export const moved = ([a, b, c, d, e, f]: Matrix, x: number, y: number): Point => ({ x: a * x + c * y + e, y: b * x + d * y + f });

/** How much longer lines become; nothing on the map is ever stretched in one direction only. */
export const scaleOf = ([a, b]: Matrix): number => Math.hypot(a, b);

/** A part of a path, in the units of the file. */
export type Shape =
  | { readonly kind: 'line'; d: string; end: Point }
  | { readonly kind: 'circle'; readonly at: Point; readonly radius: number }
  | { readonly kind: 'box'; readonly at: Point; readonly width: number; readonly height: number; readonly radius: number };

export const at = ({ x, y }: Point): string => `${short(x)} ${short(y)}`;

/** A box whose corners are not all alike, as path data; radii from the upper left on, clockwise. */
export function unevenBox({ x, y }: Point, width: number, height: number, radii: readonly number[]): string {
  const [r1 = 0, r2 = r1, r3 = r1, r4 = r2] = radii;
  const corner = (radius: number, to: Point) => (radius > 0 ? `A${short(radius)} ${short(radius)} 0 0 1 ${at(to)}` : '');
  return [
    `M${at({ x: x + r1, y })}L${at({ x: x + width - r2, y })}`,
    `${corner(r2, { x: x + width, y: y + r2 })}L${at({ x: x + width, y: y + height - r3 })}`,
    `${corner(r3, { x: x + width - r3, y: y + height })}L${at({ x: x + r4, y: y + height })}`,
    `${corner(r4, { x, y: y + height - r4 })}L${at({ x, y: y + r1 })}`,
    `${corner(r1, { x: x + r1, y })}Z`,
  ].join('');
}

/** A corner rounded by a circle of that radius: where the line meets the circle, where it leaves it, and which way it turns. */
export function roundedCorner(from: Point, corner: Point, to: Point, radius: number): { from: Point; to: Point; sweep: 0 | 1 } {
  const [ax, ay, bx, by] = [from.x - corner.x, from.y - corner.y, to.x - corner.x, to.y - corner.y];
  const [a, b] = [Math.hypot(ax, ay) || 1, Math.hypot(bx, by) || 1];
  const turn = ax * by - ay * bx;
  const angle = Math.acos(Math.max(-1, Math.min(1, (ax * bx + ay * by) / (a * b))));
  const back = radius / Math.max(1e-6, Math.tan(angle / 2));
  return {
    from: { x: corner.x + (ax / a) * back, y: corner.y + (ay / a) * back },
    to: { x: corner.x + (bx / b) * back, y: corner.y + (by / b) * back },
    sweep: turn > 0 ? 0 : 1,
  };
}
