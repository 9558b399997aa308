import type { Box } from './room.ts';

/** Things filed by the squares they touch, so that only what is near a point needs to be looked at. */
export interface Grid {
  addBox(thing: number, box: Box): void;
  addLine(thing: number, x1: number, y1: number, x2: number, y2: number): void;
  /** The things filed in the square of a place; outside, in the square that is nearest. */
  at(x: number, y: number): readonly number[];
  /** The things filed in squares that the box touches, each once, in rising order. */
  near(box: Box): number[];
}

/** An empty grid over that part of the map, with squares so that about `count` things spread well. */
export function gridOver(extent: Box, count: number): Grid {
  const side = Math.max(8, Math.min(256, Math.ceil(Math.sqrt(count) * 1.2)));
  const cell = (Math.max(extent.x2 - extent.x1, extent.y2 - extent.y1, 1) / side) * 1.0001;
  const columns = Math.floor((extent.x2 - extent.x1) / cell) + 1;
  const rows = Math.floor((extent.y2 - extent.y1) / cell) + 1;
  const cells: (number[] | undefined)[] = new Array(columns * rows);
  const column = (x: number) => Math.max(0, Math.min(columns - 1, Math.floor((x - extent.x1) / cell)));
  const row = (y: number) => Math.max(0, Math.min(rows - 1, Math.floor((y - extent.y1) / cell)));

  const file = (thing: number, at: number) => {
    const list = cells[at];
    if (!list) cells[at] = [thing];
    else if (list.at(-1) !== thing) list.push(thing);
  };
  const eachCell = (box: Box, visit: (at: number) => void) => {
    const [c1, c2, r1, r2] = [column(box.x1), column(box.x2), row(box.y1), row(box.y2)];
    for (let r = r1; r <= r2; r++) for (let c = c1; c <= c2; c++) visit(r * columns + c);
  };
  return {
    addBox: (thing, box) => eachCell(box, (at) => file(thing, at)),
    addLine(thing, x1, y1, x2, y2) {
      // half a square a step can cut a corner by less than a square; `near` is asked with a margin that covers it
      const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / (cell * 0.5)));
      for (let i = 0; i <= steps; i++) {
        const t = i / steps;
        file(thing, row(y1 + (y2 - y1) * t) * columns + column(x1 + (x2 - x1) * t));
      }
    },
    at: (x, y) => cells[row(y) * columns + column(x)] ?? [],
    near(box) {
      const found = new Set<number>();
      const margin = cell * 0.25;
      eachCell({ x1: box.x1 - margin, y1: box.y1 - margin, x2: box.x2 + margin, y2: box.y2 + margin }, (at) => {
        for (const thing of cells[at] ?? []) found.add(thing);
      });
      return [...found].sort((p, q) => p - q);
    },
  };
}
