import type { Box, Point } from '../geometry/bounds.ts';
import { type Attributes, formatElement } from './xml.ts';

/** Style of a cell, which draw.io writes as `key=value;`. Values come from constants, never from tenant data. */
export type Style = Readonly<Record<string, string | number>>;

interface CellBase {
  readonly id: string;
  readonly parent: string;
  /** Plain text: no style sets `html=1`, so draw.io does not parse it as markup. */
  readonly label: string;
  readonly style: Style;
  /** Custom properties, which draw.io shows as the data of the cell and includes in its search. */
  readonly data?: Attributes;
}

/** A shape; its bounds are relative to its parent. */
interface Vertex extends CellBase {
  readonly kind: 'vertex';
  readonly box: Box;
  /** Lines cannot be connected to it. */
  readonly isUnconnectable?: boolean;
}

/** A line between two shapes or two points. */
interface Edge extends CellBase {
  readonly kind: 'edge';
  readonly ends: { readonly source: string; readonly target: string } | { readonly from: Point; readonly to: Point };
  /** Corners of the line between its ends. */
  readonly corners?: readonly Point[];
}

/** Label on a line; `along` is its position from -1 at the source to 1 at the target. */
export interface EdgeLabel extends CellBase {
  readonly kind: 'edge-label';
  readonly along: number;
}

export type Cell = Vertex | Edge | EdgeLabel;

const formatStyle = (style: Style): string =>
  Object.entries(style)
    .map(([key, value]) => `${key}=${value};`)
    .join('');

/** Formats a cell as draw.io XML; a cell with data is wrapped in an `object` element. */
export function formatCell(cell: Cell): string {
  const { id, parent, label, style, data } = cell;
  const own = { style: formatStyle(style), parent, ...roleOf(cell) };
  if (!data) return formatElement('mxCell', { id, value: label, ...own }, geometryOf(cell));
  return formatElement('object', { id, label, ...data }, formatElement('mxCell', own, geometryOf(cell)));
}

/** Formats a layer, which the editor can show and hide. */
export const formatLayer = (id: string, name: string, isHidden = false): string =>
  formatElement('mxCell', { id, value: name, parent: '0', visible: isHidden ? '0' : undefined });

function roleOf(cell: Cell): Attributes {
  switch (cell.kind) {
    case 'vertex':
      return { vertex: '1', connectable: cell.isUnconnectable ? '0' : undefined };
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
      return formatElement('mxGeometry', { x: x1, y: y1, width: x2 - x1, height: y2 - y1, as });
    }
    case 'edge-label':
      return formatElement('mxGeometry', { x: cell.along, relative: '1', as }, formatElement('mxPoint', { as: 'offset' }));
    case 'edge': {
      if ('source' in cell.ends) return formatElement('mxGeometry', { relative: '1', as }, formatCorners(cell.corners ?? []));
      const { from, to } = cell.ends;
      const endPoints = formatElement('mxPoint', { ...from, as: 'sourcePoint' }) + formatElement('mxPoint', { ...to, as: 'targetPoint' });
      return formatElement('mxGeometry', { relative: '1', as }, endPoints);
    }
  }
}

const formatCorners = (corners: readonly Point[]): string =>
  corners.length === 0
    ? ''
    : formatElement('Array', { as: 'points' }, corners.map(({ x, y }) => formatElement('mxPoint', { x, y })).join(''));

/** Converts a palette colour to a draw.io colour and a separate opacity in percent. */
export function toDrawioColour(colour: string): { readonly colour: string; readonly opacity: number } {
  const [, red, green, blue, alpha] = /^rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)$/.exec(colour) ?? [];
  if (alpha === undefined) return { colour, opacity: 100 };
  const hex = [red, green, blue].map((channel) => Number(channel).toString(16).padStart(2, '0')).join('');
  return { colour: `#${hex}`, opacity: Math.round(Number(alpha) * 100) };
}

/** Converts a palette colour to a fill or stroke style. */
export function toTranslucentStyle(target: 'fill' | 'stroke', paletteColour: string): Style {
  const { colour, opacity } = toDrawioColour(paletteColour);
  return { [`${target}Color`]: colour, [`${target}Opacity`]: opacity };
}

/** Converts a box to coordinates relative to its parent's upper left corner. */
export const toRelativeBox = ({ x1, y1, x2, y2 }: Box, { x, y }: Point): Box => ({ x1: x1 - x, y1: y1 - y, x2: x2 - x, y2: y2 - y });
