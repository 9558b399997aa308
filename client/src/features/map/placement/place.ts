import { byName, type GraphNode, graphOf, type ShapeGraph } from '@peerscape/shared/shapes';
import {
  type Box,
  boxAround,
  CARD_BOUNDS,
  cardBoundsOf,
  type Point,
  SCREEN_ASPECT_RATIO,
  STRETCH,
  unionBoxes,
} from '../geometry/bounds.ts';
import { createIslandBlock } from './cluster.ts';
import { createClusters } from './create-clusters.ts';
import type { Layout } from './layout.ts';
import { arrangeClusters } from './packing.ts';

export interface PlacementNode extends GraphNode {
  readonly group: string;
  readonly isHub: boolean;
  /** VNets without peerings that share a connected group are placed next to each other. */
  readonly connectedGroup?: string | undefined;
}

export interface PlacementLink {
  readonly a: string;
  readonly b: string;
}

export type Positions = ReadonlyMap<string, Point>;

/** Padding around the content of a group's container; the heading above it has its own space. */
export const GROUP_PADDING = { side: 26, bottom: 26 } as const;
/** Minimum width of a group's content, so that a heading fits. */
export const MIN_GROUP_WIDTH = 2 * CARD_BOUNDS.width;
const GROUP_GAP = 64;

/** Heading height when the whole map is fitted to a screen of this size, in CSS pixels. */
const FIT_SCREEN = { width: 1480, height: 700, heading: 24 } as const;
const MIN_HEADING = 56;

/** Returns the height reserved for a group's heading: readable when the whole map (all content without headings) fits the screen, but small compared to the group. */
export function headingHeight(whole: Box, own: Box): number {
  const zoom = Math.min(FIT_SCREEN.width / (whole.x2 - whole.x1), FIT_SCREEN.height / (whole.y2 - whole.y1));
  return Math.max(MIN_HEADING, Math.min(FIT_SCREEN.heading / zoom, (own.y2 - own.y1) * 0.2));
}

/**
 * Places all VNets: each group separately in `layout` (automatic: hubs in the centre of their spokes, meshes on circles, chains in lines),
 * and the groups as boxes in rows. The result does not depend on the input order.
 */
export function place(nodes: Iterable<PlacementNode>, links: readonly PlacementLink[], layout: Layout = 'auto'): Map<string, Point> {
  const groups = new Map<string, PlacementNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.group);
    if (group) group.push(node);
    else groups.set(node.group, [node]);
  }
  const { inside, outgoing } = partitionLinks(groups, links);
  const blocks = [...groups].sort(([p], [q]) => (p < q ? -1 : 1));
  return arrangeBlocks(blocks.map(([id, members]) => blockOf(members, inside.get(id) ?? [], layout, outgoing.get(id) ?? 0)));
}

/** Returns the links within each group, and the number of links from each group to others. */
function partitionLinks(groups: ReadonlyMap<string, readonly PlacementNode[]>, links: readonly PlacementLink[]) {
  const groupOf = new Map<string, string>();
  for (const [id, members] of groups) for (const { key } of members) groupOf.set(key, id);
  const inside = new Map<string, PlacementLink[]>([...groups.keys()].map((id) => [id, []]));
  const outgoing = new Map<string, number>();
  for (const link of links) {
    const [from, to] = [groupOf.get(link.a), groupOf.get(link.b)];
    if (from === undefined || to === undefined) continue;
    if (from === to) inside.get(from)?.push(link);
    else for (const group of [from, to]) outgoing.set(group, (outgoing.get(group) ?? 0) + 1);
  }
  return { inside, outgoing };
}

/** A laid-out group: its heading height, positions and bounds. */
interface Block {
  readonly heading: number;
  readonly positions: readonly (readonly [string, Point])[];
  readonly box: Box;
  /** Number of links to other groups. */
  readonly outgoing: number;
}

function blockOf(members: readonly PlacementNode[], links: readonly PlacementLink[], layout: Layout, outgoing: number): Block {
  const graph = graphOf(members, links);
  const hubs = new Set(members.flatMap(({ key, isHub }) => (isHub ? [key] : [])));
  const connectedGroups = new Map(
    members.flatMap(({ key, connectedGroup }) => (connectedGroup === undefined ? [] : [[key, connectedGroup] as const])),
  );
  const isolated = [...graph.keys.keys()].filter((node) => graph.neighbours[node]?.length === 0);
  const clusters = createClusters(graph, (node) => hubs.has(graph.keys[node] ?? ''), layout);
  clusters.sort((p, q) => q.radius - p.radius);
  const peered = arrangeClusters(graph, clusters);
  const islands = placeIslands(groupByConnectedGroup(isolated.sort(byName(graph)), connectedGroups, graph), peered);
  const positions = [...peered, ...islands].map(([node, { x, y }]) => [graph.keys[node] ?? '', { x: x * STRETCH, y }] as const);
  return {
    positions,
    outgoing,
    heading: MIN_HEADING,
    box: unionBoxes(positions.map(([, at]) => cardBoundsOf(at))) ?? { x1: 0, y1: 0, x2: 0, y2: 0 },
  };
}

/** Distance between blocks of islands, and from the VNets above them. */
const ISLAND_GAP = 40;

/** Places islands below the other VNets of their group, in orderly blocks from left to right: connected groups first, each in its own block. */
function placeIslands(blocks: readonly (readonly number[])[], peered: readonly (readonly [number, Point])[]): [number, Point][] {
  const above = unionBoxes(peered.map(([, at]) => boxAround(at, SQUEEZED_CARD)));
  const width = above ? above.x2 - above.x1 : 0;
  const start = above?.x1 ?? 0;
  let [left, top, height] = [start, above ? above.y2 + ISLAND_GAP : 0, 0];
  return blocks.flatMap((members) => {
    const { positions, size } = createIslandBlock(members, width);
    if (left > start && left + size.width > start + width) [left, top, height] = [start, top + height + ISLAND_GAP, 0];
    const placed = [...positions].map(([node, { x, y }]): [number, Point] => [node, { x: left + x, y: top + y }]);
    [left, height] = [left + size.width + ISLAND_GAP, Math.max(height, size.height)];
    return placed;
  });
}

