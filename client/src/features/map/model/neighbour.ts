import type { ResourceKey } from '@peerscape/shared/arm';
import type { Point } from '../geometry/bounds.ts';
import { farEnd, positionOf, type Scene } from './scene.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

const VECTORS: Readonly<Record<Direction, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** Returns the nearest peered VNet in a direction; undefined when there is none. */
export const nextAlongPeering = (scene: Scene, node: number, direction: Direction): number | undefined =>
  nearestInDirection(
    scene,
    node,
    (scene.linksOf[node] ?? []).map((link) => farEnd(scene, link, node)),
    direction,
  );

/** Returns the nearest VNet in a direction, peered or not, which also reaches islands. */
export const nextOnMap = (scene: Scene, node: number, direction: Direction): number | undefined =>
  nearestInDirection(scene, node, scene.nodes.keys(), direction);

/** Returns the next VNet from `from` in a direction, along peerings or across the map; undefined when there is none. */
export function nextVNet(
  scene: Scene,
  from: ResourceKey,
  direction: Direction,
  alongPeerings: boolean,
): { readonly node: number; readonly key: ResourceKey } | undefined {
  const start = scene.indexOf.get(from);
  if (start === undefined) return undefined;
  const node = alongPeerings ? nextAlongPeering(scene, start, direction) : nextOnMap(scene, start, direction);
  const key = node === undefined ? undefined : scene.nodes[node]?.key;
  return node === undefined || key === undefined ? undefined : { node, key };
}

function nearestInDirection(scene: Scene, node: number, others: Iterable<number>, direction: Direction): number | undefined {
  const from = positionOf(scene, node);
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) {
    const distance = other === node ? Number.POSITIVE_INFINITY : directedDistance(from, positionOf(scene, other), VECTORS[direction]);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}

/** Returns the distance to a point plus a penalty for the deviation from the direction; infinite for points beside or behind. */
function directedDistance(from: Point, to: Point, direction: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const forward = dx * direction.x + dy * direction.y;
  const sideways = Math.abs(dx * direction.y - dy * direction.x);
  return forward <= 0 || sideways > forward * 1.8 ? Number.POSITIVE_INFINITY : forward + 2 * sideways;
}
