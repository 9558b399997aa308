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

/** Choice of a VNet in a direction: the largest ratio of its distance sideways to that forward, and how much the former counts. */
interface Choice {
  readonly maxDeviation: number;
  readonly weight: number;
}

/** Of the few peers, the one that is closest to the direction. */
const PEER: Choice = { maxDeviation: 1.8, weight: 2 };
/** The nearest VNet, so that steps leave out none. */
const NEAREST: Choice = { maxDeviation: 1.8, weight: 1 };
const ON_THAT_SIDE: Choice = { ...NEAREST, maxDeviation: Number.POSITIVE_INFINITY };

/** Returns the nearest peered VNet in a direction; undefined when there is none. */
export const nextAlongPeering = (scene: Scene, node: number, direction: Direction): number | undefined => {
  const peers = (scene.linksOf[node] ?? []).map((link) => farEnd(scene, link, node));
  return nearestInDirection(scene, node, peers, VECTORS[direction], PEER);
};

/** Returns the nearest VNet in a direction, peered or not, even far beside it; undefined when nothing lies on that side. */
export const nextOnMap = (scene: Scene, node: number, direction: Direction): number | undefined =>
  nearestInDirection(scene, node, scene.nodes.keys(), VECTORS[direction], NEAREST) ??
  nearestInDirection(scene, node, scene.nodes.keys(), VECTORS[direction], ON_THAT_SIDE);

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

function nearestInDirection(scene: Scene, node: number, others: Iterable<number>, direction: Point, choice: Choice): number | undefined {
  const from = positionOf(scene, node);
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) {
    const distance = other === node ? Number.POSITIVE_INFINITY : directedDistance(from, positionOf(scene, other), direction, choice);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}

/** Returns the distance to a point with its deviation from the direction weighted; infinite for points beside or behind. */
function directedDistance(from: Point, to: Point, direction: Point, { maxDeviation, weight }: Choice): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const forward = dx * direction.x + dy * direction.y;
  const sideways = Math.abs(dx * direction.y - dy * direction.x);
  return forward <= 0 || sideways > forward * maxDeviation ? Number.POSITIVE_INFINITY : Math.hypot(forward, weight * sideways);
}
