import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fixedWidthMeasurer } from '../testing/drawing-fixtures.ts';
import { SvgContext } from './svg-context.ts';

beforeAll(() => {
  vi.stubGlobal('Path2D', class {});
  return () => vi.unstubAllGlobals();
});

const marksOf = (draw: (ctx: SvgContext) => void) => {
  const ctx = new SvgContext(fixedWidthMeasurer);
  draw(ctx);
  return ctx.marks;
};

describe('SVG drawing context', () => {
  it('converts everything to file units when it is drawn', () => {
    const marks = marksOf((ctx) => {
      ctx.setTransform(2, 0, 0, 2, 100, 50);
      ctx.lineWidth = 1.5;
      ctx.setLineDash([3, 4]);
      ctx.beginPath();
      ctx.moveTo(0, 0);
      ctx.lineTo(10, 5);
      ctx.stroke();
      ctx.beginPath();
      ctx.arc(1, 1, 4, 0, 2 * Math.PI);
      ctx.fill();
    });
    expect(marks).toMatchObject([
      { name: 'path', attributes: { d: 'M100 50L120 60', 'stroke-width': 3, 'stroke-dasharray': '6 8' } },
      { name: 'circle', attributes: { cx: 102, cy: 52, r: 8 } },
    ]);
  });

  it('fills and strokes a shape as one element', () => {
    const marks = marksOf((ctx) => {
      ctx.beginPath();
      ctx.roundRect(0, 0, 20, 10, 3);
      ctx.fillStyle = '#ffffff';
      ctx.fill();
      ctx.strokeStyle = '#000000';
      ctx.stroke();
    });
    expect(marks).toMatchObject([{ name: 'rect', attributes: { width: 20, height: 10, rx: 3, fill: '#ffffff', stroke: '#000000' } }]);
  });

  it('separates lines of different subjects that are stroked at once', () => {
    const marks = marksOf((ctx) => {
      ctx.beginPath();
      for (const number of [4, 5]) {
        ctx.setSubject({ kind: 'half', number });
        ctx.moveTo(0, number);
        ctx.lineTo(10, number);
      }
      ctx.stroke();
    });
    expect(marks.map(({ subject, attributes }) => [subject?.number, attributes.d])).toEqual([
      [4, 'M0 4L10 4'],
      [5, 'M0 5L10 5'],
    ]);
  });

  it('restores the saved state', () => {
    const [text] = marksOf((ctx) => {
      ctx.font = 'normal 600 12px sans-serif';
      ctx.save();
      ctx.translate(50, 50);
      ctx.scale(3, 3);
      ctx.globalAlpha = 0.2;
      ctx.restore();
      ctx.textAlign = 'center';
      ctx.fillText('hub', 7, 8);
    });
    expect(text).toMatchObject({
      text: 'hub',
      attributes: { x: 7, y: 8, 'font-size': 12, 'font-weight': '600', 'text-anchor': 'middle', opacity: undefined },
    });
  });

  it('rounds corners as a canvas does', () => {
    const [corner] = marksOf((ctx) => {
      ctx.beginPath();
      ctx.moveTo(0, 0);
      ctx.arcTo(100, 0, 100, 100, 20);
      ctx.lineTo(100, 100);
      ctx.stroke();
    });
    expect(corner?.attributes.d).toBe('M0 0L80 0A20 20 0 0 1 100 20L100 100');
  });
});
