import type { Box, Point } from '../geometry/room.ts';
import { type Attributes, element } from './xml.ts';

/** Style of a cell, as draw.io writes it: `key=value;`. Values come from tables, never from what tenants write. */
export type Style = Readonly<Record<string, string | number>>;

interface CellBase {
  readonly id: string;
  readonly parent: string;
  /** Plain text: no style here says that it is markup. */
  readonly label: string;
  readonly style: Style;
  /** What draw.io shows as the cell's data, and finds. */
  readonly data?: Attributes;
}

/** A shape, with its place relative to its parent. */
interface Vertex extends CellBase {
  readonly kind: 'vertex';
  readonly box: Box;
  /** Lines cannot be joined to it. */
  readonly isLoose?: boolean;
}

/** A line between two shapes, or between two places. */
interface Edge extends CellBase {
  readonly kind: 'edge';
  readonly ends: { readonly source: string; readonly target: string } | { readonly from: Point; readonly to: Point };
}

/** Words on a line; `along` runs from -1 at its source to 1 at its target. */
export interface EdgeLabel extends CellBase {
  readonly kind: 'edge-label';
  readonly along: number;
}

export type Cell = Vertex | Edge | EdgeLabel;

const styleText = (style: Style): string =>
  Object.entries(style)
    .map(([key, value]) => `${key}=${value};`)
    .join('');

/** A cell as draw.io's XML; one with data is wrapped in an object that holds them. */
export function cellText(cell: Cell): string {
  const { id, parent, label, style, data } = cell;
  const own = { style: styleText(style), parent, ...roleOf(cell) };
  if (!data) return element('mxCell', { id, value: label, ...own }, geometryOf(cell));
  return element('object', { id, label, ...data }, element('mxCell', own, geometryOf(cell)));
}

/** A layer of the drawing, which the editor can show and hide. */
export const layerText = (id: string, name: string, isHidden = false): string =>
  element('mxCell', { id, value: name, parent: '0', visible: isHidden ? '0' : undefined });

function roleOf(cell: Cell): Attributes {
  switch (cell.kind) {
    case 'vertex':
      return { vertex: '1', connectable: cell.isLoose ? '0' : undefined };
    case 'edge-label':
      return { vertex: '1', connectable: '0' };
    case 'edge':
      return { edge: '1', ...('source' in cell.ends ? cell.ends : {}) };
  }
}

function geometryOf(cell: Cell): string {
  const as = 'geometry';
  switch (cell.kind) {
    case 'vertex': {
      const { x1, y1, x2, y2 } = cell.box;
      return element('mxGeometry', { x: x1, y: y1, width: x2 - x1, height: y2 - y1, as });
    }
    case 'edge-label':
      return element('mxGeometry', { x: cell.along, relative: '1', as }, element('mxPoint', { as: 'offset' }));
    case 'edge': {
      if ('source' in cell.ends) return element('mxGeometry', { relative: '1', as });
      const { from, to } = cell.ends;
      const points = element('mxPoint', { ...from, as: 'sourcePoint' }) + element('mxPoint', { ...to, as: 'targetPoint' });
      return element('mxGeometry', { relative: '1', as }, points);
    }
  }
}

/** A colour of the palette as draw.io has them: without its opacity, which stands beside it in percent. */
export function drawioColour(colour: string): { readonly colour: string; readonly opacity: number } {
  const [, red, green, blue, alpha] = /^rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)$/.exec(colour) ?? [];
  if (alpha === undefined) return { colour, opacity: 100 };
  const hex = [red, green, blue].map((part) => Number(part).toString(16).padStart(2, '0')).join('');
  return { colour: `#${hex}`, opacity: Math.round(Number(alpha) * 100) };
}

/** A colour of the palette as a style for the inside or the edge of a shape. */
export function translucent(part: 'fill' | 'stroke', paletteColour: string): Style {
  const { colour, opacity } = drawioColour(paletteColour);
  return { [`${part}Color`]: colour, [`${part}Opacity`]: opacity };
}

/** A box as its parent sees it, whose own upper left corner stands at that place. */
export const within = ({ x1, y1, x2, y2 }: Box, { x, y }: Point): Box => ({ x1: x1 - x, y1: y1 - y, x2: x2 - x, y2: y2 - y });
