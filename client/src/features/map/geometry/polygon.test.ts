import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInside } from './polygon.ts';
import type { Point } from './room.ts';

// whole numbers, so that moving and turning a line rounds nothing
const whole = fc.integer({ min: -1000, max: 1000 });
const point: fc.Arbitrary<Point> = fc.record({ x: whole, y: whole });
const line = fc.array(point, { minLength: 3, maxLength: 24 });
const box = fc.tuple(point, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }));

const corners = ({ x, y }: Point, width: number, height: number): Point[] => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
];

describe('what a line goes around', () => {
  it('is what lies between the sides of a box', () => {
    fc.assert(
      fc.property(box, point, ([at, width, height], { x, y }) => {
        // on the edge itself either answer is good
        fc.pre(x !== at.x && x !== at.x + width && y !== at.y && y !== at.y + height);
        const isBetween = x > at.x && x < at.x + width && y > at.y && y < at.y + height;
        expect(isInside(corners(at, width, height), { x, y })).toBe(isBetween);
      }),
    );
  });

  it('holds the middle of a triangle wherever its corners are', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        fc.pre((b.x - a.x) * (c.y - a.y) !== (b.y - a.y) * (c.x - a.x));
        expect(isInside([a, b, c], { x: (a.x + b.x + c.x) / 3, y: (a.y + b.y + c.y) / 3 })).toBe(true);
      }),
    );
  });

  it('is the same wherever the line begins, which way round it goes, and where it lies', () => {
    fc.assert(
      fc.property(line, point, point, fc.nat(), (points, at, by, turn) => {
        // on the line itself either answer is good, and may change with the direction
        fc.pre(!isOn(points, at));
        const is = isInside(points, at);
        const begin = turn % points.length;
        expect(isInside([...points.slice(begin), ...points.slice(0, begin)], at)).toBe(is);
        expect(isInside(points.toReversed(), at)).toBe(is);
        const moved = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
        expect(isInside(points.map(moved), moved(at))).toBe(is);
      }),
    );
  });

  it('is the same when the hand goes around twice', () => {
    fc.assert(fc.property(line, point, (points, at) => isInside([...points, ...points], at) === isInside(points, at)));
  });

  it('never reaches beyond the line', () => {
    fc.assert(
      fc.property(line, point, (points, { x, y }) => {
        const most = Math.max(...points.map((one) => one.x));
        expect(isInside(points, { x: most + 1 + Math.abs(x), y })).toBe(false);
      }),
    );
  });

  it('is nothing for fewer than three points', () => {
    fc.assert(fc.property(fc.array(point, { maxLength: 2 }), point, (points, at) => !isInside(points, at)));
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
