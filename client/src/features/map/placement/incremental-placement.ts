import {
  type Box,
  CARD_BOUNDS,
  cardBoundsOf,
  MIN_LINK_LENGTH,
  MIN_NODE_DISTANCE,
  type Point,
  STRETCH,
  unionBoxes,
} from '../geometry/bounds.ts';
import type { Layout } from './layout.ts';
import { type PlacementLink, type PlacementNode, type Positions, place } from './place.ts';

/**
 * Places new VNets without moving existing ones: each new VNet goes to the free space closest to a peer of it, and VNets without
 * any connection to placed ones go next to the rest, in `layout`. Removed VNets leave a gap.
 */
export function placeIncrementally(
  nodes: readonly PlacementNode[],
  links: readonly PlacementLink[],
  existing: Positions,
  layout: Layout = 'auto',
): Map<string, Point> {
  const positions = new Map<string, Point>();
  for (const { key } of nodes) {
    const at = existing.get(key);
    if (at) positions.set(key, at);
  }
  if (positions.size === 0) return place(nodes, links, layout);
  const fresh = nodes.filter(({ key }) => !positions.has(key)).sort((p, q) => (p.key < q.key ? -1 : 1));
  if (fresh.length === 0) return positions;
  const space = createOccupancyGrid(positions.values());
  const unconnected = placeConnected(fresh, neighboursOf(links), groupBoxes(nodes, positions), positions, space);
  if (unconnected.length > 0) placeUnconnected(unconnected, links, positions, layout);
  return positions;
}

function neighboursOf(links: readonly PlacementLink[]): Map<string, string[]> {
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

function groupBoxes(nodes: readonly PlacementNode[], positions: Positions): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const { key, group } of nodes) {
    const at = positions.get(key);
    const box = at && unionBoxes([cardBoundsOf(at), ...[boxes.get(group) ?? []].flat()]);
    if (box) boxes.set(group, box);
  }
  return boxes;
}

/** Places all VNets that are connected to placed ones, directly or through others. Returns the rest. */
function placeConnected(
  fresh: readonly PlacementNode[],
  neighbours: ReadonlyMap<string, readonly string[]>,
  groups: ReadonlyMap<string, Box>,
  positions: Map<string, Point>,
  space: OccupancyGrid,
): PlacementNode[] {
  let pending = [...fresh];
  for (;;) {
    const left: PlacementNode[] = [];
    for (const node of pending) {
      const anchor = anchorOf(node, neighbours.get(node.key) ?? [], groups, positions);
      if (!anchor) left.push(node);
      else positions.set(node.key, space.reserveNear(anchor.at, anchor.reach, lineEndsOf(anchor, neighbours, positions)));
    }
    if (left.length === pending.length) return left;
    pending = left;
  }
}

/** Anchor of a new VNet: the peer with this `key`, or the lower edge of its group. */
interface Anchor {
  readonly key: string | undefined;
  readonly at: Point;
  readonly reach: number;
}

/** Returns the far ends of the anchor's lines, which a new VNet should not cover. */
const lineEndsOf = ({ key }: Anchor, neighbours: ReadonlyMap<string, readonly string[]>, positions: Positions): Point[] =>
  key === undefined ? [] : (neighbours.get(key) ?? []).flatMap((other) => positions.get(other) ?? []);

/** Returns the first placed neighbour as the anchor, or for a VNet without peerings its group; undefined if there is neither. */
function anchorOf(
  node: PlacementNode,
  neighbours: readonly string[],
  groups: ReadonlyMap<string, Box>,
  positions: Positions,
): Anchor | undefined {
  const key = [...neighbours].sort().find((neighbour) => positions.has(neighbour));
  const at = key === undefined ? undefined : positions.get(key);
  if (at) return { key, at, reach: MIN_LINK_LENGTH };
  const group = groups.get(node.group);
  return group && neighbours.length === 0 ? { key: undefined, at: { x: (group.x1 + group.x2) / 2, y: group.y2 }, reach: 0 } : undefined;
}

