import type { HalfLook } from '@peerscape/shared/topology';
import { HALF_LOOKS, isCalm, LOOKS } from '../../../lib/format/half-looks.ts';
import { HALF_OPTIONS } from '../../../lib/format/half-options.ts';
import { CARD, type Point } from '../geometry/room.ts';
import { toScreen } from '../geometry/view.ts';
import { farEnd, pointOf, type Scene } from '../model/scene.ts';
import { inScreenUnits, type Painting } from './canvas.ts';
import { BADGE_HEIGHT } from './cards.ts';
import type { Crowd } from './crowd.ts';
import { drawGlyph } from './glyphs.ts';

const STATE_SIZE = 7.5;
const OPTION_SIZE = 7;

/** Signs keep their size on screen until cards have become much larger than they are usually read; then they grow along. */
const grown = (size: number, zoom: number): number => size * Math.max(1, Math.min(2, zoom / 1.3));

/** On the upper right corner of a card stands the number of its findings. */
const CORNER = 8;

/** Keeps signs off the cards. */
export function takeCards({ scene, view }: Painting, nodes: readonly number[], crowd: Crowd): void {
  const [wide, high] = [(CARD.width / 2) * view.zoom, (CARD.height / 2) * view.zoom];
  for (const node of nodes) {
    const { x, y } = toScreen(view, pointOf(scene, node));
    const below = scene.nodes[node]?.badges.length ? (BADGE_HEIGHT / 2) * view.zoom : 0;
    crowd.take({ x1: x - wide, y1: y - high, x2: x + wide, y2: y + high + below });
    crowd.take(square({ x: x + wide, y: y - high }, CORNER));
  }
}

/** Where along its half a state's sign may stand, the best place first. */
const SPOTS = [0.5, 0.68, 0.32, 0.84] as const;

export const between = (from: Point, to: Point, t: number): Point => ({ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t });

/** One half on screen: from where it leaves its VNet to the middle of the line. */
interface HalfLine {
  readonly start: Point;
  readonly middle: Point;
  readonly length: number;
  readonly turn: number;
  /** How far from the middle of its VNet it starts. */
  readonly inside: number;
}

function halfLine(painting: Painting, link: number, side: 0 | 1): HalfLine {
  const { scene } = painting;
  const own = (side === 0 ? scene.from[link] : scene.to[link]) ?? 0;
  return halfLineBetween(painting, own, farEnd(scene, link, own));
}

/** The half that one VNet owns or would own of a line to another. */
export function halfLineBetween({ scene, view, level }: Painting, own: number, far: number): HalfLine {
  const from = toScreen(view, pointOf(scene, own));
  const to = toScreen(view, pointOf(scene, far));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const inside = level === 'near' ? insideCard(dx / length, dy / length) * view.zoom : (scene.radius[own] ?? 0) * view.zoom;
  const start = { x: from.x + (dx / length) * inside, y: from.y + (dy / length) * inside };
  return {
    start,
    middle: { x: from.x + dx / 2, y: from.y + dy / 2 },
    length: Math.max(0, length / 2 - inside),
    turn: Math.atan2(dy, dx),
    inside,
  };
}

/** How far a line in that direction runs inside the card that it starts in the middle of, in map units. */
const insideCard = (dx: number, dy: number): number =>
  Math.min(CARD.width / 2 / Math.max(Math.abs(dx), 1e-6), CARD.height / 2 / Math.max(Math.abs(dy), 1e-6));

/** Connected needs no sign, and a missing half has its bar where the line stops. */
const UNSIGNED: ReadonlySet<HalfLook> = new Set(['connected', 'missing']);

