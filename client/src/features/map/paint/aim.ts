import type { Point } from '../geometry/room.ts';
import { toScreen } from '../geometry/view.ts';
import { handleAt } from '../model/handle.ts';
import { type Ink, inScreenUnits, type Painting } from './canvas.ts';
import { paintRing } from './shapes.ts';
import { halfLineBetween } from './signs.ts';

/** A rubber band from a VNet to a point on the map, or to the VNet that it snapped to. `from` and `over` are VNet indexes. */
export interface Aim {
  readonly from: number;
  readonly to: Point;
  readonly over: number | undefined;
  /** Azure would accept the peering; otherwise the rubber band is drawn in the warning colour. */
  readonly fits: boolean;
}

const WIDTH = 2.4;
const DOT = 4.5;

/** Draws the rubber band: dotted with a dot at its free end, or solid with a ring around the VNet that it snapped to. */
export function paintAim(context: Painting, { from, to, over, fits }: Aim): void {
  const { ctx, scene, palette, view } = context;
  const colour = fits ? palette.focus : palette.warning;
  const [start, end] =
    over === undefined ? [toScreen(view, handleAt(scene, from, view.zoom)), toScreen(view, to)] : edgePoints(context, from, over);
  if (over !== undefined) paintRing({ ...context, palette: { ...palette, focus: colour } }, over);
  inScreenUnits(context);
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineCap = 'round';
  strokeLine(ctx, start, end, 9, 0.16, []);
  strokeLine(ctx, start, end, WIDTH, 1, fits && over !== undefined ? [] : [1, 6]);
  ctx.beginPath();
  ctx.arc(end.x, end.y, DOT, 0, 2 * Math.PI);
  ctx.fill();
}

const edgePoints = (context: Painting, from: number, over: number): readonly [Point, Point] => [
  halfLineBetween(context, from, over).start,
  halfLineBetween(context, over, from).start,
];

function strokeLine(ctx: Ink, from: Point, to: Point, width: number, alpha: number, dash: readonly number[]): void {
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
