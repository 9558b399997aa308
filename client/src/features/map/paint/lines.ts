import { HALF_LOOKS, isCalm, LOOKS } from '../../../lib/format/half-looks.ts';
import type { Box } from '../geometry/room.ts';
import { onScreen } from '../geometry/view.ts';
import type { Scene } from '../model/scene.ts';
import { inMapUnits, type Painting } from './canvas.ts';

/** From that many lines in view on, calm ones are hairlines: one device pixel wide, they cost a tenth of wider ones. */
export const HAIRLINES_FROM = 400;

/** A path with more lines than this is stroked in parts; very long paths are slow. */
const LINES_PER_PATH = 512;

const CONNECTED = LOOKS.indexOf('connected');
const MISSING = LOOKS.indexOf('missing');

/** The links whose box touches that part of the map. */
export function linksIn(scene: Scene, box: Box): number[] {
  const { from, to, x, y } = scene;
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

/** Draws links, calm ones first and those that need attention last, so that these are never lost among the others. */
export function paintLinks(painting: Painting, links: readonly number[]): void {
  const { scene, screen } = painting;
  const calm = links.filter((link) => !scene.strong[link]);
  const strong = links.filter((link) => scene.strong[link]);
  // on a page there is time, and who looks at it closely sees few lines at once
  const crowded = !painting.isWhole && links.length > HAIRLINES_FROM;
  inMapUnits(painting);
  if (crowded) paintHairlines(painting, calm, 1 / screen.ratio);
  else paintCalm(painting, calm);
  if (crowded) paintStrongAmongMany(painting, strong);
  else paintHalves(painting, strong, 2.2);
  paintEndMarks(painting, strong);
}

/** Lines that only pass through, with both ends out of sight, are faint: what they join cannot be seen here. */
function paintCalm(painting: Painting, links: readonly number[]): void {
  const { ctx, scene, view, screen } = painting;
  const box = onScreen(view, screen);
  const seen = (node: number | undefined) => inside(box, scene.x[node ?? 0] ?? 0, scene.y[node ?? 0] ?? 0);
  const passes = (link: number) => !seen(scene.from[link]) && !seen(scene.to[link]);
  const before = ctx.globalAlpha;
  ctx.globalAlpha = before * 0.3;
  paintHalves(painting, links.filter(passes), 1.4);
  ctx.globalAlpha = before;
  paintHalves(
    painting,
    links.filter((link) => !passes(link)),
    1.7,
  );
}

const inside = ({ x1, y1, x2, y2 }: Box, x: number, y: number): boolean => x >= x1 && x <= x2 && y >= y1 && y <= y2;

const LONG = 260;

/** Among hairlines, strong lines are wide; long ones a little less so, or a few of them would cover all else. */
function paintStrongAmongMany(painting: Painting, links: readonly number[]): void {
  const isLong = (link: number) => lengthOf(painting.scene, link) * painting.view.zoom > LONG;
  paintHalves(painting, links.filter(isLong), 1.25, 0.8);
  paintHalves(
    painting,
    links.filter((link) => !isLong(link)),
    1.8,
    1,
  );
}

/** The longer a hairline, the fainter: what leads across the whole map must not bury what stands below it. */
const FAINTER = [
  { upTo: 70, alpha: 0.95 },
  { upTo: 180, alpha: 0.5 },
  { upTo: 420, alpha: 0.24 },
  { upTo: Number.POSITIVE_INFINITY, alpha: 0.12 },
] as const;

function paintHairlines(painting: Painting, links: readonly number[], width: number): void {
  const buckets: number[][] = FAINTER.map(() => []);
  for (const link of links) buckets[bucketOf(lengthOf(painting.scene, link) * painting.view.zoom)]?.push(link);
  const before = painting.ctx.globalAlpha;
  for (let i = FAINTER.length - 1; i >= 0; i--) {
    painting.ctx.globalAlpha = before * (FAINTER[i]?.alpha ?? 1);
    paintHalves(painting, buckets[i] ?? [], width);
  }
  painting.ctx.globalAlpha = before;
}

const bucketOf = (length: number): number => FAINTER.findIndex(({ upTo }) => length < upTo);

function lengthOf({ from, to, x, y }: Scene, link: number): number {
  const [a, b] = [from[link] ?? 0, to[link] ?? 0];
  return Math.hypot((x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0));
}

/** Strokes halves look by look; `calmWidth` is for those that need no attention themselves. */
function paintHalves(painting: Painting, links: readonly number[], width: number, calmWidth = width): void {
  if (links.length === 0) return;
  const { ctx, theme, view } = painting;
  ctx.lineCap = 'butt';
  LOOKS.forEach((look, number) => {
    const { dash, colour } = HALF_LOOKS[look];
    if (!dash) return;
    ctx.lineWidth = (isCalm(look) ? calmWidth : width) / view.zoom;
    ctx.strokeStyle = colour[theme];
    ctx.setLineDash(dash.map((length) => length / view.zoom));
    strokeLook(painting, links, number);
  });
  ctx.setLineDash([]);
}

function strokeLook({ ctx, scene, about }: Painting, links: readonly number[], look: number): void {
  const { from, to, x, y } = scene;
  let pending = 0;
  ctx.beginPath();
  for (const link of links) {
    const [near, far] = [scene.look[2 * link] === look, scene.look[2 * link + 1] === look];
    if (!near && !far) continue;
    const [a, b] = [from[link] ?? 0, to[link] ?? 0];
    const [ax, ay, bx, by] = [x[a] ?? 0, y[a] ?? 0, x[b] ?? 0, y[b] ?? 0];
    // a whole line is cheaper than its halves, but whoever listens wants to hear of both
    const whole = near && far && look === CONNECTED && !about;
    // each half starts at its own VNet, so that its dashes do too
    if (near) {
      about?.({ kind: 'half', number: 2 * link });
      ctx.moveTo(ax, ay);
      ctx.lineTo(whole ? bx : (ax + bx) / 2, whole ? by : (ay + by) / 2);
    }
    if (far && !whole) {
      about?.({ kind: 'half', number: 2 * link + 1 });
      ctx.moveTo(bx, by);
      ctx.lineTo((ax + bx) / 2, (ay + by) / 2);
    }
    if (++pending < LINES_PER_PATH) continue;
    ctx.stroke();
    ctx.beginPath();
    pending = 0;
  }
  if (pending > 0) ctx.stroke();
}

/** A small bar across the middle where a line stops because the other half is missing. */
function paintEndMarks({ ctx, scene, theme, view: { zoom } }: Painting, links: readonly number[]): void {
  const { from, to, x, y } = scene;
  ctx.strokeStyle = HALF_LOOKS.missing.colour[theme];
  ctx.lineWidth = 2.2 / zoom;
  ctx.beginPath();
  for (const link of links) {
    if ((scene.look[2 * link] === MISSING) === (scene.look[2 * link + 1] === MISSING)) continue;
    const [a, b] = [from[link] ?? 0, to[link] ?? 0];
    const [dx, dy] = [(x[b] ?? 0) - (x[a] ?? 0), (y[b] ?? 0) - (y[a] ?? 0)];
    const length = Math.hypot(dx, dy) || 1;
    const reach = Math.min(6, (length * zoom) / 8) / zoom;
    const [mx, my] = [(x[a] ?? 0) + dx / 2, (y[a] ?? 0) + dy / 2];
    ctx.moveTo(mx - (dy / length) * reach, my + (dx / length) * reach);
    ctx.lineTo(mx + (dy / length) * reach, my - (dx / length) * reach);
  }
  ctx.stroke();
}

/** Draws one half alone, wide: the glow of a half that just changed. */
export function paintGlow(painting: Painting, half: number, width: number, alpha: number): void {
  const { ctx, scene, theme, view } = painting;
  const link = half >> 1;
  const [own, other] = half % 2 === 0 ? [scene.from[link] ?? 0, scene.to[link] ?? 0] : [scene.to[link] ?? 0, scene.from[link] ?? 0];
  const [ax, ay] = [scene.x[own] ?? 0, scene.y[own] ?? 0];
  const look = LOOKS[scene.look[half] ?? 0] ?? 'connected';
  inMapUnits(painting);
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = HALF_LOOKS[look].colour[theme];
  ctx.lineWidth = width / view.zoom;
  ctx.lineCap = 'round';
  ctx.beginPath();
  ctx.moveTo(ax, ay);
  ctx.lineTo((ax + (scene.x[other] ?? 0)) / 2, (ay + (scene.y[other] ?? 0)) / 2);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Draws a wide band under a link: it is the one that is selected. */
export function paintBand(painting: Painting, link: number): void {
  const { ctx, scene, palette, view } = painting;
  const [a, b] = [scene.from[link] ?? 0, scene.to[link] ?? 0];
  inMapUnits(painting);
  ctx.globalAlpha = 0.28;
  ctx.strokeStyle = palette.focus;
  ctx.lineWidth = 11 / view.zoom;
  ctx.lineCap = 'round';
  ctx.beginPath();
  ctx.moveTo(scene.x[a] ?? 0, scene.y[a] ?? 0);
  ctx.lineTo(scene.x[b] ?? 0, scene.y[b] ?? 0);
  ctx.stroke();
  ctx.globalAlpha = 1;
}
