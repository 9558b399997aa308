import { HALF_STATUS_STYLES, type ThemeName } from '../../../lib/format/half-status-styles.ts';
import { PALETTES, type Palette } from '../model/palette.ts';
import { drawGlyph } from '../paint/glyphs.ts';
import type { DrawingContext } from '../paint/paint-context.ts';
import { font } from '../paint/text.ts';
import type { LegendItem } from './legend-items.ts';

/** Width of a sample, in CSS pixels. */
export const SAMPLE = 52;

/** Draws the sample of a legend item: to the right of the origin, vertically centred on it. */
export function paintSample(ctx: DrawingContext, item: LegendItem, theme: ThemeName): void {
  const palette = PALETTES[theme];
  switch (item.kind) {
    case 'half':
      paintHalf(ctx, item, theme, palette);
      break;
    case 'plan': {
      const { colour, dash, glyph } = item.style;
      ctx.globalAlpha = 0.18;
      strokeLine(ctx, colour[theme], 9, []);
      ctx.globalAlpha = 1;
      if (dash) strokeLine(ctx, colour[theme], 2.6, dash);
      else strokeLine(ctx, HALF_STATUS_STYLES.connected.colour[theme], 2, []);
      drawGlyph(ctx, glyph, { x: SAMPLE / 2, y: 0 }, 7, { foreground: palette.background, disc: colour[theme] });
      break;
    }
    case 'option':
      drawGlyph(ctx, item.glyph, { x: SAMPLE / 2, y: 0 }, 7, { foreground: palette.quiet, disc: palette.background });
      break;
    case 'badge':
      drawChip(ctx, item.badge.text, palette.badge[item.badge.kind], palette.badgeText);
      break;
    case 'findings':
      drawChip(ctx, '2', HALF_STATUS_STYLES.disconnected.colour[theme], palette.badgeText);
      break;
    case 'connected-group':
      ctx.lineCap = 'round';
      drawBox(ctx, palette.connectedGroup.area, palette.connectedGroup.line, 2, [0, 5]);
      break;
    case 'mesh':
      drawBox(ctx, palette.mesh.area, palette.mesh.line, 1.4, []);
      break;
    case 'ghost':
      drawBox(ctx, palette.background, palette.role.ghost, 1.2, [5, 4]);
      break;
  }
}

function paintHalf(
  ctx: DrawingContext,
  { style: { colour, dash, glyph } }: LegendItem & { kind: 'half' },
  theme: ThemeName,
  palette: Palette,
): void {
  if (!dash) {
    strokeLine(ctx, HALF_STATUS_STYLES.connected.colour[theme], 2, [], SAMPLE / 2);
    ctx.fillStyle = colour[theme];
    ctx.fillRect(SAMPLE / 2 - 1, -6, 2.2, 12);
    return;
  }
  strokeLine(ctx, colour[theme], 2, dash);
  if (glyph !== 'dot') drawGlyph(ctx, glyph, { x: SAMPLE / 2, y: 0 }, 7, { foreground: colour[theme], disc: palette.background });
}

function strokeLine(ctx: DrawingContext, colour: string, width: number, dash: readonly number[], to: number = SAMPLE): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.lineCap = 'butt';
  ctx.setLineDash([...dash]);
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(to, 0);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawBox(ctx: DrawingContext, fill: string, stroke: string, width: number, dash: readonly number[]): void {
  ctx.fillStyle = fill;
  ctx.strokeStyle = stroke;
  ctx.lineWidth = width;
  ctx.setLineDash([...dash]);
  ctx.beginPath();
  ctx.roundRect(4, -7, SAMPLE - 8, 14, 5);
  ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawChip(ctx: DrawingContext, text: string, colour: string, textColour: string): void {
  ctx.font = font(9, 600);
  const width = ctx.measureText(text).width + 10;
  ctx.beginPath();
  ctx.roundRect((SAMPLE - width) / 2, -7, width, 14, 4);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.fillStyle = textColour;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, SAMPLE / 2, 0.5);
}
