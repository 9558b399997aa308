import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toDrawio } from '../export/drawio.ts';
import type { MapDrawing } from '../export/map-drawing.ts';
import { createPage } from '../export/page.ts';
import { toSvg } from '../export/svg.ts';
import { CAPTION, drawFixture, fixedWidthMeasurer } from '../testing/drawing-fixtures.ts';
import { createRecordingContext } from '../testing/recording-context.ts';
import { createFrameRenderer } from './frame-renderer.ts';

const SCREEN = { width: 4000, height: 4000, ratio: 1 };
const OPTIONS = { extent: 'whole', hasLegend: false, caption: CAPTION } as const;

const EXPORTS: readonly (readonly [format: string, toFile: (drawing: MapDrawing) => string])[] = [
  ['a draw.io export', (drawing) => toDrawio(drawing, OPTIONS, '2026-11-28T18:40:12Z')],
  ['an SVG export', (drawing) => toSvg(createPage(drawing, OPTIONS, fixedWidthMeasurer), fixedWidthMeasurer)],
];

/** Creates a renderer of an estate at zoom 1, on a machine so slow that each look at the clock takes 20 ms. */
function setUp(world: string) {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 20));
  const redraw = vi.fn();
  const drawing = drawFixture(world);
  const frames = createFrameRenderer(document.createElement('canvas'), { redraw, now: () => now, prefersReducedMotion: () => true });
  frames.setPicture(drawing.picture, 'light');
  redraw.mockReset();
  return { drawing, redraw, paint: () => frames.paint(drawing.view, SCREEN) };
}

describe('frame renderer', () => {
  beforeEach(() => {
    vi.stubGlobal('Path2D', class {});
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation((() => createRecordingContext().ctx) as never);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('completes the lines around cards in later frames, however slow they are, and then rests', () => {
    const { drawing, paint, redraw } = setUp('course');
    const lines = drawing.picture.scene.links.length;
    paint();
    expect(redraw).toHaveBeenCalledOnce();
    for (let frame = 0; frame < lines; frame++) paint();
    redraw.mockReset();
    paint();
    expect(redraw).not.toHaveBeenCalled();
  });

  it.each(EXPORTS)('leaves the lines of %s complete after a frame that had no time for them', (_, toFile) => {
    const { drawing, paint, redraw } = setUp('contoso');
    paint();
    expect(redraw).toHaveBeenCalledOnce();
    const file = toFile(drawing);
    expect(file).toBe(toFile(drawFixture('contoso')));
  });
});
