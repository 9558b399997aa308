import { type Box, contains, type Point, unionBoxes } from '../geometry/bounds.ts';
import { createSpatialGrid } from '../geometry/spatial-grid.ts';
import type { Size } from '../geometry/view.ts';
import type { Scene } from './scene.ts';

/** Returns the cross product of `ab` and `ac`: positive when `c` is to the left of the line from `a` to `b`. */
const cross = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** Tests whether a point lies inside a convex hull. */
export const isInHull = (hull: readonly Point[], at: Point): boolean =>
  hull.every((corner, i) => cross(corner, hull[(i + 1) % hull.length] ?? corner, at) >= 0);

/** Returns the convex hull of points (monotone chain); all corners turn in the same direction. */
function hullOf(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((p, q) => p.x - q.x || p.y - q.y);
  const chain = (ordered: readonly Point[]) => {
    const hull: Point[] = [];
    for (const point of ordered) {
      while (hull.length > 1 && cross(hull.at(-2) ?? point, hull.at(-1) ?? point, point) <= 0) hull.pop();
      hull.push(point);
    }
    return hull.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

/** Computes the hull around VNets at these positions, at a distance of `margin` from their bounds of this size. */
export const computeHull = (points: readonly Point[], margin: number, bounds: Size): Point[] =>
  hullOf(points.flatMap((at) => cornersOf(at, margin, bounds)));

function cornersOf({ x, y }: Point, margin: number, { width, height }: Size): Point[] {
  const [wide, high] = [width / 2 + margin, height / 2 + margin];
  return [
    { x: x - wide, y: y - high },
    { x: x + wide, y: y - high },
    { x: x + wide, y: y + high },
    { x: x - wide, y: y + high },
  ];
}

/** Returns the bounding box of points. */
export const boundingBox = (points: readonly Point[]): Box =>
  unionBoxes(points.map(({ x, y }) => ({ x1: x, y1: y, x2: x, y2: y }))) ?? { x1: 0, y1: 0, x2: 0, y2: 0 };

/** Returns the area of a hull. */
export const areaOf = (hull: readonly Point[]): number => {
  const [first] = hull;
  return first ? hull.reduce((sum, corner, i) => sum + cross(first, corner, hull[i + 1] ?? first), 0) / 2 : 0;
};

/** Returns the perimeter of a hull. */
export const perimeterOf = (hull: readonly Point[]): number =>
  hull.reduce((sum, { x, y }, i) => {
    const next = hull[(i + 1) % hull.length] ?? { x, y };
    return sum + Math.hypot(next.x - x, next.y - y);
  }, 0);

/** Hull with the nodes that belong to it. */
interface HullMembers {
  readonly outline: readonly Point[];
  readonly members: { has(node: number): boolean };
}

/** Finds the hulls, by index, that the card of a non-member overlaps. It runs on every step of a drag, so it visits each VNet once. */
export function findIntrudedHulls({ x, y, card }: Scene, hulls: readonly HullMembers[]): ReadonlySet<number> {
  const intruded = new Set<number>();
  const boxes = hulls.map(({ outline }) => growByCard(boundingBox(outline), card));
  const extent = unionBoxes(boxes);
  if (!extent) return intruded;
  const grid = createSpatialGrid(extent, hulls.length);
  for (const [index, box] of boxes.entries()) grid.addBox(index, box);
  for (let node = 0; node < x.length; node++) {
    const at = { x: x[node] ?? 0, y: y[node] ?? 0 };
    for (const index of grid.itemsAt(at.x, at.y)) {
      const [hull, box] = [hulls[index], boxes[index]];
      if (!hull || !box || !contains(box, at) || hull.members.has(node) || intruded.has(index)) continue;
      if (overlapsCard(hull.outline, at, card)) intruded.add(index);
    }
  }
  return intruded;
}

/** Grows a box by half a card: a card overlaps the box only if its centre lies in the result. */
const growByCard = ({ x1, y1, x2, y2 }: Box, { width, height }: Size): Box => ({
  x1: x1 - width / 2,
  y1: y1 - height / 2,
  x2: x2 + width / 2,
  y2: y2 + height / 2,
});

/** Tests whether the card of a VNet at that position overlaps a hull. */
const overlapsCard = (hull: readonly Point[], { x, y }: Point, { width, height }: Size): boolean =>
  [-0.5, 0, 0.5].some((wide) => [-0.5, 0, 0.5].some((high) => isInHull(hull, { x: x + wide * width, y: y + high * height })));
