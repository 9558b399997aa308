import { type Box, boxAround, type Point, unionBoxes } from '../geometry/bounds.ts';
import { isClose } from '../geometry/detail-level.ts';
import { projectOntoPolyline } from '../geometry/polyline.ts';
import { createSpatialGrid, type SpatialGrid } from '../geometry/spatial-grid.ts';
import { lineBetween, linksWithDetours, splitOf } from './link-lines.ts';
import { halfSizeOf, type Scene } from './scene.ts';

/** Result of a hit test: a VNet, or one half of a peering. */
export type Hit = { readonly kind: 'node'; readonly node: number } | { readonly kind: 'half'; readonly link: number; readonly side: 0 | 1 };

/** Returns the bounds of all VNets of the scene. */
export function boundsOf(scene: Scene): Box {
  const boxes = Array.from(scene.x, (x, i) => boxAround({ x, y: scene.y[i] ?? 0 }, scene.card));
  return unionBoxes(boxes) ?? { x1: -1, y1: -1, x2: 1, y2: 1 };
}

/** Creates a spatial grid of the scene: VNets under their node index, links after them. */
export function createHitGrid(scene: Scene): SpatialGrid {
  const { x, y, from, to } = scene;
  const grid = createSpatialGrid(boundsOf(scene), scene.nodes.length + scene.links.length);
  for (let i = 0; i < x.length; i++) grid.addBox(i, boxAround({ x: x[i] ?? 0, y: y[i] ?? 0 }, scene.card));
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
  if (node !== undefined) return { kind: 'node', node };
  const links = near.filter((item) => item >= scene.nodes.length).map((item) => item - scene.nodes.length);
  // the grid has straight lines only; those that go around cards have been computed when they were drawn
  if (!isClose(zoom)) return halfAt(scene, links, at, slack, isDrawn, false);
  return halfAt(scene, new Set([...links, ...linksWithDetours(scene)]), at, slack, isDrawn, true);
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
    const half = halfSizeOf(scene, node, zoom);
    if (dx > half.width + 2 / zoom || dy > half.height + 2 / zoom || dx + dy >= least) continue;
    [nearest, least] = [node, dx + dy];
  }
  return nearest;
}

function halfAt(
  scene: Scene,
  links: Iterable<number>,
  at: Point,
  slack: number,
  isDrawn: (link: number) => boolean,
  isAroundCards: boolean,
): Hit | undefined {
  let best: Hit | undefined;
  let least = slack;
  for (const link of links) {
    if (!isDrawn(link)) continue;
    const line = lineBetween(scene, scene.from[link] ?? 0, scene.to[link] ?? 0, isAroundCards);
    const { distance, position } = projectOntoPolyline(line, at);
    if (distance >= least) continue;
    least = distance;
    best = { kind: 'half', link, side: position < (isAroundCards ? splitOf(scene, link) : 0.5) ? 0 : 1 };
  }
  return best;
}
