import type { Box } from './bounds.ts';

/** Spatial index: items by the grid cells that they touch, so that a query reads only the items near a point. */
export interface SpatialGrid {
  addBox(item: number, box: Box): void;
  addLine(item: number, x1: number, y1: number, x2: number, y2: number): void;
  /** Returns the items in the cell of a point; for a point outside the grid, those in the nearest cell. */
  itemsAt(x: number, y: number): readonly number[];
  /** Returns the items in the cells that the box touches, without duplicates, in ascending order. */
  itemsNear(box: Box): number[];
}

/** Creates an empty grid over `extent`, with the cell size chosen for about `count` items. */
export function createSpatialGrid(extent: Box, count: number): SpatialGrid {
  const side = Math.max(8, Math.min(256, Math.ceil(Math.sqrt(count) * 1.2)));
  const cell = (Math.max(extent.x2 - extent.x1, extent.y2 - extent.y1, 1) / side) * 1.0001;
  const columns = Math.floor((extent.x2 - extent.x1) / cell) + 1;
  const rows = Math.floor((extent.y2 - extent.y1) / cell) + 1;
  const cells: (number[] | undefined)[] = new Array(columns * rows);
  const column = (x: number) => Math.max(0, Math.min(columns - 1, Math.floor((x - extent.x1) / cell)));
  const row = (y: number) => Math.max(0, Math.min(rows - 1, Math.floor((y - extent.y1) / cell)));

  const add = (item: number, at: number) => {
    const list = cells[at];
    if (!list) cells[at] = [item];
    else if (list.at(-1) !== item) list.push(item);
  };
  const eachCell = (box: Box, visit: (at: number) => void) => {
    const [c1, c2, r1, r2] = [column(box.x1), column(box.x2), row(box.y1), row(box.y2)];
    for (let r = r1; r <= r2; r++) for (let c = c1; c <= c2; c++) visit(r * columns + c);
  };
  return {
    addBox: (item, box) => eachCell(box, (at) => add(item, at)),
    addLine(item, x1, y1, x2, y2) {
      // steps of half a cell can miss a cell at a corner; the margin of `itemsNear` covers that
      const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / (cell * 0.5)));
      for (let i = 0; i <= steps; i++) {
        const t = i / steps;
        add(item, row(y1 + (y2 - y1) * t) * columns + column(x1 + (x2 - x1) * t));
      }
    },
    itemsAt: (x, y) => cells[row(y) * columns + column(x)] ?? [],
    itemsNear(box) {
      const found = new Set<number>();
      const margin = cell * 0.25;
      eachCell({ x1: box.x1 - margin, y1: box.y1 - margin, x2: box.x2 + margin, y2: box.y2 + margin }, (at) => {
        for (const item of cells[at] ?? []) found.add(item);
      });
      return [...found].sort((p, q) => p - q);
    },
  };
}
