import type { ResourceKey } from '@peerscape/shared/arm';
import type { Severity } from '@peerscape/shared/health';
import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import { boxAround, type Point } from '../geometry/bounds.ts';
import { toScreen } from '../geometry/view.ts';
import { halfSizeOf, positionOf } from '../model/scene.ts';
import type { LabelDeclutter } from './label-declutter.ts';
import { type PaintContext, setScreenUnits } from './paint-context.ts';
import { fitText, font } from './text.ts';

/** Number of findings of a VNet, with the severity of the worst one. */
export interface FindingCount {
  readonly count: number;
  readonly worst: Severity;
}

export type FindingCounts = ReadonlyMap<ResourceKey, FindingCount>;

const COUNT_SIZE = 9.5;
const HEIGHT = 14;
/** Below this zoom a count badge would be larger than its VNet, so only a dot is drawn; below `MIN_DOT_ZOOM`, nothing. */
const MIN_COUNT_ZOOM = 0.42;
const MIN_DOT_ZOOM = 0.2;
/** Half status whose colour a badge uses, by severity. */
export const FINDING_STATUSES = { error: 'disconnected', warning: 'out-of-sync', info: 'unknown' } as const;

/** Returns the scale of badges, which grow with the cards from the size at which these are comfortable to read. */
const badgeScale = (zoom: number): number => Math.max(1, Math.min(2.5, zoom / 1.2));

/** Returns the corner of a VNet on which its badge is, on screen. */
function cornerOf({ scene, view, level }: PaintContext, node: number): Point {
  const at = toScreen(view, positionOf(scene, node));
  const { width, height } = halfSizeOf(scene, node, view.zoom);
  const share = (level === 'near' ? 1 : 0.72) * view.zoom;
  return { x: at.x + width * share, y: at.y - height * share };
}

/** Reserves the space of badges, so that labels do not cover them. */
export function reserveFindings(
  context: PaintContext,
  counts: FindingCounts | undefined,
  nodes: readonly number[],
  declutter: LabelDeclutter,
): void {
  if (!counts || context.view.zoom < MIN_DOT_ZOOM) return;
  for (const node of nodes) {
    const key = context.scene.nodes[node]?.key;
    if (key && counts.has(key)) declutter.reserve(boxAround(cornerOf(context, node), { width: HEIGHT, height: HEIGHT }));
  }
}

/** Draws the number of findings on the upper right corner of each VNet that has some; a dot at low zoom. */
export function paintFindings(context: PaintContext, counts: FindingCounts, nodes: Iterable<number>): void {
  const { ctx, scene, palette, theme, view } = context;
  if (counts.size === 0 || view.zoom < MIN_DOT_ZOOM) return;
  setScreenUnits(context);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const node of nodes) {
    const finding = counts.get(scene.nodes[node]?.key ?? ('' as ResourceKey));
    if (!finding) continue;
    context.onSubject?.({ kind: 'vnet', number: node });
    const isCounted = view.zoom >= MIN_COUNT_ZOOM;
    const scale = badgeScale(view.zoom);
    const label = fitText(ctx, String(finding.count), font(COUNT_SIZE * scale, 600), 80);
    const { x, y } = cornerOf(context, node);
    const [w, h] = isCounted ? [Math.max(HEIGHT * scale, label.width + 8 * scale), HEIGHT * scale] : [7, 7];
    ctx.beginPath();
    ctx.roundRect(x - w / 2, y - h / 2, w, h, h / 2);
    ctx.fillStyle = HALF_STATUS_STYLES[FINDING_STATUSES[finding.worst]].colour[theme];
    ctx.fill();
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = palette.background;
    ctx.stroke();
    if (!isCounted) continue;
    ctx.fillStyle = palette.badgeText;
    ctx.fillText(label.text, x, y + 0.5);
  }
}
