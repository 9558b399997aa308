import { PLANNED_STATUS_STYLES, type PlannedChange, plannedStatusOf } from '../../../lib/format/half-status-styles.ts';
import { pointOn } from '../geometry/polyline.ts';
import { type Size, visibleBounds } from '../geometry/view.ts';
import type { HalfMarker } from '../model/half-markers.ts';
import { drawGlyph } from './glyphs.ts';
import { computeHalfLine } from './half-glyphs.ts';
import type { LabelDeclutter } from './label-declutter.ts';
import { CORNER_CUT } from './lines.ts';
import { type PaintContext, setScreenUnits } from './paint-context.ts';
import { traceLine } from './trace-outline.ts';

const WIDTH = 2.6;
const BAND = 11;
const GLYPH_SIZE = 8;
/** Halves shorter than this, in CSS pixels, have no glyph. */
const MIN_LENGTH = 2.5 * GLYPH_SIZE;
/** Position of the glyph of a planned change along its half, from 0 to 1: away from the middle, where the state glyph is usually drawn. */
export const PLANNED_GLYPH_POSITION = 0.34;

export type PlannedHalves = readonly HalfMarker<PlannedChange>[];

/** Returns the marks whose line may cross the viewport. */
export function filterVisibleMarks<T>(
  { scene, view, screen }: Pick<PaintContext, 'scene' | 'view'> & { readonly screen: Size },
  marks: readonly HalfMarker<T>[],
): HalfMarker<T>[] {
  const box = visibleBounds(view, screen);
  return marks.filter(({ own, far }) => {
    const [ax, ay, bx, by] = [scene.x[own] ?? 0, scene.y[own] ?? 0, scene.x[far] ?? 0, scene.y[far] ?? 0];
    return Math.max(ax, bx) >= box.x1 && Math.min(ax, bx) <= box.x2 && Math.max(ay, by) >= box.y1 && Math.min(ay, by) <= box.y2;
  });
}

/** Draws the lines of the draft: additions as lines of their own, removals over the existing line, and a band under each. */
export function paintPlannedLines(context: PaintContext, planned: PlannedHalves): void {
  const { ctx, theme, palette, view } = context;
  const before = ctx.globalAlpha;
  setScreenUnits(context);
  ctx.lineCap = 'butt';
  for (const { own, far, what } of planned) {
    const { dash, colour } = PLANNED_STATUS_STYLES[plannedStatusOf(what)];
    const { line } = computeHalfLine(context, own, far);
    const stroke = (style: string, width: number, alpha: number, dashes: readonly number[]) => {
      ctx.globalAlpha = before * alpha;
      ctx.strokeStyle = style;
      ctx.lineWidth = width;
      ctx.setLineDash([...dashes]);
      ctx.beginPath();
      traceLine(ctx, line, CORNER_CUT * view.zoom);
      ctx.stroke();
    };
    if (what === 'delete') stroke(palette.background, 5, 0.8, []);
    stroke(colour[theme], BAND, 0.18, []);
    if (dash) stroke(colour[theme], WIDTH, 1, dash);
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = before;
}

/** Reserves the lines of the draft and their glyphs, so that labels do not cover them. */
export function reservePlannedHalves(context: PaintContext, planned: PlannedHalves, declutter: LabelDeclutter): void {
  for (const { own, far } of planned) {
    const { line, length } = computeHalfLine(context, own, far);
    for (const [i, to] of line.entries()) if (i > 0) declutter.addSegment(line[i - 1] ?? to, to, [own, far]);
    if (length < MIN_LENGTH) continue;
    const { x, y } = pointOn(line, PLANNED_GLYPH_POSITION);
    declutter.reserve({ x1: x - GLYPH_SIZE, y1: y - GLYPH_SIZE, x2: x + GLYPH_SIZE, y2: y + GLYPH_SIZE });
  }
}

/** Draws the glyph of the planned change on each half that is long enough for it. */
export function paintPlannedGlyphs(context: PaintContext, planned: PlannedHalves): void {
  const { ctx, theme, palette } = context;
  setScreenUnits(context);
  for (const { own, far, what } of planned) {
    const { glyph, colour } = PLANNED_STATUS_STYLES[plannedStatusOf(what)];
    const { line, length } = computeHalfLine(context, own, far);
    if (length < MIN_LENGTH) continue;
    drawGlyph(ctx, glyph, pointOn(line, PLANNED_GLYPH_POSITION), GLYPH_SIZE, {
      foreground: palette.background,
      disc: colour[theme],
    });
  }
}
