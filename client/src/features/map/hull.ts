import { around, type Box, CARD, type Point, ROOM } from './placement/room.ts';
import type { Scene } from './scene.ts';

const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** Whether a place lies inside a hull. */
export const isInHull = (hull: readonly Point[], at: Point): boolean =>
  hull.every((corner, i) => turn(corner, hull[(i + 1) % hull.length] ?? corner, at) >= 0);

/** The convex hull of places, each corner a turn in the same direction. */
function hullOf(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((p, q) => p.x - q.x || p.y - q.y);
  const chain = (along: readonly Point[]) => {
    const kept: Point[] = [];
    for (const point of along) {
      while (kept.length > 1 && turn(kept.at(-2) ?? point, kept.at(-1) ?? point, point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

/** The hull around VNets that stand at these places; it keeps so far off their room. */
export const hullAround = (points: readonly Point[], margin: number): Point[] => hullOf(points.flatMap((at) => cornersOf(at, margin)));

function cornersOf({ x, y }: Point, margin: number): Point[] {
  const [wide, high] = [ROOM.width / 2 + margin, ROOM.height / 2 + margin];
  return [
    { x: x - wide, y: y - high },
    { x: x + wide, y: y - high },
    { x: x + wide, y: y + high },
    { x: x - wide, y: y + high },
  ];
}

/** The box around places. */
export const boxAround = (points: readonly Point[]): Box =>
  around(points.map(({ x, y }) => ({ x1: x, y1: y, x2: x, y2: y }))) ?? { x1: 0, y1: 0, x2: 0, y2: 0 };

/** How much ground a hull covers. */
export const areaOf = (hull: readonly Point[]): number => {
  const [first] = hull;
  return first ? hull.reduce((sum, corner, i) => sum + turn(first, corner, hull[i + 1] ?? first), 0) / 2 : 0;
};

/** How long the way around a hull is. */
export const girthOf = (hull: readonly Point[]): number =>
  hull.reduce((sum, { x, y }, i) => {
    const next = hull[(i + 1) % hull.length] ?? { x, y };
    return sum + Math.hypot(next.x - x, next.y - y);
  }, 0);

/** Whether the card of anyone but the members reaches into a hull. */
export function isAmidOthers({ x, y }: Scene, members: ReadonlySet<number>, hull: readonly Point[]): boolean {
  const { x1, y1, x2, y2 } = boxAround(hull);
  const [wide, high] = [CARD.width / 2, CARD.height / 2];
  // asked for each hull of the map whenever something is carried: most VNets must cost no more than four comparisons
  for (let node = 0; node < x.length; node++) {
    const [mx, my] = [x[node] ?? 0, y[node] ?? 0];
    if (mx + wide < x1 || mx - wide > x2 || my + high < y1 || my - high > y2 || members.has(node)) continue;
    if ([-wide, 0, wide].some((dx) => [-high, 0, high].some((dy) => isInHull(hull, { x: mx + dx, y: my + dy })))) return true;
  }
  return false;
}
