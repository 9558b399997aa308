import { HALF_APPLY_STATUS_STYLES, type HalfApplyStatus } from '../../../lib/format/half-status-styles.ts';
import { pointOn } from '../geometry/polyline.ts';
import type { HalfMarker } from '../model/half-markers.ts';
import { drawGlyph } from './glyphs.ts';
import { computeHalfLine } from './half-glyphs.ts';
import { type PaintContext, setScreenUnits } from './paint-context.ts';
import { PLANNED_GLYPH_POSITION } from './planned-halves.ts';

const SIZE = 8.5;

/** Draws the apply progress of each half. `pulse` runs from 0 to 1 and animates halves that are being written; undefined for no motion. */
export function paintProgress(context: PaintContext, marks: readonly HalfMarker<HalfApplyStatus>[], pulse: number | undefined): void {
  const { ctx, theme, palette } = context;
  setScreenUnits(context);
  for (const { own, far, what } of marks) {
    const { glyph, colour } = HALF_APPLY_STATUS_STYLES[what];
    const at = pointOn(computeHalfLine(context, own, far).line, PLANNED_GLYPH_POSITION);
    if (what === 'running') {
      ctx.globalAlpha = pulse === undefined ? 0.5 : 0.6 * (1 - pulse);
      ctx.strokeStyle = colour[theme];
      ctx.lineWidth = 2.5;
      ctx.beginPath();
      ctx.arc(at.x, at.y, SIZE + 3 + 9 * (pulse ?? 0.2), 0, 2 * Math.PI);
      ctx.stroke();
      ctx.globalAlpha = 1;
    }
    drawGlyph(ctx, glyph, at, SIZE, { foreground: colour[theme], disc: palette.background });
  }
}
