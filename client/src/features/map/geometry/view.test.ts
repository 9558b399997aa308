import { describe, expect, it } from 'vitest';
import { wheelFactor } from '../interaction/wheel.ts';
import { covers } from '../paint/plate.ts';
import { ZOOM } from './level.ts';
import { onScreen, toMap, toScreen, viewOf, zoomedAt } from './view.ts';

const size = { width: 800, height: 600 };
const view = { zoom: 0.5, x: 100, y: 50 };

describe('view', () => {
  it('holds the place under the pointer while zooming', () => {
    const held = toMap(view, { x: 300, y: 200 });
    expect(toScreen(zoomedAt(view, 2, { x: 300, y: 200 }), held)).toEqual({ x: 300, y: 200 });
  });

  it('shows a whole box in the middle, never closer than needed', () => {
    const box = { x1: -1000, y1: -100, x2: 1000, y2: 100 };
    const seen = onScreen(viewOf(box, size, 50), size);
    expect(seen.x1).toBeLessThan(box.x1);
    expect(seen.x2).toBeGreaterThan(box.x2);
    expect((seen.x1 + seen.x2) / 2).toBeCloseTo(0);
    expect(viewOf({ x1: 0, y1: 0, x2: 10, y2: 10 }, size, 50).zoom).toBe(ZOOM.fitMost);
  });

  it('stays within the bounds of zoom', () => {
    expect(zoomedAt(view, 1e6, { x: 0, y: 0 }).zoom).toBe(ZOOM.most);
    expect(zoomedAt(view, 1e-6, { x: 0, y: 0 }).zoom).toBe(ZOOM.least);
  });
});

describe('wheel', () => {
  it('zooms in when turned away and out by as much when turned back', () => {
    const turn = { deltaMode: 0, ctrlKey: false };
    expect(wheelFactor({ ...turn, deltaY: -120 })).toBeGreaterThan(1);
    expect(wheelFactor({ ...turn, deltaY: -120 }) * wheelFactor({ ...turn, deltaY: 120 })).toBeCloseTo(1);
  });

  it('makes more of a pinch, whose steps are small, and tames a fling', () => {
    const steps = { deltaMode: 0, deltaY: -4 };
    expect(wheelFactor({ ...steps, ctrlKey: true })).toBeGreaterThan(wheelFactor({ ...steps, ctrlKey: false }));
    expect(wheelFactor({ deltaMode: 0, deltaY: -5000, ctrlKey: false })).toBeLessThan(2);
  });
});

describe('plate', () => {
  it('stands in for small movements only', () => {
    expect(covers(view, { ...view, x: view.x + 100 }, size)).toBe(true);
    expect(covers(view, { ...view, x: view.x + 300 }, size)).toBe(false);
    expect(covers(view, { ...view, y: view.y - 200 }, size)).toBe(false);
  });

  it('stands in while its pixels are not stretched too far', () => {
    expect(covers(view, zoomedAt(view, 1.5, { x: 400, y: 300 }), size)).toBe(true);
    expect(covers(view, zoomedAt(view, 2.5, { x: 400, y: 300 }), size)).toBe(false);
    expect(covers(view, zoomedAt(view, 0.5, { x: 400, y: 300 }), size)).toBe(false);
  });
});
