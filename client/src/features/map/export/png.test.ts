import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestScale, pixelsOf } from './png.ts';
import { validateScale } from './scale-field.tsx';

const size = fc.record({ width: fc.integer({ min: 100, max: 40_000 }), height: fc.integer({ min: 100, max: 40_000 }) });

describe('the scale of a PNG', () => {
  it('has a maximum that every browser can draw; a scale 10% larger is rejected', () => {
    fc.assert(
      fc.property(size, (page) => {
        const max = largestScale(page);
        const { width, height } = pixelsOf(page, max);
        expect(Math.max(width, height)).toBeLessThanOrEqual(16_384);
        expect(width * height).toBeLessThanOrEqual(16_384 * 8192 * 1.01);
        expect(validateScale(page, max)).toBeUndefined();
        expect(validateScale(page, max * 1.1 + 0.01)).toContain(`The maximum scale for this map is ${max}×`);
      }),
    );
  });

  it('must be positive', () => {
    for (const scale of [0, -1, Number.NaN])
      expect(validateScale({ width: 100, height: 100 }, scale)).toBe('Enter a number greater than 0.');
  });
});
