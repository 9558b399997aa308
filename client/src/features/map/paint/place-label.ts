import { type Box, contains, type Point } from '../geometry/bounds.ts';
import type { Size } from '../geometry/view.ts';
import type { LabelDeclutter, Leader } from './label-declutter.ts';
import type { PaintContext } from './paint-context.ts';

/** Place of a label on screen. */
export interface PlacedLabel {
  readonly box: Box;
  /** Ends of the leader of a label that is away from its anchor. */
  readonly leader?: Leader;
  /** The label covers lines, so it needs an opaque background. */
  readonly hasBackground?: boolean;
}

/** Limits for the place of a label: its distance from the anchor, and whether it may cover lines if there is no other place. */
export interface LabelReach {
  readonly leaders?: readonly number[];
  readonly background?: boolean;
  /** The part of the screen that the label of an anchor inside must not leave. */
  readonly bounds?: Box;
}

/** Lengths of leaders, in CSS pixels. */
export const LEADERS = [14, 28, 44, 64] as const;

/** Shape that a label names, around a point on screen. */
export interface LabelAnchor {
  readonly at: Point;
  readonly radius: number;
  /** Direction in which the label is tried first, in radians; below by default. */
  readonly direction?: number;
}

/** Directions of labels around an anchor, relative to the first one. */
const TURNS = [0, Math.PI, -Math.PI / 2, Math.PI / 2, -Math.PI / 4, Math.PI / 4, (-3 * Math.PI) / 4, (3 * Math.PI) / 4] as const;
/** Directions between these, for labels with leaders. */
const MORE_TURNS = [1, -1, 3, -3, 5, -5, 7, -7].map((turn) => (turn * Math.PI) / 8);
const GAP = 2;
/** Distances of labels over lines, in CSS pixels. */
const BACKGROUND_DISTANCES = [GAP, 12, 24, 40] as const;

/** Reserves a place for a label beside its anchor, outside other groups and off all lines, or else with a leader, or else over lines; undefined without one. */
export function placeLabel(declutter: LabelDeclutter, anchor: LabelAnchor, size: Size, reach: LabelReach = {}): PlacedLabel | undefined {
  const { leaders = [], background = false, bounds } = reach;
  const first = anchor.direction ?? Math.PI / 2;
  const boxesAt = (distance: number) =>
    [...TURNS, ...(distance > GAP ? MORE_TURNS : [])].map((turn) => boxTowards(anchor, first + turn, distance, size));
  const isCut = (box: Box) => bounds !== undefined && contains(bounds, anchor.at) && !isBoxInside(bounds, box);
  const isOutside = (box: Box) => isCut(box) || declutter.isInOtherGroup(box, anchor.at);
  const isFree = (box: Box, leader?: Leader) => !isOutside(box) && !declutter.isOnLine(box) && declutter.tryReserve(box, leader);
  for (const distance of [GAP, ...leaders]) {
    const hasLeader = distance > GAP;
    const box = boxesAt(distance).find((each) => isFree(each, hasLeader ? leaderOutside(anchor, each) : undefined));
    if (box) return { box, ...(hasLeader && { leader: leaderTo(anchor, box) }) };
  }
  const box = background ? BACKGROUND_DISTANCES.flatMap(boxesAt).find((each) => !isOutside(each) && declutter.tryReserve(each)) : undefined;
  return box && { box, hasBackground: true };
}

/** Returns the part of the screen in which labels are legible: without the strip under the controls. */
export const legibleBounds = ({ screen }: PaintContext): Box => ({ x1: 0, y1: screen.controls ?? 0, x2: screen.width, y2: screen.height });

/** Returns true if the inner box does not reach over an edge of the outer one. */
export const isBoxInside = (outer: Box, { x1, y1, x2, y2 }: Box): boolean =>
  x1 >= outer.x1 && y1 >= outer.y1 && x2 <= outer.x2 && y2 <= outer.y2;

/** Returns the box of a size in a direction, whose distance from the shape of the anchor is `distance`. */
function boxTowards({ at, radius }: LabelAnchor, direction: number, distance: number, { width, height }: Size): Box {
  const [dx, dy] = [Math.cos(direction), Math.sin(direction)];
  const x = at.x + dx * (radius + distance) + (Math.abs(dx) < 0.1 ? 0 : (Math.sign(dx) * width) / 2);
  const y = at.y + dy * (radius + distance) + (Math.abs(dy) < 0.1 ? 0 : (Math.sign(dy) * height) / 2);
  return { x1: x - width / 2, y1: y - height / 2, x2: x + width / 2, y2: y + height / 2 };
}

/** Returns a line from the shape of an anchor to the nearest point of a box. */
function leaderTo({ at, radius }: LabelAnchor, { x1, y1, x2, y2 }: Box): Leader {
  const to = { x: Math.max(x1, Math.min(x2, at.x)), y: Math.max(y1, Math.min(y2, at.y)) };
  const distance = Math.hypot(to.x - at.x, to.y - at.y) || 1;
  return [{ x: at.x + ((to.x - at.x) / distance) * radius, y: at.y + ((to.y - at.y) / distance) * radius }, to];
}

/** Returns the part of the leader that is outside the square around the shape, which the shape itself has reserved. */
function leaderOutside(anchor: LabelAnchor, box: Box): Leader {
  const [, to] = leaderTo(anchor, box);
  const { at, radius } = anchor;
  const share = Math.min(1, (radius + 0.5) / Math.max(Math.abs(to.x - at.x), Math.abs(to.y - at.y), 1));
  return [{ x: at.x + (to.x - at.x) * share, y: at.y + (to.y - at.y) * share }, to];
}

/** Draws what a label needs besides its text: its leader, and its background with a line of this colour. */
export function drawPlacement({ ctx, palette }: PaintContext, { box, leader, hasBackground }: PlacedLabel, colour: string): void {
  ctx.lineWidth = 0.8;
  ctx.strokeStyle = colour;
  if (leader) {
    ctx.beginPath();
    ctx.moveTo(leader[0].x, leader[0].y);
    ctx.lineTo(leader[1].x, leader[1].y);
    ctx.stroke();
  }
  if (!hasBackground) return;
  ctx.beginPath();
  ctx.roundRect(box.x1 - 2, box.y1 - 1, box.x2 - box.x1 + 4, box.y2 - box.y1 + 2, 5);
  ctx.fillStyle = palette.card;
  ctx.fill();
  ctx.stroke();
}
