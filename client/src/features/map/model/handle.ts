import { halfSizeAt, levelAt } from '../geometry/level.ts';
import type { Point } from '../geometry/room.ts';
import { pointOf, type Scene } from './scene.ts';

/** Half the handle's size in CSS pixels, as its style draws it. */
const REACH = 12;

/**
 * Where the middle of a VNet's handle stands on the map: on the right edge of a card, and beside a shape, which is often
 * smaller than the handle and must stay free to be picked and carried.
 */
export function handleAt(scene: Scene, node: number, zoom: number): Point {
  const { x, y } = pointOf(scene, node);
  const beside = levelAt(zoom) === 'near' ? 0 : REACH / zoom;
  return { x: x + halfSizeAt(zoom, scene.radius[node] ?? 0).width + beside, y };
}
