import { HALF_STATUS_STYLES, PLANNED_STATUS_STYLES, type ThemeName } from '../../../lib/format/half-status-styles.ts';
import type { Point } from '../geometry/bounds.ts';
import type { LegendItem } from '../model/legend.ts';
import { SAMPLE, type SampleBox, sampleShapes } from '../model/legend-sample.ts';
import { PALETTES } from '../model/palette.ts';
import { type Cell, type Style, toTranslucentStyle } from './drawio-cells.ts';
import { lineStyle, strokeStyle } from './drawio-peerings.ts';
import { BADGE_STYLE, TEXT_STYLE } from './drawio-vnets.ts';
import { findLegendItems } from './find-legend-items.ts';
import type { MapDrawing } from './map-drawing.ts';
import type { PageOptions } from './page.ts';

const ROW_HEIGHT = 24;
const WIDTH = 960;
/** Number of legend items per column. */
const ROWS_PER_COLUMN = 6;
const COLUMN_WIDTH = 340;

/** Items that only the map draws: draw.io has options as data, all VNets as cards, and each peering as a line of its own. */
const NOT_DRAWN: ReadonlySet<LegendItem['kind']> = new Set(['option', 'card', 'bundle', 'missing-end']);

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
  const items = findLegendItems(drawing, options.extent).filter(({ kind }) => !NOT_DRAWN.has(kind));
  return [
    ...caption,
    ...items.flatMap((item, i) => {
      const [x, y] = [left + Math.floor(i / ROWS_PER_COLUMN) * COLUMN_WIDTH, first + (i % ROWS_PER_COLUMN) * ROW_HEIGHT];
      const label = text(`legend ${i} text`, item.label, x + SAMPLE.width + 10, y, {}, COLUMN_WIDTH - SAMPLE.width - 20);
      return [sampleCell(`legend ${i}`, item, { x, y: y + ROW_HEIGHT / 2 }, drawing.theme, layer), label];
    }),
  ];
}

/** Creates the sample of a legend item, to the right of `from`: as a line like those of the drawing, or as the shape of the map. */
function sampleCell(id: string, item: LegendItem, from: Point, theme: ThemeName, layer: string): Cell {
  const base = { id, parent: layer } as const;
  if (item.kind === 'half' || item.kind === 'plan') {
    const { colour, dash } = item.kind === 'half' ? HALF_STATUS_STYLES[item.status] : PLANNED_STATUS_STYLES[item.status];
    const ends = { from, to: { x: from.x + SAMPLE.width, y: from.y } };
    return { ...base, kind: 'edge', label: '', style: lineStyle(colour[theme], dash ?? [3, 3]), ends };
  }
  const shapes = sampleShapes(item, theme);
  const box = shapes.find((shape) => shape.kind === 'box');
  const label = shapes.find((shape) => shape.kind === 'text');
  const [width, height] = [box?.width ?? SAMPLE.width, box?.height ?? SAMPLE.height];
  const x1 = from.x + (SAMPLE.width - width) / 2;
  return {
    ...base,
    kind: 'vertex',
    label: label?.text ?? '',
    style: { ...BADGE_STYLE, ...(box && boxStyle(box)), ...(label && { fontColor: label.colour }) },
    box: { x1, y1: from.y - height / 2, x2: x1 + width, y2: from.y + height / 2 },
    isUnconnectable: true,
  };
}

const boxStyle = ({ radius, fill, stroke }: SampleBox): Style => ({
  arcSize: 2 * radius,
  ...toTranslucentStyle('fill', fill),
  ...(stroke && {
    ...strokeStyle(
      stroke.colour,
      stroke.dash.map((length) => Math.max(1, length)),
    ),
    ...toTranslucentStyle('stroke', stroke.colour),
  }),
});
