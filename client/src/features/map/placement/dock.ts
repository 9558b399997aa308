import { around, type Box, PITCH, type Point, REACH, ROOM, roomAt, STRETCH } from '../geometry/room.ts';
import type { Layout } from './layout.ts';
import { type Link, type PlacementNode, type Places, place } from './place.ts';

/**
 * Places for VNets that came later: what has a place keeps it, each new VNet stands in the free room nearest to what it is connected to,
 * whole new estates of their own stand beside the rest, in that layout. What is gone leaves a hole.
 */
export function dock(nodes: readonly PlacementNode[], links: readonly Link[], known: Places, layout: Layout = 'auto'): Map<string, Point> {
  const places = new Map<string, Point>();
  for (const { key } of nodes) {
    const at = known.get(key);
    if (at) places.set(key, at);
  }
  if (places.size === 0) return place(nodes, links, layout);
  const fresh = nodes.filter(({ key }) => !places.has(key)).sort((p, q) => (p.key < q.key ? -1 : 1));
  if (fresh.length === 0) return places;
  const room = takenRoom(places.values());
  const apart = settle(fresh, neighboursOf(links), groupBoxes(nodes, places), places, room);
  if (apart.length > 0) placeBeside(apart, links, places, layout);
  return places;
}

function neighboursOf(links: readonly Link[]): Map<string, string[]> {
  const neighbours = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const list = neighbours.get(from);
    if (list) list.push(to);
    else neighbours.set(from, [to]);
  };
  for (const { a, b } of links) {
    add(a, b);
    add(b, a);
  }
  return neighbours;
}

function groupBoxes(nodes: readonly PlacementNode[], places: Places): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const { key, group } of nodes) {
    const at = places.get(key);
    const box = at && around([roomAt(at), ...[boxes.get(group) ?? []].flat()]);
    if (box) boxes.set(group, box);
  }
  return boxes;
}

/** Gives places to all that hang on something placed, wave by wave; returns those that do not. */
function settle(
  fresh: readonly PlacementNode[],
  neighbours: ReadonlyMap<string, readonly string[]>,
  groups: ReadonlyMap<string, Box>,
  places: Map<string, Point>,
  room: Room,
): PlacementNode[] {
  let waiting = [...fresh];
  for (;;) {
    const left: PlacementNode[] = [];
    for (const node of waiting) {
      const anchor = anchorOf(node, neighbours.get(node.key) ?? [], groups, places);
      if (!anchor) left.push(node);
      else places.set(node.key, room.takeNear(anchor.at, anchor.reach, linesFrom(anchor, neighbours, places)));
    }
    if (left.length === waiting.length) return left;
    waiting = left;
  }
}

/** What a new VNet docks at: a VNet that it is peered with, or the foot of its group. */
interface Anchor {
  readonly key: string | undefined;
  readonly at: Point;
  readonly reach: number;
}

/** The far ends of the lines that leave the anchor: a new VNet should not stand on them. */
const linesFrom = ({ key }: Anchor, neighbours: ReadonlyMap<string, readonly string[]>, places: Places): Point[] =>
  key === undefined ? [] : (neighbours.get(key) ?? []).flatMap((other) => places.get(other) ?? []);

/** Beside the first of its neighbours that has a place, else below its group. */
function anchorOf(
  node: PlacementNode,
  neighbours: readonly string[],
  groups: ReadonlyMap<string, Box>,
  places: Places,
): Anchor | undefined {
  const key = [...neighbours].sort().find((neighbour) => places.has(neighbour));
  const at = key === undefined ? undefined : places.get(key);
  if (at) return { key, at, reach: REACH };
  const group = groups.get(node.group);
  return group && neighbours.length === 0 ? { key: undefined, at: { x: (group.x1 + group.x2) / 2, y: group.y2 }, reach: 0 } : undefined;
}

function placeBeside(apart: readonly PlacementNode[], links: readonly Link[], places: Map<string, Point>, layout: Layout): void {
  const block = place(apart, links, layout);
  const all = around([...places.values()].map(roomAt));
  const own = around([...block.values()].map(roomAt));
  if (!all || !own) return;
  const shift = { x: all.x2 + 2 * PITCH - own.x1, y: (all.y1 + all.y2) / 2 - (own.y1 + own.y2) / 2 };
  for (const [key, at] of block) places.set(key, { x: at.x + shift.x, y: at.y + shift.y });
}

interface Room {
  /** Takes the nearest free place around a point, no closer than `reach`, off the lines from there and its own line off their ends, where that is near enough. */
  takeNear(at: Point, reach: number, lines: readonly Point[]): Point;
}

/** Nearness counts more than clear lines: further out than this nothing is asked of a place but that it is free. */
const FAR_OUT = REACH + 2.5 * PITCH;

/** Whether a card at `spot` keeps off the line from one point to another: some axis must part them. */
function isOff(spot: Point, from: Point, to: Point): boolean {
  const [wide, high] = [ROOM.width / 2, ROOM.height / 2];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const aside = Math.abs((spot.x - from.x) * dy - (spot.y - from.y) * dx);
  if (aside > wide * Math.abs(dy) + high * Math.abs(dx)) return true;
  if (Math.abs(spot.x - (from.x + to.x) / 2) > wide + Math.abs(dx) / 2) return true;
  return Math.abs(spot.y - (from.y + to.y) / 2) > high + Math.abs(dy) / 2;
}

/** The room that cards take, in cells of a card's size: a card touches at most the nine cells around its middle. */
function takenRoom(taken: Iterable<Point>): Room {
  const cells = new Map<string, Point[]>();
  const cellOf = ({ x, y }: Point) => [Math.floor(x / ROOM.width), Math.floor(y / ROOM.height)] as const;
  const take = (at: Point) => {
    const key = cellOf(at).join();
    const list = cells.get(key);
    if (list) list.push(at);
    else cells.set(key, [at]);
    return at;
  };
  const isFree = (at: Point) => {
    const [column, row] = cellOf(at);
    for (let r = row - 1; r <= row + 1; r++)
      for (let c = column - 1; c <= column + 1; c++)
        if (cells.get(`${c},${r}`)?.some((other) => Math.abs(other.x - at.x) < ROOM.width && Math.abs(other.y - at.y) < ROOM.height))
          return false;
    return true;
  };
  for (const at of taken) take(at);
  return {
    takeNear(at, reach, lines) {
      const offLines = (spot: Point) => lines.every((end) => isOff(spot, at, end));
      const clear = (spot: Point) => offLines(spot) && lines.every((end) => isOff(end, at, spot));
      return take(
        nearest(at, reach, FAR_OUT, (spot) => isFree(spot) && clear(spot)) ??
          nearest(at, reach, FAR_OUT, (spot) => isFree(spot) && offLines(spot)) ??
          nearest(at, reach, Number.POSITIVE_INFINITY, isFree) ??
          at,
      );
    },
  };
}

/** The first place that suits, ring by ring around a point. */
function nearest(at: Point, from: number, to: number, suits: (spot: Point) => boolean): Point | undefined {
  for (let radius = from; radius <= to; radius += PITCH / 2) {
    const spot = ringOf(at, radius).find(suits);
    if (spot) return spot;
  }
  return undefined;
}

function ringOf(at: Point, radius: number): Point[] {
  const count = Math.max(8, Math.floor((2 * Math.PI * radius) / (PITCH / 2)));
  return Array.from({ length: count }, (_, i) => {
    const angle = Math.PI / 2 + (2 * Math.PI * i) / count;
    return { x: at.x + radius * Math.cos(angle) * STRETCH, y: at.y + radius * Math.sin(angle) };
  });
}
