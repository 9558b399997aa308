import { describe, expect, it } from 'vitest';
import { shorten } from './text.ts';

const measure = (text: string) => text.length * 6;

describe('shortening', () => {
  it('leaves a name that fits as it is', () => {
    expect(shorten('hub-weu', 100, measure)).toBe('hub-weu');
  });

  it('cuts a long name in its middle, so that both ends stay', () => {
    const short = shorten('spoke-westeurope-001-017', 100, measure);
    expect(short).toBe('spoke-we…001-017');
    expect(measure(short)).toBeLessThanOrEqual(100);
  });

  it('keeps at least something of a name where there is hardly room', () => {
    expect(shorten('spoke-westeurope-001-017', 12, measure)).toBe('s…');
  });
});
