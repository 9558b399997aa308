import { describe, expect, it } from 'vitest';
import { emptyCrowd, overlap } from './crowd.ts';

const box = (x: number, y: number, width = 90, height = 14) => ({ x1: x, y1: y, x2: x + width, y2: y + height });

describe('crowd', () => {
  it('refuses a label that would touch one that stands, across the squares of its grid too', () => {
    const crowd = emptyCrowd();
    expect(crowd.claim(box(20, 60))).toBe(true);
    expect(crowd.claim(box(100, 70))).toBe(false);
    expect(crowd.claim(box(110, 60))).toBe(true);
  });

  it('keeps labels off what was taken without asking', () => {
    const crowd = emptyCrowd();
    crowd.take(box(0, 0, 300, 300));
    expect(crowd.claim(box(150, 150))).toBe(false);
    expect(crowd.claim(box(-200, -20))).toBe(true);
  });

  it('never lets two of many labels overlap', () => {
    const crowd = emptyCrowd();
    const asked = Array.from({ length: 2000 }, (_, i) => box((i * 137) % 1400, (i * 71) % 800));
    const claimed = asked.filter((one) => crowd.claim(one));
    expect(claimed.length).toBeGreaterThan(100);
    expect(claimed.filter((one, i) => claimed.slice(i + 1).some((other) => overlap(one, other)))).toEqual([]);
  });
});
