import { beforeAll, describe, expect, it, vi } from 'vitest';
import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import type { ReachPath } from '../../../lib/state/reach-path.ts';
import { PALETTES } from '../model/palette.ts';
import { createScene } from '../model/scene.ts';
import { resolvePath } from '../model/scene-path.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { createRecordingContext } from '../testing/recording-context.ts';
import { createLabelDeclutter } from './label-declutter.ts';
import { paintPath, reservePath } from './paint-path.ts';
import { createPaintContext } from './painter.ts';

const { elements } = loadFixture('# Row\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\na <-> b\nb <-> c\n');
const [a, b, c] = ['a', 'b', 'c'].map((name) => keyOf(elements, name)) as [never, never, never];
const scene = createScene(
  elements,
  new Map([
    [a, { x: 0, y: 0 }],
    [b, { x: 500, y: 0 }],
    [c, { x: 1000, y: 0 }],
  ]),
);

/** Draws a path and returns its strokes. */
function strokesOf(path: ReachPath) {
  const { ctx, strokes } = createRecordingContext();
  const context = createPaintContext(ctx, scene, { zoom: 1, x: 0, y: 0 }, { width: 1200, height: 400, ratio: 1 }, 'light');
  paintPath(context, resolvePath(scene, path));
  return strokes;
}

describe('path of an answer', () => {
  beforeAll(() => {
    vi.stubGlobal('Path2D', class {});
    return () => vi.unstubAllGlobals();
  });

  it('is a line for each leg, there and back on different sides of the peering, and dashed back', () => {
    const strokes = strokesOf({ there: [a, b, c], back: [c, b, a] });
    expect(strokes.map(({ colour }) => colour)).toEqual(Array(4).fill(PALETTES.light.highlight));
    const [first, second, third, fourth] = strokes;
    for (const line of [first, second]) expect([line?.dash, line?.from[1], line?.to[1]]).toEqual([[], 10, 10]);
    for (const line of [third, fourth]) expect([line?.dash, line?.from[1], line?.to[1]]).toEqual([[6, 4], -10, -10]);
    // from card to card
    expect(first?.from[0]).toBeCloseTo(scene.card.width / 2 + 12, 0);
    expect(first?.to[0]).toBeCloseTo(500 - scene.card.width / 2 - 12, 0);
  });

  it('ends in a line towards the VNet that packets do not reach', () => {
    const [line] = strokesOf({ there: [a], back: [], end: { vnet: a, towards: c, outcome: 'dropped' } });
    expect(line?.colour).toBe(HALF_STATUS_STYLES.disconnected.colour.light);
    expect(line?.from).toEqual([expect.closeTo(scene.card.width / 2, 0), 0]);
    expect(line?.to).toEqual([expect.closeTo(scene.card.width / 2 + 34, 0), 0]);
  });

  it('is a line that labels must not be on', () => {
    const { ctx } = createRecordingContext();
    const context = createPaintContext(ctx, scene, { zoom: 1, x: 0, y: 0 }, { width: 1200, height: 400, ratio: 1 }, 'light');
    const declutter = createLabelDeclutter();
    reservePath(context, resolvePath(scene, { there: [a, b], back: [] }), declutter);
    expect(declutter.isOnLine({ x1: 240, y1: 5, x2: 260, y2: 15 })).toBe(true);
    expect(declutter.isOnLine({ x1: 740, y1: 5, x2: 760, y2: 15 })).toBe(false);
  });

  it('leaves out VNets that are not in the scene', () => {
    expect(
      resolvePath(scene, { there: [a, '/gone' as never], back: [], end: { vnet: '/gone' as never, towards: a, outcome: 'unknown' } }),
    ).toEqual({
      nodes: [0],
      legs: [],
      end: undefined,
    });
  });
});
