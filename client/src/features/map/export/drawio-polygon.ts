import type { Point } from '../geometry/room.ts';
import { boxAround } from '../model/hull.ts';
import type { Cell, Style } from './drawio-cells.ts';
import { within } from './drawio-cells.ts';
import { short } from './xml.ts';

/** Parent of a cell, with the position of its upper left corner on the map. */
export interface Home {
  readonly id: string;
  readonly corner: Point;
}

/** Style of a container that does not resize its children and cannot be collapsed. */
export const HOLDS: Style = { container: 1, collapsible: 0, recursiveResize: 0, pointerEvents: 0 };

/** Creates a container cell with the shape of an outline, and returns it with the parent that it is for other cells. */
export function polygonCell(
  outline: readonly Point[],
  outer: Home,
  { style, ...cell }: Pick<Cell, 'id' | 'label' | 'style' | 'data'>,
): { readonly cell: Cell; readonly asParent: Home } {
  const box = boxAround(outline);
  const { x1, y1, x2, y2 } = box;
  const corners = outline.map(({ x, y }) => `[${short((x - x1) / (x2 - x1))},${short((y - y1) / (y2 - y1))}]`);
  return {
    cell: {
      kind: 'vertex',
      ...cell,
      parent: outer.id,
      style: { shape: 'mxgraph.basic.polygon', polyCoords: `[${corners.join(',')}]`, polyline: 0, ...HOLDS, ...style },
      box: within(box, outer.corner),
    },
    asParent: { id: cell.id, corner: { x: x1, y: y1 } },
  };
}
