import type { HalfStatus } from '@peerscape/shared/topology';
import { HALF_OPTIONS } from '../../../lib/format/half-options.ts';
import { HALF_STATUS_STYLES, HALF_STATUSES, isNormal } from '../../../lib/format/half-status-styles.ts';
import { CARD, type Point } from '../geometry/bounds.ts';
import { toScreen } from '../geometry/view.ts';
import { farEnd, positionOf, type Scene } from '../model/scene.ts';
import { BADGE_HEIGHT } from './cards.ts';
import { drawGlyph } from './glyphs.ts';
import type { LabelDeclutter } from './label-declutter.ts';
import { type PaintContext, setScreenUnits } from './paint-context.ts';

const STATE_SIZE = 7.5;
const OPTION_SIZE = 7;

/** Returns the size of a glyph in CSS pixels: constant up to a zoom well above reading size, then growing with the cards. */
const glyphSize = (size: number, zoom: number): number => size * Math.max(1, Math.min(2, zoom / 1.3));

/** Half the size of the findings badge on the upper right corner of a card, in CSS pixels. */
const BADGE_HALF_SIZE = 8;

/** Reserves the space of the cards, so that glyphs do not cover them. */
export function reserveCards({ scene, view }: PaintContext, nodes: readonly number[], declutter: LabelDeclutter): void {
  const [halfWidth, halfHeight] = [(CARD.width / 2) * view.zoom, (CARD.height / 2) * view.zoom];
  for (const node of nodes) {
    const { x, y } = toScreen(view, positionOf(scene, node));
    const below = scene.nodes[node]?.badges.length ? (BADGE_HEIGHT / 2) * view.zoom : 0;
    declutter.reserve({ x1: x - halfWidth, y1: y - halfHeight, x2: x + halfWidth, y2: y + halfHeight + below });
    declutter.reserve(square({ x: x + halfWidth, y: y - halfHeight }, BADGE_HALF_SIZE));
  }
}

/** Candidate positions of the state glyph along its half, best first. */
const STATE_POSITIONS = [0.5, 0.68, 0.32, 0.84] as const;

/** Returns the point at `t` (0 to 1) between two points. */
export const interpolate = (from: Point, to: Point, t: number): Point => ({
  x: from.x + (to.x - from.x) * t,
  y: from.y + (to.y - from.y) * t,
});

/** One half on screen, from the edge of its VNet to the middle of the line; lengths in CSS pixels. */
interface HalfLine {
  readonly start: Point;
  readonly middle: Point;
  readonly length: number;
  /** Direction in radians. */
  readonly turn: number;
  /** Distance of the start from the centre of its VNet. */
  readonly inside: number;
}

function halfLineOf(context: PaintContext, link: number, side: 0 | 1): HalfLine {
  const { scene } = context;
  const own = (side === 0 ? scene.from[link] : scene.to[link]) ?? 0;
  return computeHalfLine(context, own, farEnd(scene, link, own));
}

/** Computes the line of the half that `own` owns, or would own, towards `far`. */
export function computeHalfLine({ scene, view, level }: PaintContext, own: number, far: number): HalfLine {
  const from = toScreen(view, positionOf(scene, own));
  const to = toScreen(view, positionOf(scene, far));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const inside = level === 'near' ? lengthInsideCard(dx / length, dy / length) * view.zoom : (scene.radius[own] ?? 0) * view.zoom;
  const start = { x: from.x + (dx / length) * inside, y: from.y + (dy / length) * inside };
  return {
    start,
    middle: { x: from.x + dx / 2, y: from.y + dy / 2 },
    length: Math.max(0, length / 2 - inside),
    turn: Math.atan2(dy, dx),
    inside,
  };
}

/** Returns the length of a line from the centre of a card to its edge in direction (`dx`, `dy`), in map units. */
const lengthInsideCard = (dx: number, dy: number): number =>
  Math.min(CARD.width / 2 / Math.max(Math.abs(dx), 1e-6), CARD.height / 2 / Math.max(Math.abs(dy), 1e-6));

/** Statuses without a glyph: Connected needs none, and a missing half has its bar at the end of the line. */
const WITHOUT_GLYPH: ReadonlySet<HalfStatus> = new Set(['connected', 'missing']);

