import type { ResourceKey } from '@peerscape/shared/arm';
import type { Severity } from '@peerscape/shared/health';
import { HALF_LOOKS } from '../../../lib/format/half-looks.ts';
import { halfSizeAt } from '../geometry/level.ts';
import { toScreen } from '../geometry/view.ts';
import { pointOf } from '../model/scene.ts';
import { inScreenUnits, type Painting } from './canvas.ts';
import { fitted, font } from './text.ts';

/** How many findings a VNet has, and how bad the worst of them is. */
export interface FindingCount {
  readonly count: number;
  readonly worst: Severity;
}

export type FindingCounts = ReadonlyMap<ResourceKey, FindingCount>;

const COUNT = font(9.5, 600);
const HEIGHT = 14;
/** Below this zoom a badge would be larger than what it stands on: then only a dot does, and soon nothing. */
const COUNTED_FROM = 0.42;
const DOTTED_FROM = 0.2;
/** The look of a half whose colour a badge takes. */
export const FINDING_LOOKS = { error: 'disconnected', warning: 'out-of-sync', info: 'unknown' } as const;

/** Puts the number of findings on the upper right corner of VNets that have some; from far a dot says that there are. */
export function paintFindings(painting: Painting, counts: FindingCounts, nodes: Iterable<number>): void {
  const { ctx, scene, palette, theme, view } = painting;
  if (counts.size === 0 || view.zoom < DOTTED_FROM) return;
  inScreenUnits(painting);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const node of nodes) {
    const found = counts.get(scene.nodes[node]?.key ?? ('' as ResourceKey));
    if (!found) continue;
    const at = toScreen(view, pointOf(scene, node));
    painting.about?.({ kind: 'vnet', number: node });
    const { width, height } = halfSizeAt(view.zoom, scene.radius[node] ?? 0);
    const corner = painting.level === 'near' ? 1 : 0.72;
    const [x, y] = [at.x + width * view.zoom * corner, at.y - height * view.zoom * corner];
    const isCounted = view.zoom >= COUNTED_FROM;
    const label = fitted(ctx, String(found.count), COUNT, 40);
    const [w, h] = isCounted ? [Math.max(HEIGHT, label.width + 8), HEIGHT] : [7, 7];
    ctx.beginPath();
    ctx.roundRect(x - w / 2, y - h / 2, w, h, h / 2);
    ctx.fillStyle = HALF_LOOKS[FINDING_LOOKS[found.worst]].colour[theme];
    ctx.fill();
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = palette.background;
    ctx.stroke();
    if (!isCounted) continue;
    ctx.fillStyle = palette.badgeText;
    ctx.fillText(label.text, x, y + 0.5);
  }
}
