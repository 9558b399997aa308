import type { Point } from '../geometry/room.ts';
import { farEnd, pointOf, type Scene } from './scene.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

const AHEAD: Readonly<Record<Direction, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** The VNet that an arrow key leads to along a peering: the nearest in that direction, undefined when none lies there. */
export const nextAlongPeering = (scene: Scene, node: number, direction: Direction): number | undefined =>
  nearestAhead(
    scene,
    node,
    (scene.linksOf[node] ?? []).map((link) => farEnd(scene, link, node)),
    direction,
  );

/** The nearest VNet in a direction, peered or not: how one gets from island to island. */
export const nextOnMap = (scene: Scene, node: number, direction: Direction): number | undefined =>
  nearestAhead(scene, node, scene.nodes.keys(), direction);

function nearestAhead(scene: Scene, node: number, others: Iterable<number>, direction: Direction): number | undefined {
  const from = pointOf(scene, node);
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) {
    const distance = other === node ? Number.POSITIVE_INFINITY : effort(from, pointOf(scene, other), AHEAD[direction]);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}

/** The distance to a place, dearer the further it lies off the direction; endless when it lies beside or behind. */
function effort(from: Point, to: Point, ahead: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const forward = dx * ahead.x + dy * ahead.y;
  const aside = Math.abs(dx * ahead.y - dy * ahead.x);
  return forward <= 0 || aside > forward * 1.8 ? Number.POSITIVE_INFINITY : forward + 2 * aside;
}
