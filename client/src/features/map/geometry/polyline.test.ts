import { describe, expect, it } from 'vitest';
import {
  directionOn,
  endOfPolyline,
  lengthOfPolyline,
  type Polyline,
  pointOn,
  projectOntoPolyline,
  reversePolyline,
  startOfPolyline,
} from './polyline.ts';

const CORNER: Polyline = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 300 },
];

describe('a line with a corner', () => {
  it('is measured along its segments', () => {
    expect(lengthOfPolyline(CORNER)).toBe(400);
    expect([0, 0.25, 0.5, 1].map((position) => pointOn(CORNER, position))).toEqual([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 100 },
      { x: 100, y: 300 },
    ]);
    expect([directionOn(CORNER, 0.1), directionOn(CORNER, 0.9)]).toEqual([0, Math.PI / 2]);
  });

  it('is cut into two parts that meet', () => {
    expect(startOfPolyline(CORNER, 0.5)).toEqual([CORNER[0], CORNER[1], { x: 100, y: 100 }]);
    expect(endOfPolyline(CORNER, 0.5)).toEqual([{ x: 100, y: 100 }, CORNER[2]]);
    expect(reversePolyline(CORNER)).toEqual([CORNER[2], CORNER[1], CORNER[0]]);
  });

  it('has a nearest position to a point', () => {
    expect(projectOntoPolyline(CORNER, { x: 110, y: 100 })).toEqual({ distance: 10, position: 0.5 });
    expect(projectOntoPolyline(CORNER, { x: -5, y: 0 })).toEqual({ distance: 5, position: 0 });
  });
});
