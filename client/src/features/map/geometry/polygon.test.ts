import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from './bounds.ts';
import { isInsidePolygon } from './polygon.ts';

// integers, so that translating and rotating a line involves no rounding
const integer = fc.integer({ min: -1000, max: 1000 });
const point: fc.Arbitrary<Point> = fc.record({ x: integer, y: integer });
const line = fc.array(point, { minLength: 3, maxLength: 24 });
const box = fc.tuple(point, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }));

const corners = ({ x, y }: Point, width: number, height: number): Point[] => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
];

describe('point in polygon', () => {
  it('accepts the points between the sides of a box', () => {
    fc.assert(
      fc.property(box, point, ([at, width, height], { x, y }) => {
        // on the edge itself either result is valid
        fc.pre(x !== at.x && x !== at.x + width && y !== at.y && y !== at.y + height);
        const isBetween = x > at.x && x < at.x + width && y > at.y && y < at.y + height;
        expect(isInsidePolygon(corners(at, width, height), { x, y })).toBe(isBetween);
      }),
    );
  });

  it('accepts the centroid of any triangle', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        fc.pre((b.x - a.x) * (c.y - a.y) !== (b.y - a.y) * (c.x - a.x));
        expect(isInsidePolygon([a, b, c], { x: (a.x + b.x + c.x) / 3, y: (a.y + b.y + c.y) / 3 })).toBe(true);
      }),
    );
  });

  it('does not depend on the first point, the direction or the position of the line', () => {
    fc.assert(
      fc.property(line, point, point, fc.nat(), (points, at, by, turn) => {
        // on the line itself either result is valid, and may change with the direction
        fc.pre(!isOn(points, at));
        const is = isInsidePolygon(points, at);
        const begin = turn % points.length;
        expect(isInsidePolygon([...points.slice(begin), ...points.slice(0, begin)], at)).toBe(is);
        expect(isInsidePolygon(points.toReversed(), at)).toBe(is);
        const moved = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
        expect(isInsidePolygon(points.map(moved), moved(at))).toBe(is);
      }),
    );
  });

  it('is unchanged when the line is traced twice', () => {
    fc.assert(fc.property(line, point, (points, at) => isInsidePolygon([...points, ...points], at) === isInsidePolygon(points, at)));
  });

  it('rejects points beyond the line', () => {
    fc.assert(
      fc.property(line, point, (points, { x, y }) => {
        const most = Math.max(...points.map((one) => one.x));
        expect(isInsidePolygon(points, { x: most + 1 + Math.abs(x), y })).toBe(false);
      }),
    );
  });

  it('rejects every point when the line has fewer than three points', () => {
    fc.assert(fc.property(fc.array(point, { maxLength: 2 }), point, (points, at) => !isInsidePolygon(points, at)));
  });
});

function isOn(points: readonly Point[], { x, y }: Point): boolean {
  return points.some((to, i) => {
    const from = points.at(i - 1) ?? to;
    const isAlong = (to.x - from.x) * (y - from.y) === (to.y - from.y) * (x - from.x);
    const within = (a: number, b: number, c: number) => Math.min(a, b) <= c && c <= Math.max(a, b);
    return isAlong && within(from.x, to.x, x) && within(from.y, to.y, y);
  });
}
