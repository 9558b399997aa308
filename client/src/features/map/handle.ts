import { halfSizeAt } from './level.ts';
import type { Point } from './placement/room.ts';
import { pointOf, type Scene } from './scene.ts';

/** Where a VNet's handle stands on the map: in the middle of the right edge of what is drawn for it at that zoom. */
export function handleAt(scene: Scene, node: number, zoom: number): Point {
  const { x, y } = pointOf(scene, node);
  return { x: x + halfSizeAt(zoom, scene.radius[node] ?? 0).width, y };
}
