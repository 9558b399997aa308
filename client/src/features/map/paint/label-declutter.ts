import { type Box, contains, type Point } from '../geometry/bounds.ts';
import { touchesSegment } from '../geometry/obstacles.ts';

/** Line between a label and what it names. */
export type Leader = readonly [from: Point, to: Point];

/** Tracks occupied areas and lines of the screen, so that labels, glyphs and leaders never overlap, and labels are not on lines. */
export interface LabelDeclutter {
  /** Reserves the box, and the leader to it, if they are free. Returns false if they are not. Glyphs, which belong on lines, ignore lines. */
  tryReserve(box: Box, leader?: Leader): boolean;
  /** Reserves the box whether or not it is free. */
  reserve(box: Box): void;
  /** Adds a segment of a line of the two given VNets. */
  addSegment(from: Point, to: Point, ends: readonly [number, number]): void;
  /** Tests whether a box is on a line; lines of the VNet `except` do not count. */
  isOnLine(box: Box, except?: number): boolean;
  /** Adds the box of a group of VNets. */
  addGroup(box: Box): void;
  /** Tests whether a box reaches into a group that does not contain the point `at`. */
  isInOtherGroup(box: Box, at: Point): boolean;
}

interface Segment {
  readonly from: Point;
  readonly to: Point;
  readonly ends: readonly [number, number];
}

const CELL = 64;

/** Creates a label declutter for an empty screen. Lines count only within `bounds`, because lines that are zoomed in on are very long. */
export function createLabelDeclutter(bounds?: Box): LabelDeclutter {
  const boxes = new Map<number, Box[]>();
  const segments = new Map<number, Segment[]>();
  const cellAt = (x: number, y: number) => Math.floor(y / CELL) * 100_003 + Math.floor(x / CELL);
  const add = <T>(cells: Map<number, T[]>, key: number, item: T) => {
    const list = cells.get(key);
    if (list) list.push(item);
    else cells.set(key, [item]);
  };
  const cellsOf = function* (box: Box) {
    for (let row = Math.floor(box.y1 / CELL); row <= Math.floor(box.y2 / CELL); row++)
      for (let column = Math.floor(box.x1 / CELL); column <= Math.floor(box.x2 / CELL); column++) yield row * 100_003 + column;
  };
  const leaders = new Map<number, Leader[]>();
  const groups: Box[] = [];
  const isFree = (box: Box): boolean => {
    for (const key of cellsOf(box)) {
      if (boxes.get(key)?.some((other) => boxesOverlap(box, other))) return false;
      if (leaders.get(key)?.some((leader) => touchesLeader(box, leader))) return false;
    }
    return true;
  };
  const isLeaderFree = (leader: Leader): boolean => {
    for (const key of cellsOf(boundsOfLeader(leader))) {
      if (boxes.get(key)?.some((other) => touchesLeader(other, leader))) return false;
      if (leaders.get(key)?.some((other) => leadersCross(leader, other))) return false;
    }
    return true;
  };
  const reserve = (box: Box) => {
    for (const key of cellsOf(box)) add(boxes, key, box);
  };
  return {
    reserve: reserve,
    tryReserve(box, leader) {
      const free = isFree(box) && (!leader || isLeaderFree(leader));
      if (free) reserve(box);
      if (free && leader) for (const key of cellsOf(boundsOfLeader(leader))) add(leaders, key, leader);
      return free;
    },
    addSegment(start, end, ends) {
      const clipped = bounds ? clipSegment(bounds, start, end) : ([start, end] as const);
      if (!clipped) return;
      const [from, to] = clipped;
      const segment = { from, to, ends };
      const steps = Math.max(1, Math.ceil((2 * Math.hypot(to.x - from.x, to.y - from.y)) / CELL));
      let last = Number.NaN;
      for (let step = 0; step <= steps; step++) {
        const key = cellAt(from.x + ((to.x - from.x) * step) / steps, from.y + ((to.y - from.y) * step) / steps);
        if (key !== last) add(segments, key, segment);
        last = key;
      }
    },
    isOnLine({ x1, y1, x2, y2 }, except) {
      // a segment may cut the corner of a cell between two of its steps
      const grown = { x1: x1 - CELL / 4, y1: y1 - CELL / 4, x2: x2 + CELL / 4, y2: y2 + CELL / 4 };
      const box = { x1, y1, x2, y2 };
      for (const key of cellsOf(grown)) {
        for (const { from, to, ends } of segments.get(key) ?? [])
          if (ends[0] !== except && ends[1] !== except && touchesLeader(box, [from, to])) return true;
      }
      return false;
    },
    addGroup: (box) => void groups.push(box),
    isInOtherGroup: (box, at) => groups.some((group) => boxesOverlap(box, group) && !contains(group, at)),
  };
}

/** Returns the part of a segment that is within a box (Liang–Barsky); undefined if there is none. */
function clipSegment({ x1, y1, x2, y2 }: Box, from: Point, to: Point): readonly [Point, Point] | undefined {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enter, leave] = [0, 1];
  for (const [delta, distance] of [
    [-dx, from.x - x1],
    [dx, x2 - from.x],
    [-dy, from.y - y1],
    [dy, y2 - from.y],
  ] as const) {
    if (delta === 0 && distance < 0) return undefined;
    if (delta < 0) enter = Math.max(enter, distance / delta);
    if (delta > 0) leave = Math.min(leave, distance / delta);
  }
  if (enter > leave) return undefined;
  const at = (share: number): Point => ({ x: from.x + dx * share, y: from.y + dy * share });
  return [at(enter), at(leave)];
}

/** Returns true if a line touches a box. */
export const touchesLeader = ({ x1, y1, x2, y2 }: Box, [from, to]: Leader): boolean =>
  touchesSegment({ x: (x1 + x2) / 2, y: (y1 + y2) / 2 }, { width: (x2 - x1) / 2, height: (y2 - y1) / 2 }, from, to);

const boundsOfLeader = ([from, to]: Leader): Box => ({
  x1: Math.min(from.x, to.x),
  y1: Math.min(from.y, to.y),
  x2: Math.max(from.x, to.x),
  y2: Math.max(from.y, to.y),
});

/** Returns true if the ends of each of two lines are on different sides of the other. */
const leadersCross = (one: Leader, other: Leader): boolean => sidesOf(one, other) < 0 && sidesOf(other, one) < 0;

/** Returns the product of the sides on which the ends of a line are of another: negative for different sides. */
function sidesOf([from, to]: Leader, [a, b]: Leader): number {
  const side = (p: Point) => (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x);
  return side(a) * side(b);
}

/** Returns true if two boxes share more than an edge. */
export const boxesOverlap = (one: Box, other: Box): boolean =>
  one.x1 < other.x2 && other.x1 < one.x2 && one.y1 < other.y2 && other.y1 < one.y2;
