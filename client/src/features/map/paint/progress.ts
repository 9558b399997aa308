import { APPLY_LOOKS, type ApplyState } from '../../../lib/format/half-looks.ts';
import type { HalfMark } from '../model/half-marks.ts';
import { inScreenUnits, type Painting } from './canvas.ts';
import { drawGlyph } from './glyphs.ts';
import { SPOT } from './planned.ts';
import { between, halfLineBetween } from './signs.ts';

const SIZE = 8.5;

/** Draws the apply progress of each half. `pulse` runs from 0 to 1 and animates halves that are being written; undefined for no motion. */
export function paintProgress(context: Painting, marks: readonly HalfMark<ApplyState>[], pulse: number | undefined): void {
  const { ctx, theme, palette } = context;
  inScreenUnits(context);
  for (const { own, far, what } of marks) {
    const { glyph, colour } = APPLY_LOOKS[what];
    const { start, middle } = halfLineBetween(context, own, far);
    const at = between(start, middle, SPOT);
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