/** Places VNets that have no anchor as a block to the right of everything else. */
function placeUnconnected(
  nodes: readonly PlacementNode[],
  links: readonly PlacementLink[],
  positions: Map<string, Point>,
  layout: Layout,
): void {
  const block = place(nodes, links, layout);
  const all = unionBoxes([...positions.values()].map((at) => cardBoundsOf(at)));
  const own = unionBoxes([...block.values()].map((at) => cardBoundsOf(at)));
  if (!all || !own) return;
  const shift = { x: all.x2 + 2 * MIN_NODE_DISTANCE - own.x1, y: (all.y1 + all.y2) / 2 - (own.y1 + own.y2) / 2 };
  for (const [key, at] of block) positions.set(key, { x: at.x + shift.x, y: at.y + shift.y });
}

interface OccupancyGrid {
  /** Reserves the closest free position at least `reach` away from a point. Prefers positions off the lines from there, and whose own line avoids the ends of these. */
  reserveNear(at: Point, reach: number, lineEnds: readonly Point[]): Point;
}

/** Distance beyond which a position only has to be free, because staying close matters more than clear lines. */
const MAX_CLEAR_DISTANCE = MIN_LINK_LENGTH + 2.5 * MIN_NODE_DISTANCE;

/** Returns true if a card at `position` does not touch the line between two points (separating axis test). */
function isOffLine(position: Point, from: Point, to: Point): boolean {
  const [halfWidth, halfHeight] = [CARD_BOUNDS.width / 2, CARD_BOUNDS.height / 2];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const offset = Math.abs((position.x - from.x) * dy - (position.y - from.y) * dx);
  if (offset > halfWidth * Math.abs(dy) + halfHeight * Math.abs(dx)) return true;
  if (Math.abs(position.x - (from.x + to.x) / 2) > halfWidth + Math.abs(dx) / 2) return true;
  return Math.abs(position.y - (from.y + to.y) / 2) > halfHeight + Math.abs(dy) / 2;
}

/** Creates a grid of occupied card positions. Cells have the size of a card, so a card touches at most the nine cells around its centre. */
function createOccupancyGrid(occupied: Iterable<Point>): OccupancyGrid {
  const cells = new Map<string, Point[]>();
  const cellOf = ({ x, y }: Point) => [Math.floor(x / CARD_BOUNDS.width), Math.floor(y / CARD_BOUNDS.height)] as const;
  const reserve = (at: Point) => {
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
        if (
          cells
            .get(`${c},${r}`)
            ?.some((other) => Math.abs(other.x - at.x) < CARD_BOUNDS.width && Math.abs(other.y - at.y) < CARD_BOUNDS.height)
        )
          return false;
    return true;
  };
  for (const at of occupied) reserve(at);
  return {
    reserveNear(at, reach, lineEnds) {
      const isOffLines = (position: Point) => lineEnds.every((end) => isOffLine(position, at, end));
      const isClear = (position: Point) => isOffLines(position) && lineEnds.every((end) => isOffLine(end, at, position));
      return reserve(
        nearest(at, reach, MAX_CLEAR_DISTANCE, (position) => isFree(position) && isClear(position)) ??
          nearest(at, reach, MAX_CLEAR_DISTANCE, (position) => isFree(position) && isOffLines(position)) ??
          nearest(at, reach, Number.POSITIVE_INFINITY, isFree) ??
          at,
      );
    },
  };
}

/** Returns the first accepted position, searching ring by ring around a point; undefined if there is none within `to`. */
function nearest(at: Point, from: number, to: number, accepts: (position: Point) => boolean): Point | undefined {
  for (let radius = from; radius <= to; radius += MIN_NODE_DISTANCE / 2) {
    const position = ringOf(at, radius).find(accepts);
    if (position) return position;
  }
  return undefined;
}

function ringOf(at: Point, radius: number): Point[] {
  const count = Math.max(8, Math.floor((2 * Math.PI * radius) / (MIN_NODE_DISTANCE / 2)));
  return Array.from({ length: count }, (_, i) => {
    const angle = Math.PI / 2 + (2 * Math.PI * i) / count;
    return { x: at.x + radius * Math.cos(angle) * STRETCH, y: at.y + radius * Math.sin(angle) };
  });
}
