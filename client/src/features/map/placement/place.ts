import { byName, type GraphNode, graphOf, type ShapeGraph } from '@peerscape/shared/shapes';
import { around, type Box, type Point, ROOM, roomAt, SCREEN_SHAPE, STRETCH } from '../geometry/room.ts';
import { islands } from './figure.ts';
import { figuresIn } from './figures-in.ts';
import type { Layout } from './layout.ts';
import { pack } from './pack.ts';

export interface PlacementNode extends GraphNode {
  readonly group: string;
  readonly isHub: boolean;
  /** VNets without peerings that share one stand together. */
  readonly connectedGroup?: string | undefined;
}

export interface Link {
  readonly a: string;
  readonly b: string;
}

export type Places = ReadonlyMap<string, Point>;

/** Free room around the content of a group's container; above it the heading has room of its own. */
export const GROUP_PADDING = { side: 26, bottom: 26 } as const;
/** The least width of a group's content, so that there is room for a heading. */
export const GROUP_WIDTH = 2 * ROOM.width;
const GROUP_GAP = 64;

/** When the whole is looked at on a screen of that size, headings are so high: all in CSS pixels. */
const SEEN_WHOLE = { width: 1480, height: 700, heading: 24 } as const;
const LEAST_HEAD = 56;

/** The room for a group's heading: readable when the whole (all content, without headings) fills a screen, and small beside the group itself. */
export function headRoom(whole: Box, own: Box): number {
  const zoom = Math.min(SEEN_WHOLE.width / (whole.x2 - whole.x1), SEEN_WHOLE.height / (whole.y2 - whole.y1));
  return Math.max(LEAST_HEAD, Math.min(SEEN_WHOLE.heading / zoom, (own.y2 - own.y1) * 0.2));
}

/**
 * Places for all VNets: each group on its own, in that layout (automatic: hubs amid their spokes, meshes on circles, chains in lines),
 * groups as boxes in rows. The same estate gives the same places, in whatever order it was read.
 */
export function place(nodes: Iterable<PlacementNode>, links: readonly Link[], layout: Layout = 'auto'): Map<string, Point> {
  const groups = new Map<string, PlacementNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.group);
    if (group) group.push(node);
    else groups.set(node.group, [node]);
  }
  const { inside, leaving } = sortLinks(groups, links);
  const blocks = [...groups].sort(([p], [q]) => (p < q ? -1 : 1));
  return arrange(blocks.map(([id, members]) => blockOf(members, inside.get(id) ?? [], layout, leaving.get(id) ?? 0)));
}

/** The links within each group, and how many lead out of each. */
function sortLinks(groups: ReadonlyMap<string, readonly PlacementNode[]>, links: readonly Link[]) {
  const groupOf = new Map<string, string>();
  for (const [id, members] of groups) for (const { key } of members) groupOf.set(key, id);
  const inside = new Map<string, Link[]>([...groups.keys()].map((id) => [id, []]));
  const leaving = new Map<string, number>();
  for (const link of links) {
    const [from, to] = [groupOf.get(link.a), groupOf.get(link.b)];
    if (from === undefined || to === undefined) continue;
    if (from === to) inside.get(from)?.push(link);
    else for (const group of [from, to]) leaving.set(group, (leaving.get(group) ?? 0) + 1);
  }
  return { inside, leaving };
}

interface Block {
  readonly head: number;
  readonly places: readonly (readonly [string, Point])[];
  readonly box: Box;
  /** How many lines lead to other groups. */
  readonly leaving: number;
}

function blockOf(members: readonly PlacementNode[], links: readonly Link[], layout: Layout, leaving: number): Block {
  const graph = graphOf(members, links);
  const hubs = new Set(members.flatMap(({ key, isHub }) => (isHub ? [key] : [])));
  const connectedGroups = new Map(
    members.flatMap(({ key, connectedGroup }) => (connectedGroup === undefined ? [] : [[key, connectedGroup] as const])),
  );
  const lone = [...graph.keys.keys()].filter((node) => graph.neighbours[node]?.length === 0);
  const figures = figuresIn(graph, (node) => hubs.has(graph.keys[node] ?? ''), layout);
  figures.sort((p, q) => q.radius - p.radius);
  // islands come last, so that they lie at the rim and no line runs across them
  for (const members of byConnectedGroup(lone.sort(byName(graph)), connectedGroups, graph)) figures.push(islands(members));
  const places = pack(graph, figures).map(([node, { x, y }]) => [graph.keys[node] ?? '', { x: x * STRETCH, y }] as const);
  return { places, leaving, head: LEAST_HEAD, box: around(places.map(([, at]) => roomAt(at))) ?? { x1: 0, y1: 0, x2: 0, y2: 0 } };
}

