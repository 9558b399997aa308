import { describe, expect, it } from 'vitest';
import { boxesOverlap, createLabelDeclutter } from './label-declutter.ts';

const box = (x: number, y: number, width = 90, height = 14) => ({ x1: x, y1: y, x2: x + width, y2: y + height });

describe('label declutter', () => {
  it('rejects a label that overlaps another one, also across grid cells', () => {
    const declutter = createLabelDeclutter();
    expect(declutter.tryReserve(box(20, 60))).toBe(true);
    expect(declutter.tryReserve(box(100, 70))).toBe(false);
    expect(declutter.tryReserve(box(110, 60))).toBe(true);
  });

  it('keeps labels off unconditionally reserved areas', () => {
    const declutter = createLabelDeclutter();
    declutter.reserve(box(0, 0, 300, 300));
    expect(declutter.tryReserve(box(150, 150))).toBe(false);
    expect(declutter.tryReserve(box(-200, -20))).toBe(true);
  });

  it('keeps leaders off labels and other leaders, and labels off leaders', () => {
    const declutter = createLabelDeclutter();
    const line = (x1: number, y1: number, x2: number, y2: number) =>
      [
        { x: x1, y: y1 },
        { x: x2, y: y2 },
      ] as const;
    declutter.reserve(box(0, 100));
    expect(declutter.tryReserve(box(0, 200), line(45, 50, 45, 200))).toBe(false);
    expect(declutter.tryReserve(box(200, 200), line(245, 50, 245, 200))).toBe(true);
    expect(declutter.tryReserve(box(300, 90), line(200, 60, 300, 100))).toBe(false);
    expect(declutter.tryReserve(box(200, 100))).toBe(false);
    expect(declutter.tryReserve(box(0, 200))).toBe(true);
  });

  it('never lets two labels overlap', () => {
    const declutter = createLabelDeclutter();
    const boxes = Array.from({ length: 2000 }, (_, i) => box((i * 137) % 1400, (i * 71) % 800));
    const claimed = boxes.filter((one) => declutter.tryReserve(one));
    expect(claimed.length).toBeGreaterThan(100);
    expect(claimed.filter((one, i) => claimed.slice(i + 1).some((other) => boxesOverlap(one, other)))).toEqual([]);
  });
});
