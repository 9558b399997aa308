import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestScale, pixelsOf } from './png.ts';
import { scaleProblem } from './scale-field.tsx';

const size = fc.record({ width: fc.integer({ min: 100, max: 40_000 }), height: fc.integer({ min: 100, max: 40_000 }) });

describe('the scale of a picture', () => {
  it('has a largest that every browser can draw, and what is a tenth larger is refused', () => {
    fc.assert(
      fc.property(size, (page) => {
        const most = largestScale(page);
        const { width, height } = pixelsOf(page, most);
        expect(Math.max(width, height)).toBeLessThanOrEqual(16_384);
        expect(width * height).toBeLessThanOrEqual(16_384 * 8192 * 1.01);
        expect(scaleProblem(page, most)).toBeUndefined();
        expect(scaleProblem(page, most * 1.1 + 0.01)).toContain(`The largest scale here is ${most}×`);
      }),
    );
  });

  it('is a number above nothing', () => {
    for (const scale of [0, -1, Number.NaN]) expect(scaleProblem({ width: 100, height: 100 }, scale)).toBe('Type a number above 0.');
  });
});
