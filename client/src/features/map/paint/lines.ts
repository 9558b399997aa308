import { HALF_LOOKS, LOOKS, type Theme } from '../half-looks.ts';
import type { Box } from '../placement/room.ts';
import type { Scene } from '../scene.ts';

/** How lines are drawn in one frame. */
export interface LineStyle {
  readonly theme: Theme;
  /** CSS pixels per map unit. */
  readonly zoom: number;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
}

/** From that many lines in view on, calm ones are hairlines: one device pixel wide, they cost a tenth of wider ones. */
export const HAIRLINES_FROM = 400;

/** A path with more lines than this is stroked in parts; very long paths are slow. */
const LINES_PER_PATH = 512;

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
export function paintLinks(ctx: CanvasRenderingContext2D, scene: Scene, links: readonly number[], style: LineStyle): void {
  const calm = links.filter((link) => !scene.strong[link]);
  const strong = links.filter((link) => scene.strong[link]);
  const crowded = links.length > HAIRLINES_FROM;
  const width = crowded ? 1 / style.ratio : 1.7;
  paintHalves(ctx, scene, calm, style, width);
  paintHalves(ctx, scene, strong, style, crowded ? 1.7 : 2.2);
  paintEndMarks(ctx, scene, strong, style);
}

function paintHalves(ctx: CanvasRenderingContext2D, scene: Scene, links: readonly number[], style: LineStyle, width: number): void {
  ctx.lineWidth = width / style.zoom;
  ctx.lineCap = 'butt';
  LOOKS.forEach((look, number) => {
    const { dash, colour } = HALF_LOOKS[look];
    if (!dash) return;
    ctx.strokeStyle = colour[style.theme];
    ctx.setLineDash(dash.map((length) => length / style.zoom));
    strokeLook(ctx, scene, links, number);
  });
  ctx.setLineDash([]);
}

function strokeLook(ctx: CanvasRenderingContext2D, scene: Scene, links: readonly number[], look: number): void {
  const { from, to, x, y } = scene;
  let pending = 0;
  ctx.beginPath();
  for (const link of links) {
    const [near, far] = [scene.look[2 * link] === look, scene.look[2 * link + 1] === look];
    if (!near && !far) continue;
    const [a, b] = [from[link] ?? 0, to[link] ?? 0];
    const [ax, ay, bx, by] = [x[a] ?? 0, y[a] ?? 0, x[b] ?? 0, y[b] ?? 0];
    const [mx, my] = [(ax + bx) / 2, (ay + by) / 2];
    // each half starts at its own VNet, so that its dashes do too
    if (near) {
      ctx.moveTo(ax, ay);
      ctx.lineTo(far && look === 0 ? bx : mx, far && look === 0 ? by : my);
    }
    if (far && !(near && look === 0)) {
      ctx.moveTo(bx, by);
      ctx.lineTo(mx, my);
    }
    if (++pending < LINES_PER_PATH) continue;
    ctx.stroke();
    ctx.beginPath();
    pending = 0;
  }
  if (pending > 0) ctx.stroke();
}

const MISSING = LOOKS.indexOf('missing');

/** A small bar across the middle where a line stops because the other half is missing. */
function paintEndMarks(ctx: CanvasRenderingContext2D, scene: Scene, links: readonly number[], { theme, zoom }: LineStyle): void {
  const { from, to, x, y } = scene;
  ctx.strokeStyle = HALF_LOOKS.missing.colour[theme];
  ctx.lineWidth = 2.2 / zoom;
  ctx.beginPath();
  for (const link of links) {
    if ((scene.look[2 * link] === MISSING) === (scene.look[2 * link + 1] === MISSING)) continue;
    const [a, b] = [from[link] ?? 0, to[link] ?? 0];
    const [dx, dy] = [(x[b] ?? 0) - (x[a] ?? 0), (y[b] ?? 0) - (y[a] ?? 0)];
    const length = Math.hypot(dx, dy) || 1;
    const reach = Math.min(5, (length * zoom) / 8) / zoom;
    const [mx, my] = [(x[a] ?? 0) + dx / 2, (y[a] ?? 0) + dy / 2];
    ctx.moveTo(mx - (dy / length) * reach, my + (dx / length) * reach);
    ctx.lineTo(mx + (dy / length) * reach, my - (dx / length) * reach);
  }
  ctx.stroke();
}
