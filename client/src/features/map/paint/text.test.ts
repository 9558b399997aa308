import { describe, expect, it } from 'vitest';
import { shorten } from './text.ts';

const measure = (text: string) => text.length * 6;

describe('shorten', () => {
  it('returns a name that fits unchanged', () => {
    expect(shorten('hub-weu', 100, measure)).toBe('hub-weu');
  });

  it('cuts a long name in the middle and keeps both ends', () => {
    const short = shorten('spoke-westeurope-001-017', 100, measure);
    expect(short).toBe('spoke-we…001-017');
    expect(measure(short)).toBeLessThanOrEqual(100);
  });

  it('keeps at least one letter where there is hardly any space', () => {
    expect(shorten('spoke-westeurope-001-017', 12, measure)).toBe('s…');
  });
});
