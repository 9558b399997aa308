import { APPLY_LOOKS, type ApplyState } from '../../../lib/format/half-looks.ts';
import type { HalfMark } from '../model/half-marks.ts';
import { inScreenUnits, type Painting } from './canvas.ts';
import { drawGlyph } from './glyphs.ts';
import { SPOT } from './planned.ts';
import { between, halfLineBetween } from './signs.ts';

const SIZE = 8.5;

/** Draws at each half where an apply is with it. `beat` runs from 0 to 1 and lets what is being written pulse; undefined for stillness. */
export function paintProgress(painting: Painting, marks: readonly HalfMark<ApplyState>[], beat: number | undefined): void {
  const { ctx, theme, palette } = painting;
  inScreenUnits(painting);
  for (const { own, far, what } of marks) {
    const { glyph, colour } = APPLY_LOOKS[what];
    const { start, middle } = halfLineBetween(painting, own, far);
    const at = between(start, middle, SPOT);
    if (what === 'running') {
      ctx.globalAlpha = beat === undefined ? 0.5 : 0.6 * (1 - beat);
      ctx.strokeStyle = colour[theme];
      ctx.lineWidth = 2.5;
      ctx.beginPath();
      ctx.arc(at.x, at.y, SIZE + 3 + 9 * (beat ?? 0.2), 0, 2 * Math.PI);
      ctx.stroke();
      ctx.globalAlpha = 1;
    }
    drawGlyph(ctx, glyph, at, SIZE, { sign: colour[theme], disc: palette.background });
  }
}
