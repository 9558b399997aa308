import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import type { MenuTarget } from '../../../lib/state/use-item-menu.tsx';
import { toScreen } from '../geometry/view.ts';
import { positionOf, type Scene } from '../model/scene.ts';
import type { Target } from './focus.ts';
import type { ViewportState } from './map-io.ts';

/** Returns what the context menu is for: the VNet or half that was hit, or else the map. */
export function toMenuTarget(scene: Scene, target: Target | undefined): MenuTarget {
  if (target?.kind === 'vnet') return target;
  if (target?.kind !== 'half') return { kind: 'map' };
  const link = scene.linkIndexOf.get(target.key);
  const owner = link === undefined ? undefined : scene.nodes[(target.side === 0 ? scene.from : scene.to)[link] ?? 0]?.key;
  return { kind: 'peering', key: target.key, ...(owner && { owner }) };
}

/** Returns the middle of a VNet or peering on screen; undefined if it is not on the map. */
export function middleOnScreen({ scene, view }: ViewportState, item: FocusedItem): { readonly x: number; readonly y: number } | undefined {
  const link = item.kind === 'peering' ? scene.linkIndexOf.get(item.key) : undefined;
  const node = item.kind === 'vnet' ? scene.indexOf.get(item.key) : undefined;
  const ends = link !== undefined ? [scene.from[link] ?? 0, scene.to[link] ?? 0] : node !== undefined ? [node, node] : undefined;
  const [a, b] = ends?.map((end) => toScreen(view, positionOf(scene, end))) ?? [];
  return a && b && { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
