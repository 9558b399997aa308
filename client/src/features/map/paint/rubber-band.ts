import type { Point } from '../geometry/bounds.ts';
import { toScreen } from '../geometry/view.ts';
import { handlePosition } from '../model/handle-position.ts';
import { computeHalfLine } from './half-glyphs.ts';
import { type DrawingContext, type PaintContext, setScreenUnits } from './paint-context.ts';
import { paintRing } from './shapes.ts';

/** A rubber band from a VNet to a point on the map, or to the VNet that it snapped to. `from` and `over` are VNet indexes. */
export interface RubberBand {
  readonly from: number;
  readonly to: Point;
  readonly snapTarget: number | undefined;
  /** Azure would accept the peering; otherwise the rubber band is drawn in the warning colour. */
  readonly isAllowed: boolean;
}

const WIDTH = 2.4;
const DOT = 4.5;

/** Draws the rubber band: dotted with a dot at its free end, or solid with a ring around the VNet that it snapped to. */
export function paintRubberBand(context: PaintContext, { from, to, snapTarget, isAllowed }: RubberBand): void {
  const { ctx, scene, palette, view } = context;
  const colour = isAllowed ? palette.focus : palette.warning;
  const [start, end] =
    snapTarget === undefined
      ? [toScreen(view, handlePosition(scene, from, view.zoom)), toScreen(view, to)]
      : edgePoints(context, from, snapTarget);
  if (snapTarget !== undefined) paintRing({ ...context, palette: { ...palette, focus: colour } }, snapTarget);
  setScreenUnits(context);
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineCap = 'round';
  strokeLine(ctx, start, end, 9, 0.16, []);
  strokeLine(ctx, start, end, WIDTH, 1, isAllowed && snapTarget !== undefined ? [] : [1, 6]);
  ctx.beginPath();
  ctx.arc(end.x, end.y, DOT, 0, 2 * Math.PI);
  ctx.fill();
}

const edgePoints = (context: PaintContext, from: number, over: number): readonly [Point, Point] => [
  computeHalfLine(context, from, over).line[0],
  computeHalfLine(context, over, from).line[0],
];

function strokeLine(ctx: DrawingContext, from: Point, to: Point, width: number, alpha: number, dash: readonly number[]): void {
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
