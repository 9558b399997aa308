import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import type { Bundles } from '../model/bundles.ts';
import { type PaintContext, setMapUnits } from './paint-context.ts';

/** Thin and faint, because what is within groups matters more at this distance. */
const BRANCH = { width: 0.8, alpha: 0.3 } as const;
const TRUNK_ALPHA = 0.45;
/** Width of a trunk in CSS pixels for one peering, and for each doubling of their number. */
const TRUNK_WIDTH = { one: 1, doubling: 0.55 } as const;

/** Draws the peerings between groups as bundles. The branch of a VNet that is being dragged is left out. */
export function paintBundles(context: PaintContext, { trunks, branches }: Bundles, dragged: number | undefined): void {
  const { ctx, theme, view } = context;
  setMapUnits(context);
  const before = ctx.globalAlpha;
  ctx.strokeStyle = HALF_STATUS_STYLES.connected.colour[theme];
  ctx.lineCap = 'round';
  ctx.globalAlpha = before * BRANCH.alpha;
  ctx.lineWidth = BRANCH.width / view.zoom;
  ctx.beginPath();
  for (const { node, from, to } of branches) {
    if (node === dragged) continue;
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
  }
  ctx.stroke();
  ctx.globalAlpha = before * TRUNK_ALPHA;
  for (const { from, to, count } of trunks) {
    ctx.lineWidth = (TRUNK_WIDTH.one + TRUNK_WIDTH.doubling * Math.log2(count)) / view.zoom;
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
    ctx.stroke();
  }
  ctx.lineCap = 'butt';
  ctx.globalAlpha = before;
}
