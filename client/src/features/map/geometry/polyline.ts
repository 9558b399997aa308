import type { Point } from './bounds.ts';

/** Line of at least two points. Positions on it are shares of its length, from 0 to 1. */
export type Polyline = readonly [Point, ...Point[]];

const distance = (from: Point, to: Point): number => Math.hypot(to.x - from.x, to.y - from.y);

export function lengthOfPolyline(line: Polyline): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) length += distance(line[i - 1] ?? line[0], line[i] ?? line[0]);
  return length;
}

const interpolate = (from: Point, to: Point, t: number): Point => ({ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t });

/** Finds the segment at a position: the index of its first point, and the position within it. */
function findSegment(line: Polyline, position: number): { readonly index: number; readonly t: number } {
  // nearly all lines are straight, and many are asked for in every frame
  if (line.length === 2) return { index: 0, t: position };
  let rest = lengthOfPolyline(line) * position;
  for (let index = 0; index < line.length - 1; index++) {
    const length = distance(line[index] ?? line[0], line[index + 1] ?? line[0]);
    if (rest <= length || index === line.length - 2) return { index, t: length > 0 ? Math.min(1, rest / length) : 0 };
    rest -= length;
  }
  return { index: 0, t: 0 };
}

/** Returns the point at a position. */
export function pointOn(line: Polyline, position: number): Point {
  const { index, t } = findSegment(line, position);
  return interpolate(line[index] ?? line[0], line[index + 1] ?? line[0], t);
}

/** Returns the direction at a position, in radians. */
export function directionOn(line: Polyline, position: number): number {
  const { index } = findSegment(line, position);
  const [from, to] = [line[index] ?? line[0], line[index + 1] ?? line[0]];
  return Math.atan2(to.y - from.y, to.x - from.x);
}

/** Returns the part of a line from its start to a position. */
export function startOfPolyline(line: Polyline, position: number): Polyline {
  const [first, ...others] = line;
  return [first, ...others.slice(0, findSegment(line, position).index), pointOn(line, position)];
}

/** Returns the part of a line from a position to its end. */
export const endOfPolyline = (line: Polyline, position: number): Polyline => [
  pointOn(line, position),
  ...line.slice(findSegment(line, position).index + 1),
];

export const reversePolyline = (line: Polyline): Polyline => [line.at(-1) ?? line[0], ...line.slice(0, -1).reverse()];

/** Returns a line with its points converted. */
export const mapPolyline = ([first, ...others]: Polyline, convert: (point: Point) => Point): Polyline => [
  convert(first),
  ...others.map(convert),
];

/** Returns the distance of a point from a line, and the nearest position on it. */
export function projectOntoPolyline(line: Polyline, at: Point): { readonly distance: number; readonly position: number } {
  const length = lengthOfPolyline(line) || 1;
  let nearest = { distance: Number.POSITIVE_INFINITY, position: 0 };
  let before = 0;
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1] ?? line[0], line[i] ?? line[0]];
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const t = Math.max(0, Math.min(1, ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy || 1)));
    const away = distance(interpolate(from, to, t), at);
    const own = distance(from, to);
    if (away < nearest.distance) nearest = { distance: away, position: (before + t * own) / length };
    before += own;
  }
  return nearest;
}
