import type { Point } from '../geometry/room.ts';
import { toScreen } from '../geometry/view.ts';
import { handleAt } from '../model/handle.ts';
import { type Ink, inScreenUnits, type Painting } from './canvas.ts';
import { paintRing } from './shapes.ts';
import { halfLineBetween } from './signs.ts';

/** A rubber band from a VNet to a place of the map, or to the VNet that it has snapped to. */
export interface Aim {
  readonly from: number;
  readonly to: Point;
  readonly over: number | undefined;
  /** Whether Azure would take it; what it would not is drawn as a warning. */
  readonly fits: boolean;
}

const WIDTH = 2.4;
const DOT = 4.5;

/** Draws the rubber band: a light line with a dot at its loose end, whole and ringed where it has snapped to a VNet. */
export function paintAim(painting: Painting, { from, to, over, fits }: Aim): void {
  const { ctx, scene, palette, view } = painting;
  const colour = fits ? palette.focus : palette.warning;
  const [start, end] =
    over === undefined ? [toScreen(view, handleAt(scene, from, view.zoom)), toScreen(view, to)] : edges(painting, from, over);
  if (over !== undefined) paintRing({ ...painting, palette: { ...palette, focus: colour } }, over);
  inScreenUnits(painting);
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineCap = 'round';
  line(ctx, start, end, 9, 0.16, []);
  line(ctx, start, end, WIDTH, 1, fits && over !== undefined ? [] : [1, 6]);
  ctx.beginPath();
  ctx.arc(end.x, end.y, DOT, 0, 2 * Math.PI);
  ctx.fill();
}

const edges = (painting: Painting, from: number, over: number): readonly [Point, Point] => [
  halfLineBetween(painting, from, over).start,
  halfLineBetween(painting, over, from).start,
];

function line(ctx: Ink, from: Point, to: Point, width: number, alpha: number, dash: readonly number[]): void {
  ctx.globalAlpha = alpha;
  ctx.lineWidth = width;
  ctx.setLineDash([...dash]);
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}
