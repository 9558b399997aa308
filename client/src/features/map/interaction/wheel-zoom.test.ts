import { describe, expect, it } from 'vitest';
import { wheelZoomFactor, wheelZoomStep } from './wheel-zoom.ts';

describe('wheel', () => {
  it('zooms in when scrolled up and out by the same factor when scrolled down', () => {
    const event = { deltaMode: 0, ctrlKey: false };
    expect(wheelZoomFactor({ ...event, deltaY: -120 })).toBeGreaterThan(1);
    expect(wheelZoomFactor({ ...event, deltaY: -120 }) * wheelZoomFactor({ ...event, deltaY: 120 })).toBeCloseTo(1);
  });

  it('amplifies a pinch, whose steps are small, and limits a fling', () => {
    const event = { deltaMode: 0, deltaY: -4 };
    expect(wheelZoomFactor({ ...event, ctrlKey: true })).toBeGreaterThan(wheelZoomFactor({ ...event, ctrlKey: false }));
    expect(wheelZoomFactor({ deltaMode: 0, deltaY: -5000, ctrlKey: false })).toBeLessThan(2);
  });

  it('reaches the zoom in smaller and smaller steps, faster after a longer pause', () => {
    let remaining = 2;
    const steps: number[] = [];
    while (remaining !== 1) {
      const factor = wheelZoomStep(remaining, 16, false);
      steps.push(factor);
      remaining = factor === remaining ? 1 : remaining / factor;
    }
    expect(steps.length).toBeGreaterThan(5);
    const animated = steps.slice(0, -1);
    expect(animated).toEqual([...animated].sort((a, b) => b - a));
    expect(steps.reduce((product, factor) => product * factor)).toBeCloseTo(2);
    expect(wheelZoomStep(2, 32, false)).toBeGreaterThan(wheelZoomStep(2, 16, false));
  });

  it('zooms in one step when motion is reduced', () => {
    expect(wheelZoomStep(2, 16, true)).toBe(2);
  });
});
