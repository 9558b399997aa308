import { HALF_APPLY_STATUS_STYLES, type HalfApplyStatus } from '../../../lib/format/half-status-styles.ts';
import { pointOn } from '../geometry/polyline.ts';
import type { HalfMarker } from '../model/half-markers.ts';
import { linkBetween, MISSING, type Scene } from '../model/scene.ts';
import { drawGlyph } from './glyphs.ts';
import { computeHalfLine } from './half-glyphs.ts';
import { CORNER_CUT } from './lines.ts';
import { type PaintContext, setScreenUnits } from './paint-context.ts';
import { PLANNED_GLYPH_POSITION } from './planned-halves.ts';
import { traceLine } from './trace-outline.ts';

const SIZE = 8.5;
const WIDTH = 2.2;
/** Dashes of a half that does not exist yet. */
const DASHES = [6, 4];

/** Line of a half that the picture does not draw, or would draw as an alarm. */
interface ProgressLine extends Omit<HalfMarker<HalfApplyStatus>, 'what'> {
  readonly status: HalfApplyStatus;
  readonly isDashed: boolean;
}

/** Returns the lines to draw with the marks, so that no mark floats in empty space: those of halves to create, and those of unfinished links. */
export function progressLines(
  scene: Scene,
  marks: readonly HalfMarker<HalfApplyStatus>[],
  writing: ReadonlySet<number>,
): readonly ProgressLine[] {
  const created = marks
    .filter(({ own, far }) => isAbsent(scene, own, far))
    .map(({ own, far, what }) => ({ own, far, status: what, isDashed: what !== 'done' }));
  const existing = [...writing].flatMap((link) => {
    const [a, b] = [scene.from[link] ?? 0, scene.to[link] ?? 0];
    return [
      { own: a, far: b },
      { own: b, far: a },
    ].filter(({ own, far }) => !isAbsent(scene, own, far));
  });
  return [...created, ...existing.map((half) => ({ ...half, status: 'running' as const, isDashed: false }))];
}

function isAbsent(scene: Scene, own: number, far: number): boolean {
  const link = linkBetween(scene, own, far);
  return link === undefined || scene.halfStatus[2 * link + (scene.from[link] === own ? 0 : 1)] === MISSING;
}

function paintProgressLines(context: PaintContext, lines: readonly ProgressLine[]): void {
  const { ctx, theme, view } = context;
  ctx.lineWidth = WIDTH;
  ctx.lineCap = 'butt';
  for (const { own, far, status, isDashed } of lines) {
    ctx.strokeStyle = HALF_APPLY_STATUS_STYLES[status].colour[theme];
    ctx.setLineDash(isDashed ? DASHES : []);
    ctx.beginPath();
    traceLine(ctx, computeHalfLine(context, own, far).line, CORNER_CUT * view.zoom);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/** Halves that applies work on, and the half-configured links among them that are not completed yet. */
export interface ApplyMarks {
  readonly applying: readonly HalfMarker<HalfApplyStatus>[];
  readonly writing: ReadonlySet<number>;
}

/** Draws the apply progress of each half, and its line where the picture has none. `pulse` runs from 0 to 1 and animates halves that are being written; undefined for no motion. */
export function paintProgress(context: PaintContext, { applying, writing }: ApplyMarks, pulse: number | undefined): void {
  const { ctx, theme, palette, scene } = context;
  setScreenUnits(context);
  paintProgressLines(context, progressLines(scene, applying, writing));
  for (const { own, far, what } of applying) {
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
