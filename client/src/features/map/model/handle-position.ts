import type { ResourceKey } from '@peerscape/shared/arm';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import type { Point } from '../geometry/bounds.ts';
import { detailLevel } from '../geometry/detail-level.ts';
import { halfSizeOf, positionOf, type Scene } from './scene.ts';
import type { MapPlacement } from './use-map-placement.ts';

/** Half the handle's size in CSS pixels, as in `map.css`. */
const HALF_SIZE = 12;

/**
 * Returns the centre of a VNet's connect handle, in map units: on the right edge of a card, or beside a shape, which is often
 * smaller than the handle and must stay free to be clicked and dragged.
 */
export function handlePosition(scene: Scene, node: number, zoom: number): Point {
  const { x, y } = positionOf(scene, node);
  const offset = detailLevel(zoom) === 'near' ? 0 : HALF_SIZE / zoom;
  return { x: x + halfSizeOf(scene, node, zoom).width + offset, y };
}

interface HandleContext {
  readonly focused: FocusedItem | undefined;
  readonly placement: Pick<MapPlacement, 'topology'>;
}

/** Returns the VNet that has the connect handle: the hovered one, or else the focused one. Ghosts have none, and zoomed out there is no space for it. */
export function findHandleVNet(
  { focused, placement: { topology } }: HandleContext,
  hovered: ResourceKey | undefined,
  zoom: number,
): ResourceKey | undefined {
  const key = hovered ?? (focused?.kind === 'vnet' ? focused.key : undefined);
  return key !== undefined && topology.vnets.has(key) && detailLevel(zoom) !== 'far' ? key : undefined;
}
