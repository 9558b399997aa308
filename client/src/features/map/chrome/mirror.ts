import type { ResourceKey } from '@peerscape/shared/arm';
import { halfSizeAt } from '../geometry/level.ts';
import { toScreen } from '../geometry/view.ts';
import type { Standing } from '../interaction/map-io.ts';
import { pointOf } from '../model/scene.ts';
import { nameOf } from '../model/words.ts';

/** A VNet as a button over its place on screen. */
export interface MirrorEntry {
  readonly key: ResourceKey;
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** That many buttons are enough to walk through and cost nothing; of more VNets in view the important ones get one. */
export const MOST_MIRRORED = 200;

/** The VNets in view for those who do not see the canvas, the important ones first. Without a screen all count as in view. */
export function mirrorOf({ scene, order, view, size }: Standing, always: ResourceKey | undefined): MirrorEntry[] {
  const entries: MirrorEntry[] = [];
  const kept = always === undefined ? undefined : scene.indexOf.get(always);
  for (const node of kept === undefined ? order : [kept, ...order]) {
    if (entries.length >= MOST_MIRRORED) break;
    if (node === kept && entries.length > 0) continue;
    const half = halfSizeAt(view.zoom, scene.radius[node] ?? 0);
    const at = toScreen(view, pointOf(scene, node));
    const outside = at.x < 0 || at.y < 0 || at.x > size.width || at.y > size.height;
    const data = scene.nodes[node];
    if (!data || (outside && node !== kept && size.width > 0)) continue;
    const [width, height] = [Math.max(10, half.width * 2 * view.zoom), Math.max(10, half.height * 2 * view.zoom)];
    entries.push({ key: data.key, name: nameOf(data), left: at.x - width / 2, top: at.y - height / 2, width, height });
  }
  return entries;
}
