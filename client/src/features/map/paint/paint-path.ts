import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import { PATH_STYLES } from '../../../lib/format/path-styles.ts';
import type { Point } from '../geometry/bounds.ts';
import type { DetailLevel } from '../geometry/detail-level.ts';
import {
  directionOn,
  endOfPolyline,
  lengthOfPolyline,
  mapPolyline,
  type Polyline,
  pointOn,
  reversePolyline,
} from '../geometry/polyline.ts';
import { toScreen } from '../geometry/view.ts';
import { exitOf, lineBetween } from '../model/link-lines.ts';
import { halfSizeOf, positionOf } from '../model/scene.ts';
import type { ScenePath } from '../model/scene-path.ts';
import { drawGlyph } from './glyphs.ts';
import type { LabelDeclutter } from './label-declutter.ts';
import { CORNER_CUT } from './lines.ts';
import { type PaintContext, setScreenUnits } from './paint-context.ts';
import { traceLine } from './trace-outline.ts';

const WIDTH = 3;
/** Distance from the line of the peering, on the right-hand side, so that both directions and the glyphs on a near line stay visible. */
const OFFSETS: Readonly<Record<DetailLevel, number>> = { near: 10, mid: 6, far: 5 };
/** Distance of the ends of a leg from the cards, which leaves space for their rings. */
const GAP = 12;
/** Length and half the width of an arrowhead. */
const ARROW = { length: 11, width: 6 } as const;
/** Positions of the arrowheads along a leg: two on a long one, none on one that is hardly longer than its arrowhead. */
const arrowsOn = (length: number): readonly number[] => (length > 120 ? [0.3, 0.75] : length > 2 * ARROW.length ? [0.55] : []);
/** Length of the line from the last VNet towards the one that packets do not reach. */
const STUB = 34;
const MARK_SIZE = 9;

/** Glyph and half status whose colour marks each end. */
const END_MARKS = {
  dropped: { glyph: 'cross', status: 'disconnected' },
  unknown: { glyph: 'question', status: 'unknown' },
} as const;

/** Draws the path of an answer beside the lines of its peerings, and marks where it ends before its destination. */
export function paintPath(context: PaintContext, { legs, end }: ScenePath): void {
  const { ctx, palette, view } = context;
  setScreenUnits(context);
  ctx.lineCap = 'round';
  ctx.strokeStyle = palette.highlight;
  ctx.fillStyle = palette.highlight;
  for (const { from, to, way } of legs) {
    const line = legLine(context, from, to);
    ctx.lineWidth = WIDTH;
    ctx.setLineDash([...PATH_STYLES[way].dash]);
    ctx.beginPath();
    traceLine(ctx, line, CORNER_CUT * view.zoom);
    ctx.stroke();
    ctx.setLineDash([]);
    for (const position of arrowsOn(lengthOfPolyline(line))) paintArrow(context, pointOn(line, position), directionOn(line, position));
  }
  ctx.lineCap = 'butt';
  if (end) paintEnd(context, end);
}

/** Reserves the lines of a path, so that labels do not cover them. */
export function reservePath(context: PaintContext, { legs }: ScenePath, declutter: LabelDeclutter): void {
  for (const { from, to } of legs) {
    const line = legLine(context, from, to);
    for (const [i, point] of line.slice(1).entries()) declutter.addSegment(line[i] ?? point, point, [from, to]);
  }
}

/** Returns the line of a leg on screen, from card to card, beside the line of the peering. */
function legLine({ scene, view, isClose, level }: PaintContext, from: number, to: number): Polyline {
  const whole = lineBetween(scene, from, to, isClose);
  const around = (node: number) => {
    const { width, height } = halfSizeOf(scene, node, view.zoom);
    return { width: width + GAP / view.zoom, height: height + GAP / view.zoom };
  };
  const fromCard = endOfPolyline(whole, exitOf(whole, around(from)));
  const reversed = reversePolyline(whole);
  const entry = 1 - exitOf(reversed, around(to));
  const [first, last] = [toScreen(view, fromCard[0]), toScreen(view, pointOn(whole, entry))];
  const [start, ...others] = mapPolyline(fromCard, (point) => toScreen(view, point));
  const offset = OFFSETS[level];
  const angle = Math.atan2(last.y - first.y, last.x - first.x);
  const shift = (point: Point): Point => ({ x: point.x - offset * Math.sin(angle), y: point.y + offset * Math.cos(angle) });
  return [shift(start), ...others.slice(0, -1).map(shift), shift(last)];
}

function paintArrow({ ctx }: PaintContext, at: Point, angle: number): void {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corner = (along: number, across: number) => [at.x + along * cos - across * sin, at.y + along * sin + across * cos] as const;
  ctx.beginPath();
  ctx.moveTo(...corner(ARROW.length / 2, 0));
  ctx.lineTo(...corner(-ARROW.length / 2, ARROW.width));
  ctx.lineTo(...corner(-ARROW.length / 2, -ARROW.width));
  ctx.closePath();
  ctx.fill();
}

/** Draws a short line from the last VNet towards the one that packets do not reach, or to its right, with a mark at its end. */
function paintEnd(context: PaintContext, { node, towards, outcome }: NonNullable<ScenePath['end']>): void {
  const { ctx, scene, view, theme, palette } = context;
  const { glyph, status } = END_MARKS[outcome];
  const colour = HALF_STATUS_STYLES[status].colour[theme];
  const centre = positionOf(scene, node);
  const size = halfSizeOf(scene, node, view.zoom);
  const target = towards === undefined ? { x: centre.x + 2 * size.width, y: centre.y } : positionOf(scene, towards);
  const line: Polyline = [centre, target];
  const start = toScreen(view, pointOn(line, exitOf(line, size)));
  const angle = directionOn(line, 0);
  const mark = { x: start.x + STUB * Math.cos(angle), y: start.y + STUB * Math.sin(angle) };
  ctx.strokeStyle = colour;
  ctx.lineWidth = WIDTH;
  ctx.beginPath();
  ctx.moveTo(start.x, start.y);
  ctx.lineTo(mark.x, mark.y);
  ctx.stroke();
  drawGlyph(ctx, glyph, mark, MARK_SIZE, { foreground: palette.background, disc: colour });
}