const SQUEEZED_CARD = { width: CARD_BOUNDS.width / STRETCH, height: CARD_BOUNDS.height };

/** Groups VNets without peerings by connected group; those without one come last. */
function groupByConnectedGroup(
  isolated: readonly number[],
  connectedGroups: ReadonlyMap<string, string>,
  { keys }: ShapeGraph,
): number[][] {
  const sets = new Map<string, number[]>();
  const others: number[] = [];
  for (const node of isolated) {
    const group = connectedGroups.get(keys[node] ?? '');
    if (group === undefined) others.push(node);
    else if (!sets.get(group)?.push(node)) sets.set(group, [node]);
  }
  return [...sets.values(), others].filter(({ length }) => length > 0);
}

/** Arranges blocks in rows of similar height; blocks with the most links to other groups are in the middle, so that these links are short. */
function arrangeBlocks(blocks: readonly Block[]): Map<string, Point> {
  let placed = placeRows(blocks);
  // headings enlarge the map, which enlarges the headings: this converges after a few rounds
  for (let round = 0; round < 5; round++) {
    const whole = unionBoxes(placed.map(({ at }) => at)) ?? EMPTY;
    placed = placeRows(blocks.map((block) => ({ ...block, heading: headingHeight(whole, block.box) })));
  }
  return new Map(
    placed.flatMap(({ block: { positions, box }, at }) =>
      positions.map(([key, { x, y }]): [string, Point] => [key, { x: x - box.x1 + at.x1, y: y - box.y1 + at.y1 }]),
    ),
  );
}

const EMPTY: Box = { x1: 0, y1: 0, x2: 1, y2: 1 };

/** Returns the bounds of the content of each block. */
function placeRows(blocks: readonly Block[]): { block: Block; at: Box }[] {
  const placed: { block: Block; at: Box }[] = [];
  let y = 0;
  for (const row of rowsOf(blocks)) {
    let x = -row.width / 2;
    for (const block of row.blocks) {
      const { box, heading } = block;
      const [x1, y1] = [x, y + heading];
      placed.push({ block, at: { x1, y1, x2: x1 + box.x2 - box.x1, y2: y1 + box.y2 - box.y1 } });
      x += widthOf(block);
    }
    y += row.height;
  }
  return placed;
}

const widthOf = ({ box }: Block): number => Math.max(box.x2 - box.x1, MIN_GROUP_WIDTH) + 2 * GROUP_PADDING.side + GROUP_GAP;
const heightOf = ({ box, heading }: Block): number => box.y2 - box.y1 + heading + GROUP_PADDING.bottom + GROUP_GAP;

interface Row {
  readonly blocks: readonly Block[];
  readonly width: number;
  readonly height: number;
  readonly outgoing: number;
}

/** Breaks blocks into rows; of several row widths, picks the one that fills a screen best. */
function rowsOf(blocks: readonly Block[]): Row[] {
  const area = blocks.reduce((sum, block) => sum + widthOf(block) * heightOf(block), 0);
  const sorted = [...blocks].sort((p, q) => heightOf(q) - heightOf(p));
  const widest = Math.max(...blocks.map(widthOf));
  const minWidth = Math.max(Math.sqrt(area * SCREEN_ASPECT_RATIO), widest);
  const widths = [0.75, 0.85, 0.95, 1, 1.08, 1.15, 1.22, 1.3, 1.4, 1.5, 1.65, 1.8].map((factor) => Math.max(widest, minWidth * factor));
  const choices = widths.flatMap((width) => [breakIntoRows(sorted, width), breakIntoRows(sorted, width, true)]);
  const requiredSize = (rows: readonly Row[]) =>
    Math.max(
      Math.max(...rows.map(({ width }) => width)) / SCREEN_ASPECT_RATIO,
      rows.reduce((sum, { height }) => sum + height, 0),
    );
  const [best = []] = choices.sort((p, q) => requiredSize(p) - requiredSize(q));
  return orderFromMiddle(best);
}

/** Breaks blocks into rows in order; with `fillsGaps`, a block goes to the first row that has space for it. */
function breakIntoRows(blocks: readonly Block[], maxWidth: number, fillsGaps = false): Row[] {
  const rows: Block[][] = [];
  const widthOfRow = (row: readonly Block[]) => row.reduce((sum, block) => sum + widthOf(block), 0);
  for (const block of blocks) {
    const row = (fillsGaps ? rows : rows.slice(-1)).find((each) => widthOfRow(each) + widthOf(block) <= maxWidth);
    if (row) row.push(block);
    else rows.push([block]);
  }
  return rows.map((row) => ({
    blocks: orderFromMiddle(row),
    width: row.reduce((sum, block) => sum + widthOf(block), 0),
    height: Math.max(...row.map(heightOf)),
    outgoing: row.reduce((sum, { outgoing }) => sum + outgoing, 0),
  }));
}

/** Orders items so that those with the most outgoing links are in the middle. */
function orderFromMiddle<T extends { readonly outgoing: number }>(items: readonly T[]): T[] {
  const sorted = [...items].sort((p, q) => p.outgoing - q.outgoing);
  return [...sorted.filter((_, i) => i % 2 === 0), ...sorted.filter((_, i) => i % 2 === 1).reverse()];
}
