import { describe, expect, it } from 'vitest';
import { coversScreen } from '../paint/layer-cache.ts';
import { ZOOM } from './detail-level.ts';
import { fitView, toMap, toScreen, visibleBounds, zoomView } from './view.ts';

const size = { width: 800, height: 600 };
const view = { zoom: 0.5, x: 100, y: 50 };

describe('view', () => {
  it('keeps the point under the pointer fixed while zooming', () => {
    const anchor = toMap(view, { x: 300, y: 200 });
    expect(toScreen(zoomView(view, 2, { x: 300, y: 200 }), anchor)).toEqual({ x: 300, y: 200 });
  });

  it('fits a whole box and centres it, up to the maximum fit zoom', () => {
    const box = { x1: -1000, y1: -100, x2: 1000, y2: 100 };
    const visible = visibleBounds(fitView(box, size, 50), size);
    expect(visible.x1).toBeLessThan(box.x1);
    expect(visible.x2).toBeGreaterThan(box.x2);
    expect((visible.x1 + visible.x2) / 2).toBeCloseTo(0);
    expect(fitView({ x1: 0, y1: 0, x2: 10, y2: 10 }, size, 50).zoom).toBe(ZOOM.maxFit);
  });

  it('stays within the zoom limits', () => {
    expect(zoomView(view, 1e6, { x: 0, y: 0 }).zoom).toBe(ZOOM.max);
    expect(zoomView(view, 1e-6, { x: 0, y: 0 }).zoom).toBe(ZOOM.min);
  });
});

describe('layer cache', () => {
  it('is reused for small movements only', () => {
    expect(coversScreen(view, { ...view, x: view.x + 100 }, size)).toBe(true);
    expect(coversScreen(view, { ...view, x: view.x + 300 }, size)).toBe(false);
    expect(coversScreen(view, { ...view, y: view.y - 200 }, size)).toBe(false);
  });

  it('is reused until its pixels would be scaled too far', () => {
    expect(coversScreen(view, zoomView(view, 1.5, { x: 400, y: 300 }), size)).toBe(true);
    expect(coversScreen(view, zoomView(view, 2.5, { x: 400, y: 300 }), size)).toBe(false);
    expect(coversScreen(view, zoomView(view, 0.5, { x: 400, y: 300 }), size)).toBe(false);
  });
});
