import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecordingContext } from '../testing/recording-context.ts';
import { createLayerCache } from './layer-cache.ts';

const screen = { width: 800, height: 600, ratio: 1 };
const view = { zoom: 1, x: 0, y: 0 };

describe('layer cache', () => {
  const paint = vi.fn();
  const redraw = vi.fn();
  let now = 0;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation((() => createRecordingContext().ctx) as never);
    paint.mockReset();
    redraw.mockReset();
    now = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** Pans for a number of frames at a fixed interval in milliseconds, and returns how many frames repainted. */
  function countRepaints(frames: number, interval: number): number {
    const cache = createLayerCache({ redraw, now: () => now });
    for (let i = 0; i < frames; i++) {
      now += interval;
      cache.update({ ...view, x: i * 4 }, screen, paint);
    }
    return paint.mock.calls.length;
  }

  it('is painted once while nothing moves', () => {
    const cache = createLayerCache({ redraw, now: () => now });
    for (let i = 0; i < 5; i++) cache.update(view, screen, paint);
    expect(paint).toHaveBeenCalledOnce();
    cache.invalidate();
    cache.update(view, screen, paint);
    expect(paint).toHaveBeenCalledTimes(2);
  });

  it('is repainted in every frame of a pan if painting is fast', () => {
    expect(countRepaints(20, 16)).toBe(20);
  });

  it('is only shifted in most frames of a pan if painting is slow, and repainted when the view rests', () => {
    expect(countRepaints(20, 60)).toBeLessThan(5);
    vi.advanceTimersByTime(200);
    expect(redraw).toHaveBeenCalled();
  });

  it('is repainted when the screen size changes', () => {
    const cache = createLayerCache({ redraw, now: () => now });
    cache.update(view, screen, paint);
    cache.update(view, { ...screen, width: 700 }, paint);
    expect(paint).toHaveBeenCalledTimes(2);
  });
});
