import { gridOver } from '../geometry/grid.ts';
import { around, type Box, CARD, type Point, ROOM } from '../geometry/room.ts';
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

/** A hull with those who may stand in it. */
interface Claim {
  readonly outline: readonly Point[];
  readonly members: { has(node: number): boolean };
}

/** The numbers of the hulls into which the card of anyone but their members reaches. Asked anew whenever a VNet is carried, so it looks at each VNet once. */
export function amidOthers({ x, y }: Scene, claims: readonly Claim[]): ReadonlySet<number> {
  const amid = new Set<number>();
  const boxes = claims.map(({ outline }) => withCards(boxAround(outline)));
  const extent = around(boxes);
  if (!extent) return amid;
  const grid = gridOver(extent, claims.length);
  for (const [claim, box] of boxes.entries()) grid.addBox(claim, box);
  for (let node = 0; node < x.length; node++) {
    const at = { x: x[node] ?? 0, y: y[node] ?? 0 };
    for (const number of grid.at(at.x, at.y)) {
      const [claim, box] = [claims[number], boxes[number]];
      if (!claim || !box || !holds(box, at) || claim.members.has(node) || amid.has(number)) continue;
      if (reachesInto(claim.outline, at)) amid.add(number);
    }
  }
  return amid;
}

/** A box and all places where the middle of a card can stand that reaches into it. */
const withCards = ({ x1, y1, x2, y2 }: Box): Box => ({
  x1: x1 - CARD.width / 2,
  y1: y1 - CARD.height / 2,
  x2: x2 + CARD.width / 2,
  y2: y2 + CARD.height / 2,
});

const holds = ({ x1, y1, x2, y2 }: Box, { x, y }: Point): boolean => x >= x1 && x <= x2 && y >= y1 && y <= y2;

/** Whether the card of a VNet at that place reaches into a hull. */
const reachesInto = (hull: readonly Point[], { x, y }: Point): boolean =>
  [-0.5, 0, 0.5].some((wide) => [-0.5, 0, 0.5].some((high) => isInHull(hull, { x: x + wide * CARD.width, y: y + high * CARD.height })));
