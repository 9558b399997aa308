import { HALF_STATUS_STYLES, type ThemeName } from '../../../lib/format/half-status-styles.ts';
import type { Point } from '../geometry/bounds.ts';
import { PALETTES } from '../model/palette.ts';
import { type Cell, type Style, toTranslucentStyle } from './drawio-cells.ts';
import { lineStyle } from './drawio-peerings.ts';
import { BADGE_STYLE, TEXT_STYLE } from './drawio-vnets.ts';
import { type LegendItem, legendItems } from './legend-items.ts';
import type { MapDrawing } from './map-drawing.ts';
import type { PageOptions } from './page.ts';

const ROW_HEIGHT = 24;
const SAMPLE_WIDTH = 52;
const WIDTH = 960;
/** Number of legend items per column. */
const ROWS_PER_COLUMN = 6;
const COLUMN_WIDTH = 340;

interface Origin {
  readonly left: number;
  readonly top: number;
}

/** Creates the cells of the caption and of the legend below it, on a layer of their own. */
export function createLegendCells(drawing: MapDrawing, options: PageOptions, { left, top }: Origin, layer: string): Cell[] {
  const palette = PALETTES[drawing.theme];
  const { title, facts, filter } = options.caption;
  const text = (id: string, label: string, x: number, y: number, style: Style, width: number = WIDTH): Cell => ({
    kind: 'vertex',
    id,
    parent: layer,
    label,
    style: { ...TEXT_STYLE, align: 'left', fontColor: palette.text, fontSize: 12, ...style },
    box: { x1: x, y1: y, x2: x + width, y2: y + ROW_HEIGHT },
    isUnconnectable: true,
  });
  const caption = [
    text('caption', [title, ...facts].join(' · '), left, top, { fontSize: 15, fontStyle: 1 }),
    ...(filter ? [text('caption filter', `Filter: ${filter}`, left, top + ROW_HEIGHT, { fontColor: palette.quiet })] : []),
  ];
  if (!options.hasLegend) return caption;
  const first = top + ROW_HEIGHT * (caption.length + 0.5);
  // draw.io shows half options as data, not as glyphs on the line
  const items = legendItems(drawing, options.extent).filter(({ kind }) => kind !== 'option');
  return [
    ...caption,
    ...items.flatMap((item, i) => {
      const [x, y] = [left + Math.floor(i / ROWS_PER_COLUMN) * COLUMN_WIDTH, first + (i % ROWS_PER_COLUMN) * ROW_HEIGHT];
      const label = text(`legend ${i} text`, item.label, x + SAMPLE_WIDTH + 10, y, {}, COLUMN_WIDTH - SAMPLE_WIDTH - 20);
      return [sampleCell(`legend ${i}`, item, { x, y: y + ROW_HEIGHT / 2 }, drawing.theme, layer), label];
    }),
  ];
}

/** Creates the sample of a legend item, to the right of `from`. */
function sampleCell(id: string, item: LegendItem, from: Point, theme: ThemeName, layer: string): Cell {
  const palette = PALETTES[theme];
  const line = (style: Style): Cell => ({
    kind: 'edge',
    id,
    parent: layer,
    label: '',
    style,
    ends: { from, to: { x: from.x + SAMPLE_WIDTH, y: from.y } },
  });
  const shape = (label: string, style: Style, inset = 4): Cell => ({
    kind: 'vertex',
    id,
    parent: layer,
    label,
    style,
    box: { x1: from.x + inset, y1: from.y - 7, x2: from.x + SAMPLE_WIDTH - inset, y2: from.y + 7 },
    isUnconnectable: true,
  });
  switch (item.kind) {
    case 'half':
    case 'plan':
      return line(lineStyle(item.style.colour[theme], item.style.dash ?? [3, 3]));
    case 'badge':
      return shape(item.badge.text, { ...BADGE_STYLE, fillColor: palette.badge[item.badge.kind], fontColor: palette.badgeText }, 10);
    case 'findings':
      return shape('2', { ...BADGE_STYLE, fillColor: HALF_STATUS_STYLES.disconnected.colour[theme], fontColor: palette.badgeText }, 18);
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
      return shape('', {
        rounded: 1,
        ...toTranslucentStyle('fill', palette.mesh.area),
        ...toTranslucentStyle('stroke', palette.mesh.line),
      });
    case 'connected-group': {
      const { line: stroke, area } = palette.connectedGroup;
      return shape('', {
        rounded: 1,
        ...toTranslucentStyle('fill', area),
        strokeColor: stroke,
        dashed: 1,
        dashPattern: '1 5',
        fixDash: 1,
      });
    }
    case 'option':
      return shape(item.label, TEXT_STYLE);
  }
}
