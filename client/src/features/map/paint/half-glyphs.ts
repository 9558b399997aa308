import type { HalfStatus } from '@peerscape/shared/topology';
import { HALF_OPTIONS } from '../../../lib/format/half-options.ts';
import { HALF_STATUS_STYLES, HALF_STATUSES, isNormal } from '../../../lib/format/half-status-styles.ts';
import type { Point } from '../geometry/bounds.ts';
import { directionOn, endOfPolyline, lengthOfPolyline, mapPolyline, type Polyline, pointOn } from '../geometry/polyline.ts';
import { toScreen } from '../geometry/view.ts';
import { exitOf, halfLine, halfLineBetween, lineBetween } from '../model/link-lines.ts';
import { halfSizeOf, MISSING, positionOf, type Scene } from '../model/scene.ts';
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
  const [halfWidth, halfHeight] = [(scene.card.width / 2) * view.zoom, (scene.card.height / 2) * view.zoom];
  for (const node of nodes) {
    const { x, y } = toScreen(view, positionOf(scene, node));
    const below = scene.nodes[node]?.badges.length ? (BADGE_HEIGHT / 2) * view.zoom : 0;
    declutter.reserve({ x1: x - halfWidth, y1: y - halfHeight, x2: x + halfWidth, y2: y + halfHeight + below });
    declutter.reserve(square({ x: x + halfWidth, y: y - halfHeight }, BADGE_HALF_SIZE));
  }
}

/** Candidate positions of the state glyph along its half, best first. */
const STATE_POSITIONS = [0.5, 0.68, 0.32, 0.84] as const;

/** One half on screen, from the edge of its VNet to where it meets the other half; lengths in CSS pixels. */
interface HalfLine {
  readonly line: Polyline;
  readonly length: number;
  /** Distance of the start from the centre of its VNet. */
  readonly inside: number;
}

function halfLineOf(context: PaintContext, link: number, side: 0 | 1): HalfLine {
  const { scene, isClose } = context;
  return onScreen(context, (side === 0 ? scene.from[link] : scene.to[link]) ?? 0, halfLine(scene, link, side, isClose));
}

/** Computes the line of the half that `own` owns, or would own, towards `far`. */
export const computeHalfLine = (context: PaintContext, own: number, far: number): HalfLine =>
  onScreen(context, own, halfLineBetween(context.scene, own, far, context.isClose));

function onScreen({ scene, view }: PaintContext, own: number, half: Polyline): HalfLine {
  const exit = exitOf(half, halfSizeOf(scene, own, view.zoom));
  const line = mapPolyline(endOfPolyline(half, exit), (point) => toScreen(view, point));
  const centre = toScreen(view, half[0]);
  return { line, length: lengthOfPolyline(line), inside: Math.hypot(line[0].x - centre.x, line[0].y - centre.y) };
}

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
      const { line, length } = halfLineOf(context, link, side);
      if (length < 3 * size) continue;
      const at = STATE_POSITIONS.map((t) => pointOn(line, t)).find((point) => declutter.tryReserve(square(point, size)));
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
        const turn = option.glyph === 'forwarded' ? directionOn(line.line, offset / line.length) + Math.PI : 0;
        if (!labelsFor || labelsFor.links.has(link))
          drawGlyph(ctx, option.glyph, pointAlong(line, offset), size, { foreground: palette.quiet, disc: palette.background }, turn);
        along = offset + 2 * size + 2;
      }
    }
  }
}

const pointAlong = ({ line, length }: HalfLine, along: number): Point => pointOn(line, along / length);

/** Distance within which option glyphs stay next to where they belong, in CSS pixels. */
const MAX_OPTION_SHIFT = 70;

function findFreeOffset(line: HalfLine, from: number, size: number, declutter: LabelDeclutter): number | undefined {
  for (let along = from; along <= Math.min(line.length - size, from + MAX_OPTION_SHIFT); along += size)
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
    const { x, y } = toScreen(view, pointOn(lineBetween(scene, scene.from[link] ?? 0, scene.to[link] ?? 0, context.isClose), 0.5));
    ctx.moveTo(x + 2.6, y);
    ctx.arc(x, y, 2.6, 0, 2 * Math.PI);
  }
  ctx.fill();
  ctx.stroke();
}