/** Draws the status glyph of each half that needs attention; at the near level, of every half that has one. */
export function paintStateGlyphs(context: PaintContext, links: readonly number[], declutter: LabelDeclutter): void {
  const { ctx, scene, theme, palette, labelsFor } = context;
  setScreenUnits(context);
  const size = glyphSize(STATE_SIZE, context.view.zoom);
  for (const link of links) {
    for (const side of [0, 1] as const) {
      const status = HALF_STATUSES[scene.halfStatus[2 * link + side] ?? 0];
      if (!status || WITHOUT_GLYPH.has(status) || (isNormal(status) && context.level !== 'near')) continue;
      const { start, middle, length } = halfLineOf(context, link, side);
      if (length < 3 * size) continue;
      const at = STATE_POSITIONS.map((t) => interpolate(start, middle, t)).find((point) => declutter.tryReserve(square(point, size)));
      if (!at || (labelsFor && !labelsFor.links.has(link))) continue;
      const { glyph, colour } = HALF_STATUS_STYLES[status];
      context.onSubject?.({ kind: 'half', number: 2 * link + side });
      drawGlyph(ctx, glyph, at, size, { foreground: colour[theme], disc: palette.background });
    }
  }
}

/** With more lines around a VNet than this, options are only drawn when a single line is in focus. */
const MAX_LINES_WITH_OPTIONS = 40;

/** Counts the lines of the VNet at one end of a link. */
const linesAround = (scene: Scene, link: number, side: 0 | 1): number =>
  scene.linksOf[(side === 0 ? scene.from[link] : scene.to[link]) ?? 0]?.length ?? 0;

/** Returns the distance of the first option glyph from the start of the half: next to the VNet, or further out so that the glyphs of many lines do not collide. */
function firstGlyphOffset({ inside, length }: HalfLine, lines: number, size: number): number {
  const fan = (lines * (2 * size + 5)) / (2 * Math.PI) - inside;
  return Math.max(size + 5, Math.min(fan, length * 0.4));
}

/** Draws the options of each half in a row at its own end; options without space are only visible at a higher zoom. */
export function paintOptionGlyphs(context: PaintContext, links: readonly number[], declutter: LabelDeclutter): void {
  const { ctx, scene, palette, labelsFor } = context;
  setScreenUnits(context);
  const size = glyphSize(OPTION_SIZE, context.view.zoom);
  for (const link of links) {
    for (const side of [0, 1] as const) {
      const lines = linesAround(scene, link, side);
      const bits = scene.links[link]?.options[side] ?? 0;
      if (bits === 0 || (lines > MAX_LINES_WITH_OPTIONS && labelsFor?.links.size !== 1)) continue;
      const line = halfLineOf(context, link, side);
      let along = firstGlyphOffset(line, lines, size);
      context.onSubject?.({ kind: 'half', number: 2 * link + side });
      for (const option of HALF_OPTIONS) {
        if (!(bits & option.bit)) continue;
        const offset = findFreeOffset(line, along, size, declutter);
        if (offset === undefined) break;
        const turn = option.glyph === 'forwarded' ? line.turn + Math.PI : 0;
        if (!labelsFor || labelsFor.links.has(link))
          drawGlyph(ctx, option.glyph, pointAlong(line, offset), size, { foreground: palette.quiet, disc: palette.background }, turn);
        along = offset + 2 * size + 2;
      }
    }
  }
}

const pointAlong = ({ start, turn }: HalfLine, along: number): Point => ({
  x: start.x + Math.cos(turn) * along,
  y: start.y + Math.sin(turn) * along,
});

function findFreeOffset(line: HalfLine, from: number, size: number, declutter: LabelDeclutter): number | undefined {
  for (let along = from; along <= line.length - size; along += size)
    if (declutter.tryReserve(square(pointAlong(line, along), size))) return along;
  return undefined;
}

const square = ({ x, y }: Point, half: number) => ({ x1: x - half, y1: y - half, x2: x + half, y2: y + half });

/** Draws a small joint in the middle of lines that have both halves, so that a healthy line is still recognisable as two halves. */
export function paintJoints(context: PaintContext, links: readonly number[]): void {
  const { ctx, scene, view, palette, theme } = context;
  setScreenUnits(context);
  ctx.fillStyle = palette.background;
  ctx.strokeStyle = HALF_STATUS_STYLES.connected.colour[theme];
  ctx.lineWidth = 1.3;
  ctx.beginPath();
  for (const link of links) {
    if (scene.halfStatus[2 * link] === MISSING || scene.halfStatus[2 * link + 1] === MISSING) continue;
    const [a, b] = [positionOf(scene, scene.from[link] ?? 0), positionOf(scene, scene.to[link] ?? 0)];
    const { x, y } = toScreen(view, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    ctx.moveTo(x + 2.6, y);
    ctx.arc(x, y, 2.6, 0, 2 * Math.PI);
  }
  ctx.fill();
  ctx.stroke();
}

const MISSING = HALF_STATUSES.indexOf('missing');
