import { type Figure, figureOf, islands } from './figure.ts';
import { byName, type Graph, type GraphNode, graphOf } from './graph.ts';
import { around, type Box, type Point, ROOM, roomAt, STRETCH } from './room.ts';
import { settleDiscs, turnedToFit } from './settle.ts';
import { detectShapes } from './shapes.ts';

export interface PlacementNode extends GraphNode {
  readonly group: string;
}

export interface Link {
  readonly a: string;
  readonly b: string;
}

export type Places = ReadonlyMap<string, Point>;

/** Free room around the content of a group's container; the top holds its heading. */
export const GROUP_PADDING = { side: 26, top: 56, bottom: 26 } as const;
/** The least width of a group's content, so that there is room for a heading. */
export const GROUP_WIDTH = 2 * ROOM.width;
const GROUP_GAP = 64;
/** Width ÷ height of what the map is usually looked at on. */
const SCREEN_SHAPE = 1.75;
const FIGURE_GAP = 34;

/**
 * Places for all VNets: each group on its own (hubs amid their spokes, meshes on circles, chains in lines, islands in rows),
 * groups as boxes in rows. The same estate gives the same places, in whatever order it was read.
 */
export function place(nodes: Iterable<PlacementNode>, links: readonly Link[]): Map<string, Point> {
  const groups = new Map<string, PlacementNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.group);
    if (group) group.push(node);
    else groups.set(node.group, [node]);
  }
  const linksOf = linksInside(groups, links);
  const blocks = [...groups].sort(([p], [q]) => (p < q ? -1 : 1)).map(([id, members]) => blockOf(graphOf(members, linksOf.get(id) ?? [])));
  return arrange(blocks);
}

function linksInside(groups: ReadonlyMap<string, readonly PlacementNode[]>, links: readonly Link[]): Map<string, Link[]> {
  const groupOf = new Map<string, string>();
  for (const [id, members] of groups) for (const { key } of members) groupOf.set(key, id);
  const inside = new Map<string, Link[]>([...groups.keys()].map((id) => [id, []]));
  for (const link of links) {
    const group = groupOf.get(link.a);
    if (group !== undefined && group === groupOf.get(link.b)) inside.get(group)?.push(link);
  }
  return inside;
}

interface Block {
  readonly places: readonly (readonly [string, Point])[];
  readonly box: Box;
}

function blockOf(graph: Graph): Block {
  const shapes = detectShapes(graph);
  const lone = shapes.flatMap((shape) => (shape.kind === 'island' ? [shape.member] : []));
  const figures = shapes.filter((shape) => shape.kind !== 'island').map(figureOf);
  figures.sort((p, q) => q.radius - p.radius);
  // islands come last, so that they lie at the rim and no line runs across them
  if (lone.length > 0) figures.push(islands(lone.sort(byName(graph))));
  const places = pack(graph, figures).map(([node, { x, y }]) => [graph.keys[node] ?? '', { x: x * STRETCH, y }] as const);
  return { places, box: around(places.map(([, at]) => roomAt(at))) ?? { x1: 0, y1: 0, x2: 0, y2: 0 } };
}

/** Figures side by side, near those that they share peerings with. */
function pack(graph: Graph, figures: readonly Figure[]): [number, Point][] {
  const figureOfNode = new Map(figures.flatMap(({ places }, i) => [...places.keys()].map((node): [number, number] => [node, i])));
  const discs = figures.map(({ places, radius }, i) => ({
    radius: radius + FIGURE_GAP / 2,
    ties: [...places.keys()]
      .flatMap((node) => (graph.neighbours[node] ?? []).map((other) => figureOfNode.get(other) ?? i))
      .filter((j) => j !== i),
  }));
  return turnedToFit(discs, settleDiscs(discs, FIGURE_GAP / 2), SCREEN_SHAPE / STRETCH).flatMap((centre, i) =>
    [...(figures[i]?.places ?? [])].map(([node, at]): [number, Point] => [node, { x: centre.x + at.x, y: centre.y + at.y }]),
  );
}

/** Boxes in rows, highest first, the whole about as wide as a screen. */
function arrange(blocks: readonly Block[]): Map<string, Point> {
  const width = ({ box }: Block) => Math.max(box.x2 - box.x1, GROUP_WIDTH) + 2 * GROUP_PADDING.side + GROUP_GAP;
  const height = ({ box }: Block) => box.y2 - box.y1 + GROUP_PADDING.top + GROUP_PADDING.bottom + GROUP_GAP;
  const area = blocks.reduce((sum, block) => sum + width(block) * height(block), 0);
  const full = Math.max(Math.sqrt(area * SCREEN_SHAPE), ...blocks.map(width));
  const places = new Map<string, Point>();
  const cursor = { x: 0, y: 0, row: 0 };
  for (const block of [...blocks].sort((p, q) => height(q) - height(p))) {
    if (cursor.x > 0 && cursor.x + width(block) > full) Object.assign(cursor, { x: 0, y: cursor.y + cursor.row, row: 0 });
    for (const [key, at] of block.places) places.set(key, { x: at.x - block.box.x1 + cursor.x, y: at.y - block.box.y1 + cursor.y });
    cursor.x += width(block);
    cursor.row = Math.max(cursor.row, height(block));
  }
  return places;
}
