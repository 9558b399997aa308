import type { Point } from './bounds.ts';

/** Boxes of one size around their centres, indexed by cells so that a line is tested only against those near it. */
export interface Obstacles {
  /** Returns the first box that a segment touches, other than those of the two given items. */
  firstOnSegment(from: Point, to: Point, except: readonly [number, number]): number | undefined;
  /** Tests whether a point lies in a box. */
  contains(at: Point): boolean;
}

/** Half the size of a box. */
export interface HalfSize {
  readonly width: number;
  readonly height: number;
}

/** Tests whether a box around a centre touches the segment between two points (separating axis test). */
export function touchesSegment(centre: Point, { width, height }: HalfSize, from: Point, to: Point): boolean {
  if (Math.abs(centre.x - (from.x + to.x) / 2) > width + Math.abs(to.x - from.x) / 2) return false;
  if (Math.abs(centre.y - (from.y + to.y) / 2) > height + Math.abs(to.y - from.y) / 2) return false;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return Math.abs((centre.x - from.x) * dy - (centre.y - from.y) * dx) <= width * Math.abs(dy) + height * Math.abs(dx);
}

/** Indexes boxes by the cells that they touch; a cell has the size of a box. */
export function createObstacles(xs: ArrayLike<number>, ys: ArrayLike<number>, half: HalfSize): Obstacles {
  const [width, height] = [2 * half.width, 2 * half.height];
  const cells = new Map<number, number[]>();
  const cellOf = (column: number, row: number) => row * 1_000_003 + column;
  const column = (x: number) => Math.floor(x / width);
  const row = (y: number) => Math.floor(y / height);
  const centres = Array.from(xs, (x, item): Point => ({ x, y: ys[item] ?? 0 }));
  centres.forEach(({ x, y }, item) => {
    for (let r = row(y - half.height); r <= row(y + half.height); r++)
      for (let c = column(x - half.width); c <= column(x + half.width); c++) {
        const items = cells.get(cellOf(c, r));
        if (items) items.push(item);
        else cells.set(cellOf(c, r), [item]);
      }
  });
  /** Returns the first box that a short segment touches; it visits all cells of its bounds. */
  const firstOnShortSegment = (from: Point, to: Point, [one, other]: readonly [number, number]): number | undefined => {
    const [left, right] = [column(Math.min(from.x, to.x)), column(Math.max(from.x, to.x))];
    const [top, bottom] = [row(Math.min(from.y, to.y)), row(Math.max(from.y, to.y))];
    let first: number | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (let r = top; r <= bottom; r++) {
      for (let c = left; c <= right; c++) {
        for (const item of cells.get(cellOf(c, r)) ?? NOTHING) {
          const centre = centres[item];
          if (!centre || item === one || item === other || !touchesSegment(centre, half, from, to)) continue;
          const along = (centre.x - from.x) * (to.x - from.x) + (centre.y - from.y) * (to.y - from.y);
          if (along < least) [first, least] = [item, along];
        }
      }
    }
    return first;
  };
  return {
    firstOnSegment(from, to, except) {
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const steps = Math.max(1, Math.ceil(Math.max(Math.abs(dx) / width, Math.abs(dy) / height)));
      let start = from;
      for (let step = 1; step <= steps; step++) {
        const end = { x: from.x + (dx * step) / steps, y: from.y + (dy * step) / steps };
        const first = firstOnShortSegment(start, end, except);
        if (first !== undefined) return first;
        start = end;
      }
      return undefined;
    },
    contains: (at) => firstOnShortSegment(at, at, NONE) !== undefined,
  };
}

const NOTHING: readonly number[] = [];
const NONE = [-1, -1] as const;
