import type { Point } from '../geometry/room.ts';
import { boxAround } from '../model/hull.ts';
import type { Cell, Style } from './drawio-cells.ts';
import { within } from './drawio-cells.ts';
import { short } from './xml.ts';

/** What a cell lies in, and where on the map that one's upper left corner stands. */
export interface Home {
  readonly id: string;
  readonly corner: Point;
}

/** Shapes lie on it without being moved or resized along, and it does not fold. */
export const HOLDS: Style = { container: 1, collapsible: 0, recursiveResize: 0, pointerEvents: 0 };

/** An outline as a shape that holds what lies in it, and the home that it is. */
export function polygonCell(
  outline: readonly Point[],
  outer: Home,
  { style, ...cell }: Pick<Cell, 'id' | 'label' | 'style' | 'data'>,
): { readonly cell: Cell; readonly home: Home } {
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
    home: { id: cell.id, corner: { x: x1, y: y1 } },
  };
}
