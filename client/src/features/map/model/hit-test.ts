import { type Box, CARD, type Point, unionBoxes } from '../geometry/bounds.ts';
import { nodeHalfSize } from '../geometry/detail-level.ts';
import { createSpatialGrid, type SpatialGrid } from '../geometry/spatial-grid.ts';
import type { Scene } from './scene.ts';

/** Result of a hit test: a VNet, or one half of a peering. */
export type Hit = { readonly kind: 'node'; readonly node: number } | { readonly kind: 'half'; readonly link: number; readonly side: 0 | 1 };

/** Returns the bounds of all VNets of the scene. */
export function boundsOf(scene: Scene): Box {
  const boxes = Array.from(scene.x, (x, i) => cardAt(x, scene.y[i] ?? 0));
  return unionBoxes(boxes) ?? { x1: -1, y1: -1, x2: 1, y2: 1 };
}

const cardAt = (x: number, y: number): Box => ({
  x1: x - CARD.width / 2,
  y1: y - CARD.height / 2,
  x2: x + CARD.width / 2,
  y2: y + CARD.height / 2,
});

/** Creates a spatial grid of the scene: VNets under their node index, links after them. */
export function createHitGrid(scene: Scene): SpatialGrid {
  const { x, y, from, to } = scene;
  const grid = createSpatialGrid(boundsOf(scene), scene.nodes.length + scene.links.length);
  for (let i = 0; i < x.length; i++) grid.addBox(i, cardAt(x[i] ?? 0, y[i] ?? 0));
  for (let i = 0; i < from.length; i++) {
    const [a, b] = [from[i] ?? 0, to[i] ?? 0];
    grid.addLine(x.length + i, x[a] ?? 0, y[a] ?? 0, x[b] ?? 0, y[b] ?? 0);
  }
  return grid;
}

/** Finds the VNet or half at a point of the map. VNets win over lines; lines that are not drawn are skipped. `tolerance` is in CSS pixels. */
export function hitTest(
  scene: Scene,
  grid: SpatialGrid,
  at: Point,
  zoom: number,
  tolerance = 6,
  isDrawn: (link: number) => boolean = () => true,
): Hit | undefined {
  const slack = tolerance / zoom;
  const near = grid.itemsNear({ x1: at.x - slack, y1: at.y - slack, x2: at.x + slack, y2: at.y + slack });
  const node = nearestNode(scene, near, at, zoom);
  return node === undefined ? halfAt(scene, near, at, slack, isDrawn) : { kind: 'node', node };
}

/** Finds the VNet at a point of the map, other than `except`. It uses no grid: during a drag a grid would be stale at once. */
export const hitTestNode = (scene: Scene, at: Point, zoom: number, except?: number): number | undefined =>
  nearestNode(scene, nodesWithout(scene, except), at, zoom);

function* nodesWithout({ nodes }: Scene, except: number | undefined): Iterable<number> {
  for (const node of nodes.keys()) if (node !== except) yield node;
}

/** Returns the node whose card or dot contains the point; of several, the one whose centre is nearest. */
function nearestNode(scene: Scene, candidates: Iterable<number>, at: Point, zoom: number): number | undefined {
  let nearest: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const node of candidates) {
    if (node >= scene.nodes.length) break;
    const [dx, dy] = [Math.abs((scene.x[node] ?? 0) - at.x), Math.abs((scene.y[node] ?? 0) - at.y)];
    const half = nodeHalfSize(zoom, scene.radius[node] ?? 0);
    if (dx > half.width + 2 / zoom || dy > half.height + 2 / zoom || dx + dy >= least) continue;
    [nearest, least] = [node, dx + dy];
  }
  return nearest;
}

function halfAt(scene: Scene, near: readonly number[], at: Point, slack: number, isDrawn: (link: number) => boolean): Hit | undefined {
  let best: Hit | undefined;
  let least = slack;
  for (const item of near) {
    const link = item - scene.nodes.length;
    if (link < 0 || !isDrawn(link)) continue;
    const { distance, along } = projectOntoLink(scene, link, at);
    if (distance >= least) continue;
    least = distance;
    best = { kind: 'half', link, side: along < 0.5 ? 0 : 1 };
  }
  return best;
}

/** Returns the distance of a point from a link's line, and the nearest position along it (0 at its first end, 1 at its second). */
function projectOntoLink(scene: Scene, link: number, at: Point): { distance: number; along: number } {
  const [a, b] = [scene.from[link] ?? 0, scene.to[link] ?? 0];
  const [ax, ay] = [scene.x[a] ?? 0, scene.y[a] ?? 0];
  const [dx, dy] = [(scene.x[b] ?? 0) - ax, (scene.y[b] ?? 0) - ay];
  const along = Math.max(0, Math.min(1, ((at.x - ax) * dx + (at.y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return { distance: Math.hypot(ax + along * dx - at.x, ay + along * dy - at.y), along };
}