/** Draws the sign of each half that needs attention in its middle. */
export function paintStateSigns(painting: Painting, links: readonly number[], crowd: Crowd): void {
  const { ctx, scene, theme, palette, only } = painting;
  inScreenUnits(painting);
  const size = grown(STATE_SIZE, painting.view.zoom);
  for (const link of links) {
    for (const side of [0, 1] as const) {
      const look = LOOKS[scene.look[2 * link + side] ?? 0];
      if (!look || UNSIGNED.has(look) || (isCalm(look) && painting.level !== 'near')) continue;
      const { start, middle, length } = halfLine(painting, link, side);
      if (length < 3 * size) continue;
      const at = SPOTS.map((t) => between(start, middle, t)).find((spot) => crowd.claim(square(spot, size)));
      if (!at || (only && !only.links.has(link))) continue;
      const { glyph, colour } = HALF_LOOKS[look];
      painting.about?.({ kind: 'half', number: 2 * link + side });
      drawGlyph(ctx, glyph, at, size, { sign: colour[theme], disc: palette.background });
    }
  }
}

/** Around a hub with more lines than this options would only be noise; they are shown when one of its lines stands out. */
const MOST_AROUND = 40;

/** The lines around a VNet; where they are many they are near each other close to it. */
const linesAround = (scene: Scene, link: number, side: 0 | 1): number =>
  scene.linksOf[(side === 0 ? scene.from[link] : scene.to[link]) ?? 0]?.length ?? 0;

/** How far from its VNet the first sign on a half stands: beside it, or so far out that the signs of many lines fan out. */
function firstSign({ inside, length }: HalfLine, lines: number, size: number): number {
  const fan = (lines * (2 * size + 5)) / (2 * Math.PI) - inside;
  return Math.max(size + 5, Math.min(fan, length * 0.4));
}

/** Draws each half's options at its own end, one behind the other; one that finds no room is left for a closer look. */
export function paintOptionSigns(painting: Painting, links: readonly number[], crowd: Crowd): void {
  const { ctx, scene, palette, only } = painting;
  inScreenUnits(painting);
  const size = grown(OPTION_SIZE, painting.view.zoom);
  for (const link of links) {
    for (const side of [0, 1] as const) {
      const lines = linesAround(scene, link, side);
      const bits = scene.links[link]?.options[side] ?? 0;
      if (bits === 0 || (lines > MOST_AROUND && only?.links.size !== 1)) continue;
      const line = halfLine(painting, link, side);
      let along = firstSign(line, lines, size);
      painting.about?.({ kind: 'half', number: 2 * link + side });
      for (const option of HALF_OPTIONS) {
        if (!(bits & option.bit)) continue;
        const found = freePlace(line, along, size, crowd);
        if (found === undefined) break;
        const turn = option.glyph === 'forwarded' ? line.turn + Math.PI : 0;
        if (!only || only.links.has(link))
          drawGlyph(ctx, option.glyph, placeAt(line, found), size, { sign: palette.quiet, disc: palette.background }, turn);
        along = found + 2 * size + 2;
      }
    }
  }
}

const placeAt = ({ start, turn }: HalfLine, along: number): Point => ({
  x: start.x + Math.cos(turn) * along,
  y: start.y + Math.sin(turn) * along,
});

function freePlace(line: HalfLine, from: number, size: number, crowd: Crowd): number | undefined {
  for (let along = from; along <= line.length - size; along += size) if (crowd.claim(square(placeAt(line, along), size))) return along;
  return undefined;
}

const square = ({ x, y }: Point, half: number) => ({ x1: x - half, y1: y - half, x2: x + half, y2: y + half });

/** Draws a small joint in the middle of lines that have both halves, so that a line reads as two halves even where both are well. */
export function paintJoints(painting: Painting, links: readonly number[]): void {
  const { ctx, scene, view, palette, theme } = painting;
  inScreenUnits(painting);
  ctx.fillStyle = palette.background;
  ctx.strokeStyle = HALF_LOOKS.connected.colour[theme];
  ctx.lineWidth = 1.3;
  ctx.beginPath();
  for (const link of links) {
    if (scene.look[2 * link] === MISSING || scene.look[2 * link + 1] === MISSING) continue;
    const [a, b] = [pointOf(scene, scene.from[link] ?? 0), pointOf(scene, scene.to[link] ?? 0)];
    const { x, y } = toScreen(view, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    ctx.moveTo(x + 2.6, y);
    ctx.arc(x, y, 2.6, 0, 2 * Math.PI);
  }
  ctx.fill();
  ctx.stroke();
}

const MISSING = LOOKS.indexOf('missing');
