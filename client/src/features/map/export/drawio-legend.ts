import { HALF_LOOKS, type Theme } from '../../../lib/format/half-looks.ts';
import type { Point } from '../geometry/room.ts';
import { PALETTES } from '../model/palette.ts';
import { type Cell, type Style, translucent } from './drawio-cells.ts';
import { lineStyle } from './drawio-peerings.ts';
import { CHIP, TEXT } from './drawio-vnets.ts';
import type { Drawn } from './drawn.ts';
import { type LegendItem, legendItems } from './legend-items.ts';
import type { Wish } from './sheet.ts';

const ROW = 24;
const SAMPLE = 52;
const WIDTH = 960;
/** So many samples stand below each other before the next column begins. */
const ROWS = 6;
const COLUMN = 340;

interface Place {
  readonly left: number;
  readonly top: number;
}

/** The caption, and under it the legend, as cells of their own layer. */
export function legendCells(drawn: Drawn, wish: Wish, { left, top }: Place, layer: string): Cell[] {
  const palette = PALETTES[drawn.theme];
  const { title, facts, filter } = wish.caption;
  const text = (id: string, label: string, x: number, y: number, style: Style, width: number = WIDTH): Cell => ({
    kind: 'vertex',
    id,
    parent: layer,
    label,
    style: { ...TEXT, align: 'left', fontColor: palette.text, fontSize: 12, ...style },
    box: { x1: x, y1: y, x2: x + width, y2: y + ROW },
    isLoose: true,
  });
  const caption = [
    text('caption', [title, ...facts].join(' · '), left, top, { fontSize: 15, fontStyle: 1 }),
    ...(filter ? [text('caption filter', `Filter: ${filter}`, left, top + ROW, { fontColor: palette.quiet })] : []),
  ];
  if (!wish.hasLegend) return caption;
  const first = top + ROW * (caption.length + 0.5);
  // options of halves are data here, not signs on a line
  const items = legendItems(drawn, wish.extent).filter(({ kind }) => kind !== 'option');
  return [
    ...caption,
    ...items.flatMap((item, i) => {
      const [x, y] = [left + Math.floor(i / ROWS) * COLUMN, first + (i % ROWS) * ROW];
      const words = text(`legend ${i} text`, item.label, x + SAMPLE + 10, y, {}, COLUMN - SAMPLE - 20);
      return [sampleCell(`legend ${i}`, item, { x, y: y + ROW / 2 }, drawn.theme, layer), words];
    }),
  ];
}

/** What an item is about, from that place to the right. */
function sampleCell(id: string, item: LegendItem, from: Point, theme: Theme, layer: string): Cell {
  const palette = PALETTES[theme];
  const line = (style: Style): Cell => ({
    kind: 'edge',
    id,
    parent: layer,
    label: '',
    style,
    ends: { from, to: { x: from.x + SAMPLE, y: from.y } },
  });
  const shape = (label: string, style: Style, inset = 4): Cell => ({
    kind: 'vertex',
    id,
    parent: layer,
    label,
    style,
    box: { x1: from.x + inset, y1: from.y - 7, x2: from.x + SAMPLE - inset, y2: from.y + 7 },
    isLoose: true,
  });
  switch (item.kind) {
    case 'half':
    case 'plan':
      return line(lineStyle(item.style.colour[theme], item.style.dash ?? [3, 3]));
    case 'badge':
      return shape(item.badge.text, { ...CHIP, fillColor: palette.badge[item.badge.kind], fontColor: palette.badgeText }, 10);
    case 'findings':
      return shape('2', { ...CHIP, fillColor: HALF_LOOKS.disconnected.colour[theme], fontColor: palette.badgeText }, 18);
    case 'ghost':
      return shape('', {
        rounded: 1,
        fillColor: palette.background,
        strokeColor: palette.role.ghost,
        dashed: 1,
        dashPattern: '5 4',
        fixDash: 1,
      });
    case 'mesh':
      return shape('', { rounded: 1, ...translucent('fill', palette.mesh.area), ...translucent('stroke', palette.mesh.line) });
    case 'connected-group': {
      const { line: stroke, area } = palette.connectedGroup;
      return shape('', {
        rounded: 1,
        ...translucent('fill', area),
        strokeColor: stroke,
        dashed: 1,
        dashPattern: '1 5',
        fixDash: 1,
      });
    }
    case 'option':
      return shape(item.label, TEXT);
  }
}
