import { HALF_STATUS_STYLES, HALF_STATUSES, isNormal } from '../../../lib/format/half-status-styles.ts';
import { type Box, contains, type Point } from '../geometry/bounds.ts';
import { directionOn, type Polyline } from '../geometry/polyline.ts';
import { visibleBounds } from '../geometry/view.ts';
import { halfLine, isStraight, lineBetween } from '../model/link-lines.ts';
import { MISSING, positionOf, type Scene } from '../model/scene.ts';
import { type PaintContext, setMapUnits } from './paint-context.ts';
import { traceLine } from './trace-outline.ts';

/** With more lines in view than this, normal ones are drawn as one-device-pixel hairlines, which cost a tenth of wider lines. */
export const HAIRLINE_THRESHOLD = 400;

/** Rounding of the corners of lines, in map units: less than their distance from cards. */
export const CORNER_CUT = 2.5;

/** Longer paths are stroked in chunks of this many lines, because very long paths are slow. */
const LINES_PER_PATH = 512;

const CONNECTED = HALF_STATUSES.indexOf('connected');

/** Distance from the straight line at which a line around cards is still found to be in view. */
export const DETOUR = 400;

/** Finds the links that may intersect `box`, by index. */
export function findLinksInBox(scene: Scene, { x1, y1, x2, y2 }: Box): number[] {
  const { from, to, x, y } = scene;
  const box = { x1: x1 - DETOUR, y1: y1 - DETOUR, x2: x2 + DETOUR, y2: y2 + DETOUR };
  const inside: number[] = [];
  for (let i = 0; i < from.length; i++) {
    const [a, b] = [from[i] ?? 0, to[i] ?? 0];
    const [ax, ay, bx, by] = [x[a] ?? 0, y[a] ?? 0, x[b] ?? 0, y[b] ?? 0];
    if ((ax < box.x1 && bx < box.x1) || (ax > box.x2 && bx > box.x2)) continue;
    if ((ay < box.y1 && by < box.y1) || (ay > box.y2 && by > box.y2)) continue;
    inside.push(i);
  }
  return inside;
}

/** Draws links, those that need attention last so that the others never cover them. */
export function paintLinks(context: PaintContext, links: readonly number[]): void {
  const { scene, screen, writing } = context;
  const normal = links.filter((link) => !scene.needsAttention[link]);
  const attention = links.filter((link) => scene.needsAttention[link] && !writing?.has(link));
  // an exported page has no frame budget, and its reader zooms in on few lines at a time
  const isDense = !context.isWhole && links.length > HAIRLINE_THRESHOLD;
  setMapUnits(context);
  if (isDense) paintHairlines(context, normal, 1 / screen.ratio);
  else paintNormal(context, normal);
  if (isDense) paintAttentionAmongHairlines(context, attention);
  else paintHalves(context, attention, 2.2);
  paintEndMarks(context, attention);
}

/** Draws normal lines. Lines with both ends outside the viewport are faint, because what they connect is not visible. */
function paintNormal(context: PaintContext, links: readonly number[]): void {
  const { ctx, scene, view, screen } = context;
  const box = visibleBounds(view, screen);
  const isVisible = (node: number | undefined) => contains(box, positionOf(scene, node ?? 0));
  const passesThrough = (link: number) => !isVisible(scene.from[link]) && !isVisible(scene.to[link]);
  const before = ctx.globalAlpha;
  ctx.globalAlpha = before * 0.3;
  paintHalves(context, links.filter(passesThrough), 1.4);
  ctx.globalAlpha = before;
  paintHalves(
    context,
    links.filter((link) => !passesThrough(link)),
    1.7,
  );
}

/** Length from which a line counts as long, in CSS pixels. */
const LONG = 260;

/** Draws lines that need attention wide among hairlines; long ones are thinner, or a few would cover everything else. */
function paintAttentionAmongHairlines(context: PaintContext, links: readonly number[]): void {
  const isLong = (link: number) => lengthOf(context.scene, link) * context.view.zoom > LONG;
  paintHalves(context, links.filter(isLong), 1.25, 0.8);
  paintHalves(
    context,
    links.filter((link) => !isLong(link)),
    1.8,
    1,
  );
}

/** Opacity of hairlines by length in CSS pixels: lines across the whole map must not hide what is below them. */
const LENGTH_ALPHAS = [
  { upTo: 70, alpha: 0.95 },
  { upTo: 180, alpha: 0.5 },
  { upTo: 420, alpha: 0.24 },
  { upTo: Number.POSITIVE_INFINITY, alpha: 0.12 },
] as const;

function paintHairlines(context: PaintContext, links: readonly number[], width: number): void {
  const buckets: number[][] = LENGTH_ALPHAS.map(() => []);
  for (const link of links) buckets[bucketOf(lengthOf(context.scene, link) * context.view.zoom)]?.push(link);
  const before = context.ctx.globalAlpha;
  for (let i = LENGTH_ALPHAS.length - 1; i >= 0; i--) {
    context.ctx.globalAlpha = before * (LENGTH_ALPHAS[i]?.alpha ?? 1);
    paintHalves(context, buckets[i] ?? [], width);
  }
  context.ctx.globalAlpha = before;
}

const bucketOf = (length: number): number => LENGTH_ALPHAS.findIndex(({ upTo }) => length < upTo);

function lengthOf({ from, to, x, y }: Scene, link: number): number {
  const [a, b] = [from[link] ?? 0, to[link] ?? 0];
  return Math.hypot((x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0));
}

