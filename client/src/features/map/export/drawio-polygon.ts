import type { Point } from '../geometry/bounds.ts';
import { boundingBox } from '../model/hull.ts';
import type { Cell, Style } from './drawio-cells.ts';
import { toRelativeBox } from './drawio-cells.ts';
import { roundToHundredths } from './xml.ts';

/** Parent of a cell, with the position of its upper left corner on the map. */
export interface ParentCell {
  readonly id: string;
  readonly corner: Point;
}

/** Style of a container that does not resize its children and cannot be collapsed. */
export const CONTAINER_STYLE: Style = { container: 1, collapsible: 0, recursiveResize: 0, pointerEvents: 0 };

/** Creates a container cell with the shape of an outline, and returns it with the parent that it is for other cells. */
export function createPolygonCell(
  outline: readonly Point[],
  outer: ParentCell,
  { style, ...cell }: Pick<Cell, 'id' | 'label' | 'style' | 'data'>,
): { readonly cell: Cell; readonly asParent: ParentCell } {
  const box = boundingBox(outline);
  const { x1, y1, x2, y2 } = box;
  const corners = outline.map(({ x, y }) => `[${roundToHundredths((x - x1) / (x2 - x1))},${roundToHundredths((y - y1) / (y2 - y1))}]`);
  return {
    cell: {
      kind: 'vertex',
      ...cell,
      parent: outer.id,
      style: { shape: 'mxgraph.basic.polygon', polyCoords: `[${corners.join(',')}]`, polyline: 0, ...CONTAINER_STYLE, ...style },
      box: toRelativeBox(box, outer.corner),
    },
    asParent: { id: cell.id, corner: { x: x1, y: y1 } },
  };
}
