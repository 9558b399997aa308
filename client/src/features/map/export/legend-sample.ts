import { HALF_LOOKS, type Theme } from '../../../lib/format/half-looks.ts';
import { PALETTES, type Palette } from '../model/palette.ts';
import type { Ink } from '../paint/canvas.ts';
import { drawGlyph } from '../paint/glyphs.ts';
import { font } from '../paint/text.ts';
import type { LegendItem } from './legend-items.ts';

/** How wide a sample is, in CSS pixels. */
export const SAMPLE = 52;

/** Draws what an item of the legend is about: from the ink's origin to the right, half above and half below. */
export function paintSample(ink: Ink, item: LegendItem, theme: Theme): void {
  const palette = PALETTES[theme];
  switch (item.kind) {
    case 'half':
      paintHalf(ink, item, theme, palette);
      break;
    case 'plan': {
      const { colour, dash, glyph } = item.style;
      ink.globalAlpha = 0.18;
      line(ink, colour[theme], 9, []);
      ink.globalAlpha = 1;
      if (dash) line(ink, colour[theme], 2.6, dash);
      else line(ink, HALF_LOOKS.connected.colour[theme], 2, []);
      drawGlyph(ink, glyph, { x: SAMPLE / 2, y: 0 }, 7, { foreground: palette.background, disc: colour[theme] });
      break;
    }
    case 'option':
      drawGlyph(ink, item.glyph, { x: SAMPLE / 2, y: 0 }, 7, { foreground: palette.quiet, disc: palette.background });
      break;
    case 'badge':
      chip(ink, item.badge.text, palette.badge[item.badge.kind], palette.badgeText);
      break;
    case 'findings':
      chip(ink, '2', HALF_LOOKS.disconnected.colour[theme], palette.badgeText);
      break;
    case 'connected-group':
      ink.lineCap = 'round';
      box(ink, palette.connectedGroup.area, palette.connectedGroup.line, 2, [0, 5]);
      break;
    case 'mesh':
      box(ink, palette.mesh.area, palette.mesh.line, 1.4, []);
      break;
    case 'ghost':
      box(ink, palette.background, palette.role.ghost, 1.2, [5, 4]);
      break;
  }
}

function paintHalf(ink: Ink, { style: { colour, dash, glyph } }: LegendItem & { kind: 'half' }, theme: Theme, palette: Palette): void {
  if (!dash) {
    line(ink, HALF_LOOKS.connected.colour[theme], 2, [], SAMPLE / 2);
    ink.fillStyle = colour[theme];
    ink.fillRect(SAMPLE / 2 - 1, -6, 2.2, 12);
    return;
  }
  line(ink, colour[theme], 2, dash);
  if (glyph !== 'dot') drawGlyph(ink, glyph, { x: SAMPLE / 2, y: 0 }, 7, { foreground: colour[theme], disc: palette.background });
}

function line(ink: Ink, colour: string, width: number, dash: readonly number[], to: number = SAMPLE): void {
  ink.strokeStyle = colour;
  ink.lineWidth = width;
  ink.lineCap = 'butt';
  ink.setLineDash([...dash]);
  ink.beginPath();
  ink.moveTo(0, 0);
  ink.lineTo(to, 0);
  ink.stroke();
  ink.setLineDash([]);
}

function box(ink: Ink, fill: string, stroke: string, width: number, dash: readonly number[]): void {
  ink.fillStyle = fill;
  ink.strokeStyle = stroke;
  ink.lineWidth = width;
  ink.setLineDash([...dash]);
  ink.beginPath();
  ink.roundRect(4, -7, SAMPLE - 8, 14, 5);
  ink.fill();
  ink.stroke();
  ink.setLineDash([]);
}

function chip(ink: Ink, text: string, colour: string, textColour: string): void {
  ink.font = font(9, 600);
  const width = ink.measureText(text).width + 10;
  ink.beginPath();
  ink.roundRect((SAMPLE - width) / 2, -7, width, 14, 4);
  ink.fillStyle = colour;
  ink.fill();
  ink.fillStyle = textColour;
  ink.textAlign = 'center';
  ink.textBaseline = 'middle';
  ink.fillText(text, SAMPLE / 2, 0.5);
}
