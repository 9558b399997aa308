import type { ResourceKey } from '@peerscape/shared/arm';
import { halfSizeAt } from '../geometry/level.ts';
import { toScreen } from '../geometry/view.ts';
import type { Standing } from '../interaction/map-io.ts';
import { pointOf } from '../model/scene.ts';
import { nameOf } from '../model/words.ts';

/** Button over a VNet; its position and size are in CSS pixels. */
export interface MirrorEntry {
  readonly key: ResourceKey;
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Maximum number of buttons, which keeps Tab navigation usable and rendering fast. */
export const MOST_MIRRORED = 200;

/** Creates the entries for the VNets in view, most important first, and always for `focused`. With an empty size, all VNets are in view. */
export function mirrorOf({ scene, order, view, size }: Standing, focused: ResourceKey | undefined): MirrorEntry[] {
  const entries: MirrorEntry[] = [];
  const focusedNode = focused === undefined ? undefined : scene.indexOf.get(focused);
  for (const node of focusedNode === undefined ? order : [focusedNode, ...order]) {
    if (entries.length >= MOST_MIRRORED) break;
    if (node === focusedNode && entries.length > 0) continue;
    const half = halfSizeAt(view.zoom, scene.radius[node] ?? 0);
    const at = toScreen(view, pointOf(scene, node));
    const isOutside = at.x < 0 || at.y < 0 || at.x > size.width || at.y > size.height;
    const data = scene.nodes[node];
    if (!data || (isOutside && node !== focusedNode && size.width > 0)) continue;
    const [width, height] = [Math.max(10, half.width * 2 * view.zoom), Math.max(10, half.height * 2 * view.zoom)];
    entries.push({ key: data.key, name: nameOf(data), left: at.x - width / 2, top: at.y - height / 2, width, height });
  }
  return entries;
}
