import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordingContext } from '../testing/recording-context.ts';
import { plateFor } from './plate.ts';

const screen = { width: 800, height: 600, ratio: 1 };
const view = { zoom: 1, x: 0, y: 0 };

describe('layer cache', () => {
  const paint = vi.fn();
  const redraw = vi.fn();
  let now = 0;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation((() => recordingContext().ctx) as never);
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
    const cache = plateFor({ redraw, now: () => now });
    for (let i = 0; i < frames; i++) {
      now += interval;
      cache.ready({ ...view, x: i * 4 }, screen, paint);
    }
    return paint.mock.calls.length;
  }

  it('is painted once while nothing moves', () => {
    const cache = plateFor({ redraw, now: () => now });
    for (let i = 0; i < 5; i++) cache.ready(view, screen, paint);
    expect(paint).toHaveBeenCalledOnce();
    cache.spoil();
    cache.ready(view, screen, paint);
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
    const cache = plateFor({ redraw, now: () => now });
    cache.ready(view, screen, paint);
    cache.ready(view, { ...screen, width: 700 }, paint);
    expect(paint).toHaveBeenCalledTimes(2);
  });
});