/** VNets without peerings by their connected groups; those without one last. */
function byConnectedGroup(lone: readonly number[], connectedGroups: ReadonlyMap<string, string>, { keys }: ShapeGraph): number[][] {
  const parts = new Map<string, number[]>();
  const others: number[] = [];
  for (const node of lone) {
    const group = connectedGroups.get(keys[node] ?? '');
    if (group === undefined) others.push(node);
    else if (!parts.get(group)?.push(node)) parts.set(group, [node]);
  }
  return [...parts.values(), others].filter(({ length }) => length > 0);
}

/** Boxes in rows, alike in height; what has most lines to other groups stands in the middle, so that these lines are short. */
function arrange(blocks: readonly Block[]): Map<string, Point> {
  let placed = stand(blocks);
  // headings need room, which makes the whole larger, which makes headings larger: after a few rounds by less than a hair
  for (let round = 0; round < 5; round++) {
    const whole = around(placed.map(({ at }) => at)) ?? NOTHING;
    placed = stand(blocks.map((block) => ({ ...block, head: headRoom(whole, block.box) })));
  }
  return new Map(
    placed.flatMap(({ block: { places, box }, at }) =>
      places.map(([key, { x, y }]): [string, Point] => [key, { x: x - box.x1 + at.x1, y: y - box.y1 + at.y1 }]),
    ),
  );
}

const NOTHING: Box = { x1: 0, y1: 0, x2: 1, y2: 1 };

/** Where the content of each block stands. */
function stand(blocks: readonly Block[]): { block: Block; at: Box }[] {
  const placed: { block: Block; at: Box }[] = [];
  let y = 0;
  for (const row of rowsOf(blocks)) {
    let x = -row.width / 2;
    for (const block of row.blocks) {
      const { box, head } = block;
      const [x1, y1] = [x, y + head];
      placed.push({ block, at: { x1, y1, x2: x1 + box.x2 - box.x1, y2: y1 + box.y2 - box.y1 } });
      x += widthOf(block);
    }
    y += row.height;
  }
  return placed;
}

const widthOf = ({ box }: Block): number => Math.max(box.x2 - box.x1, GROUP_WIDTH) + 2 * GROUP_PADDING.side + GROUP_GAP;
const heightOf = ({ box, head }: Block): number => box.y2 - box.y1 + head + GROUP_PADDING.bottom + GROUP_GAP;

interface Row {
  readonly blocks: readonly Block[];
  readonly width: number;
  readonly height: number;
  readonly leaving: number;
}

/** Of several widths the rows that fill a screen best. */
function rowsOf(blocks: readonly Block[]): Row[] {
  const area = blocks.reduce((sum, block) => sum + widthOf(block) * heightOf(block), 0);
  const sorted = [...blocks].sort((p, q) => heightOf(q) - heightOf(p));
  const least = Math.max(Math.sqrt(area * SCREEN_SHAPE), ...blocks.map(widthOf));
  const choices = [1, 1.15, 1.3, 1.5, 1.8].map((factor) => filledRows(sorted, least * factor));
  const need = (rows: readonly Row[]) =>
    Math.max(
      Math.max(...rows.map(({ width }) => width)) / SCREEN_SHAPE,
      rows.reduce((sum, { height }) => sum + height, 0),
    );
  const [best = []] = choices.sort((p, q) => need(p) - need(q));
  return middleOut(best);
}

function filledRows(blocks: readonly Block[], full: number): Row[] {
  const rows: Block[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const block of blocks) {
    width += widthOf(block);
    if (width <= full) rows.at(-1)?.push(block);
    else {
      rows.push([block]);
      width = widthOf(block);
    }
  }
  return rows.map((row) => ({
    blocks: middleOut(row),
    width: row.reduce((sum, block) => sum + widthOf(block), 0),
    height: Math.max(...row.map(heightOf)),
    leaving: row.reduce((sum, { leaving }) => sum + leaving, 0),
  }));
}

/** The items with the most lines in the middle, the others alternating outwards. */
function middleOut<T extends { readonly leaving: number }>(items: readonly T[]): T[] {
  const sorted = [...items].sort((p, q) => p.leaving - q.leaving);
  return [...sorted.filter((_, i) => i % 2 === 0), ...sorted.filter((_, i) => i % 2 === 1).reverse()];
}
