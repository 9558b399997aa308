import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordingContext } from '../testing/recording-context.ts';
import { plateFor } from './plate.ts';

const screen = { width: 800, height: 600, ratio: 1 };
const view = { zoom: 1, x: 0, y: 0 };

describe('plate', () => {
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

  /** Frames of a pan, each so many milliseconds after the one before; answers how many of them painted anew. */
  function panned(frames: number, interval: number): number {
    const plate = plateFor({ redraw, now: () => now });
    for (let i = 0; i < frames; i++) {
      now += interval;
      plate.ready({ ...view, x: i * 4 }, screen, paint);
    }
    return paint.mock.calls.length;
  }

  it('is painted once while nothing moves', () => {
    const plate = plateFor({ redraw, now: () => now });
    for (let i = 0; i < 5; i++) plate.ready(view, screen, paint);
    expect(paint).toHaveBeenCalledOnce();
    plate.spoil();
    plate.ready(view, screen, paint);
    expect(paint).toHaveBeenCalledTimes(2);
  });

  it('is painted in every frame of a movement that the machine keeps up with', () => {
    expect(panned(20, 16)).toBe(20);
  });

  it('is only shifted in most frames of a movement that is too slow, and painted sharp when it rests', () => {
    expect(panned(20, 60)).toBeLessThan(5);
    vi.advanceTimersByTime(200);
    expect(redraw).toHaveBeenCalled();
  });

  it('is painted anew when the screen has another size', () => {
    const plate = plateFor({ redraw, now: () => now });
    plate.ready(view, screen, paint);
    plate.ready(view, { ...screen, width: 700 }, paint);
    expect(paint).toHaveBeenCalledTimes(2);
  });
});