/** Strokes halves, one status at a time. `normalWidth` is for halves that do not need attention themselves. */
function paintHalves(context: PaintContext, links: readonly number[], width: number, normalWidth = width): void {
  if (links.length === 0) return;
  const { ctx, theme, view } = context;
  ctx.lineCap = 'butt';
  HALF_STATUSES.forEach((status, index) => {
    const { dash, colour } = HALF_STATUS_STYLES[status];
    if (!dash) return;
    ctx.lineWidth = (isNormal(status) ? normalWidth : width) / view.zoom;
    ctx.strokeStyle = colour[theme];
    ctx.setLineDash(dash.map((length) => length / view.zoom));
    strokeStatus(context, links, index);
  });
  ctx.setLineDash([]);
}

function strokeStatus(context: PaintContext, links: readonly number[], status: number): void {
  const { ctx, scene, onSubject } = context;
  let pending = 0;
  ctx.beginPath();
  for (const link of links) {
    const [near, far] = [scene.halfStatus[2 * link] === status, scene.halfStatus[2 * link + 1] === status];
    if (!near && !far) continue;
    // a whole line is cheaper than two halves, but a subject listener needs both halves
    const whole = near && far && status === CONNECTED && !onSubject;
    // each half starts at its own VNet, so that its dashes start there as well
    if (whole) traceLink(context, link);
    else {
      if (near) {
        onSubject?.({ kind: 'half', number: 2 * link });
        traceHalf(context, link, 0);
      }
      if (far) {
        onSubject?.({ kind: 'half', number: 2 * link + 1 });
        traceHalf(context, link, 1);
      }
    }
    if (++pending < LINES_PER_PATH) continue;
    ctx.stroke();
    ctx.beginPath();
    pending = 0;
  }
  if (pending > 0) ctx.stroke();
}

/** Adds the line of a link to the path. */
function traceLink(context: PaintContext, link: number): void {
  const { ctx, scene } = context;
  const { from, to, x, y } = scene;
  const [a, b] = [from[link] ?? 0, to[link] ?? 0];
  if (context.isClose && !isStraight(scene, a, b)) traceLine(ctx, lineBetween(scene, a, b), CORNER_CUT);
  else {
    ctx.moveTo(x[a] ?? 0, y[a] ?? 0);
    ctx.lineTo(x[b] ?? 0, y[b] ?? 0);
  }
}

/** Returns the line of a half. Far away, where no cards can be in the way, it ends in the middle. */
function lineOfHalf({ scene, level, isClose }: PaintContext, link: number, side: 0 | 1): Polyline {
  if (level !== 'far') return halfLine(scene, link, side, isClose);
  const [from, to] = [positionOf(scene, scene.from[link] ?? 0), positionOf(scene, scene.to[link] ?? 0)];
  return [side === 0 ? from : to, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }];
}

/** Adds one half of a link to the path. */
function traceHalf(context: PaintContext, link: number, side: 0 | 1): void {
  traceLine(context.ctx, lineOfHalf(context, link, side), CORNER_CUT);
}

/** Draws a small bar across the end of each line that stops because the remote half is missing. */
function paintEndMarks(context: PaintContext, links: readonly number[]): void {
  const {
    ctx,
    scene,
    theme,
    view: { zoom },
  } = context;
  ctx.strokeStyle = HALF_STATUS_STYLES.missing.colour[theme];
  ctx.lineWidth = 2.2 / zoom;
  ctx.beginPath();
  for (const link of links) {
    if ((scene.halfStatus[2 * link] === MISSING) === (scene.halfStatus[2 * link + 1] === MISSING)) continue;
    const { at, direction } = stopOf(context, link);
    const reach = Math.min(6, (lengthOf(scene, link) * zoom) / 8) / zoom;
    const [dx, dy] = [Math.cos(direction) * reach, Math.sin(direction) * reach];
    ctx.moveTo(at.x - dy, at.y + dx);
    ctx.lineTo(at.x + dy, at.y - dx);
  }
  ctx.stroke();
}

/** Returns where the line of a lone half stops, in map units, and its direction there. */
export function stopOf(context: PaintContext, link: number): { readonly at: Point; readonly direction: number } {
  const { scene } = context;
  const line = lineOfHalf(context, link, scene.halfStatus[2 * link] === MISSING ? 1 : 0);
  return { at: line.at(-1) ?? line[0], direction: directionOn(line, 1) };
}

/** Draws one half as a wide, translucent line: the glow of a half that just changed. */
export function paintGlow(context: PaintContext, half: number, width: number, alpha: number): void {
  const { ctx, scene, theme, view } = context;
  const status = HALF_STATUSES[scene.halfStatus[half] ?? 0] ?? 'connected';
  setMapUnits(context);
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = HALF_STATUS_STYLES[status].colour[theme];
  ctx.lineWidth = width / view.zoom;
  ctx.lineCap = 'round';
  ctx.beginPath();
  traceHalf(context, half >> 1, half % 2 === 0 ? 0 : 1);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Draws a wide band under a link. */
export function paintBand(context: PaintContext, link: number, alpha = 0.28): void {
  const { ctx, palette, view } = context;
  setMapUnits(context);
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = palette.focus;
  ctx.lineWidth = 11 / view.zoom;
  ctx.lineCap = 'round';
  ctx.beginPath();
  traceLink(context, link);
  ctx.stroke();
  ctx.globalAlpha = 1;
}
