import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARD, CARD_BOUNDS } from '../geometry/bounds.ts';
import { loadFixture } from '../testing/map-fixtures.ts';
import { areaOf, boundingBox, computeHull, findIntrudedHulls, isInHull, perimeterOf } from './hull.ts';
import { createScene } from './scene.ts';

const place = fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) });
const places = fc.array(place, { minLength: 1, maxLength: 40 });

describe('hull around VNets', () => {
  it('contains the whole card of every VNet', () => {
    fc.assert(
      fc.property(places, (points) => {
        const hull = computeHull(points, 10, CARD_BOUNDS);
        const corners = points.flatMap(({ x, y }) =>
          [-1, 1].flatMap((h) => [-1, 1].map((v) => ({ x: x + (h * CARD.width) / 2, y: y + (v * CARD.height) / 2 }))),
        );
        expect(corners.every((corner) => isInHull(hull, corner))).toBe(true);
      }),
    );
  });

  it('has at most the area and the perimeter of its bounding box', () => {
    fc.assert(
      fc.property(places, (points) => {
        const hull = computeHull(points, 10, CARD_BOUNDS);
        const { x1, y1, x2, y2 } = boundingBox(hull);
        expect(areaOf(hull)).toBeGreaterThan(0);
        expect(areaOf(hull)).toBeLessThanOrEqual((x2 - x1) * (y2 - y1) + 1e-6);
        expect(perimeterOf(hull)).toBeLessThanOrEqual(2 * (x2 - x1 + y2 - y1) + 1e-6);
      }),
    );
  });

  it('is the VNet’s bounds plus the margin when there is only one', () => {
    const hull = computeHull([{ x: 5, y: 7 }], 10, CARD_BOUNDS);
    expect(areaOf(hull)).toBeCloseTo((CARD_BOUNDS.width + 20) * (CARD_BOUNDS.height + 20));
    expect(perimeterOf(hull)).toBeCloseTo(2 * (CARD_BOUNDS.width + CARD_BOUNDS.height + 40));
  });

  it('is intruded only by cards that overlap it', () => {
    const { elements } = loadFixture('# Three\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nvnet c 10.2.0.0/16\n');
    const isIntruded = (x: number, y: number) => {
      const spots = [
        { x: 0, y: 0 },
        { x: 400, y: 0 },
        { x, y },
      ];
      const scene = createScene(elements, new Map([...elements.nodes.keys()].map((key, i) => [key, spots[i] ?? { x: 0, y: 0 }])));
      return findIntrudedHulls(scene, [{ members: new Set([0, 1]), outline: computeHull(spots.slice(0, 2), 10, CARD_BOUNDS) }]).has(0);
    };
    const clear = CARD_BOUNDS.height / 2 + 10 + CARD.height / 2;
    expect([isIntruded(200, 0), isIntruded(200, clear - 1), isIntruded(200, clear + 1), isIntruded(900, 0)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
