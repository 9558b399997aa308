import { beforeAll, describe, expect, it, vi } from 'vitest';
import { plainRuler } from '../testing/drawn-world.ts';
import { SvgInk } from './svg-ink.ts';

beforeAll(() => {
  vi.stubGlobal('Path2D', class {});
  return () => vi.unstubAllGlobals();
});

const inked = (draw: (ink: SvgInk) => void) => {
  const ink = new SvgInk(plainRuler);
  draw(ink);
  return ink.marks;
};

describe('ink that writes SVG', () => {
  it('takes everything to the units of the file when it is drawn', () => {
    const marks = inked((ink) => {
      ink.setTransform(2, 0, 0, 2, 100, 50);
      ink.lineWidth = 1.5;
      ink.setLineDash([3, 4]);
      ink.beginPath();
      ink.moveTo(0, 0);
      ink.lineTo(10, 5);
      ink.stroke();
      ink.beginPath();
      ink.arc(1, 1, 4, 0, 2 * Math.PI);
      ink.fill();
    });
    expect(marks).toMatchObject([
      { name: 'path', attributes: { d: 'M100 50L120 60', 'stroke-width': 3, 'stroke-dasharray': '6 8' } },
      { name: 'circle', attributes: { cx: 102, cy: 52, r: 8 } },
    ]);
  });

  it('fills and strokes a shape as one element', () => {
    const marks = inked((ink) => {
      ink.beginPath();
      ink.roundRect(0, 0, 20, 10, 3);
      ink.fillStyle = '#ffffff';
      ink.fill();
      ink.strokeStyle = '#000000';
      ink.stroke();
    });
    expect(marks).toMatchObject([{ name: 'rect', attributes: { width: 20, height: 10, rx: 3, fill: '#ffffff', stroke: '#000000' } }]);
  });

  it('keeps lines of different subjects apart though they are stroked at once', () => {
    const marks = inked((ink) => {
      ink.beginPath();
      for (const number of [4, 5]) {
        ink.about({ kind: 'half', number });
        ink.moveTo(0, number);
        ink.lineTo(10, number);
      }
      ink.stroke();
    });
    expect(marks.map(({ subject, attributes }) => [subject?.number, attributes.d])).toEqual([
      [4, 'M0 4L10 4'],
      [5, 'M0 5L10 5'],
    ]);
  });

  it('forgets what was set between save and restore', () => {
    const [text] = inked((ink) => {
      ink.font = 'normal 600 12px sans-serif';
      ink.save();
      ink.translate(50, 50);
      ink.scale(3, 3);
      ink.globalAlpha = 0.2;
      ink.restore();
      ink.textAlign = 'center';
      ink.fillText('hub', 7, 8);
    });
    expect(text).toMatchObject({
      text: 'hub',
      attributes: { x: 7, y: 8, 'font-size': 12, 'font-weight': '600', 'text-anchor': 'middle', opacity: undefined },
    });
  });

  it('rounds a corner where a canvas would', () => {
    const [corner] = inked((ink) => {
      ink.beginPath();
      ink.moveTo(0, 0);
      ink.arcTo(100, 0, 100, 100, 20);
      ink.lineTo(100, 100);
      ink.stroke();
    });
    expect(corner?.attributes.d).toBe('M0 0L80 0A20 20 0 0 1 100 20L100 100');
  });
});
