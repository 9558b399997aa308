import { type Box, boxAround } from '../geometry/bounds.ts';
import { type Size, toScreen } from '../geometry/view.ts';
import type { ConnectedGroupAnnotation } from '../model/connected-group-annotations.ts';
import { boundingBox } from '../model/hull.ts';
import { positionOf } from '../model/scene.ts';
import type { LabelDeclutter } from './label-declutter.ts';
import { type PaintContext, setMapUnits, setScreenUnits } from './paint-context.ts';
import { drawPlacement, isBoxInside, LEADERS, legibleBounds, type PlacedLabel, placeLabel } from './place-label.ts';
import { fitText, font } from './text.ts';
import { traceOutline } from './trace-outline.ts';

/** Round dots, a line style that no half uses. */
const DOTS = { width: 2.4, lengths: [0, 6] } as const;
const SIZE = 11;

/** Draws connected groups below all peerings: an outline around members that are next to each other, dotted spokes to members that are not. */
export function paintConnectedGroups(context: PaintContext, groups: readonly ConnectedGroupAnnotation[]): void {
  const { ctx, palette, view } = context;
  setMapUnits(context);
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.lineWidth = DOTS.width / view.zoom;
  ctx.setLineDash(DOTS.lengths.map((length) => length / view.zoom));
  ctx.strokeStyle = palette.connectedGroup.line;
  ctx.fillStyle = palette.connectedGroup.area;
  for (const group of groups) {
    ctx.beginPath();
    if (group.outline) traceOutline(ctx, group.outline, 18);
    else traceSpokes(context, group);
    if (group.outline) ctx.fill();
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.lineCap = 'butt';
}

function traceSpokes({ ctx, scene }: PaintContext, { members, middle }: ConnectedGroupAnnotation): void {
  for (const node of members) {
    const { x, y } = positionOf(scene, node);
    ctx.moveTo(middle.x, middle.y);
    ctx.lineTo(x, y);
  }
}

/** Adds the outlines of connected groups, so that labels are not on them. */
export function addOutlines({ view }: PaintContext, groups: readonly ConnectedGroupAnnotation[], declutter: LabelDeclutter): void {
  for (const { outline } of groups) {
    const corners = outline?.map((corner) => toScreen(view, corner)) ?? [];
    for (const [i, corner] of corners.entries()) declutter.addSegment(corner, corners[(i + 1) % corners.length] ?? corner, NO_ENDS);
  }
}

const NO_ENDS = [-1, -1] as const;

/** Draws the names of connected groups: beside the outline, or where the spokes meet. One that only fits over lines has a background. */
export function paintConnectedGroupLabels(
  context: PaintContext,
  groups: readonly ConnectedGroupAnnotation[],
  declutter: LabelDeclutter,
): void {
  const { ctx, palette, view, labelsFor } = context;
  const bounds = legibleBounds(context);
  setScreenUnits(context);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const { name, outline, middle } of groups) {
    const { text, width } = fitText(ctx, name, font(SIZE, 600), 180);
    const size = { width: width + 4, height: SIZE * 1.4 };
    const placed = outline
      ? placeBeside(boundingBox(outline.map((corner) => toScreen(view, corner))), size, bounds, declutter)
      : placeLabel(declutter, { at: toScreen(view, middle), radius: 0 }, size, { leaders: LEADERS.slice(0, 2), background: true, bounds });
    if (!placed || labelsFor) continue;
    drawPlacement(context, placed, palette.connectedGroup.line);
    const [x, y] = [(placed.box.x1 + placed.box.x2) / 2, (placed.box.y1 + placed.box.y2) / 2];
    ctx.font = font(SIZE, 600);
    ctx.lineJoin = 'round';
    ctx.lineWidth = 3;
    ctx.strokeStyle = palette.halo;
    if (!placed.hasBackground) ctx.strokeText(text, x, y);
    ctx.fillStyle = palette.connectedGroup.line;
    ctx.fillText(text, x, y);
  }
}

/** Distances of a name from the outline, in CSS pixels: more than half the width of its dots. */
const DISTANCES = [4, 16] as const;

/** Reserves a place within bounds above, below or beside an outline, off all lines if there is one; undefined without a free place. */
function placeBeside({ x1, y1, x2, y2 }: Box, size: Size, bounds: Box, declutter: LabelDeclutter): PlacedLabel | undefined {
  const middle = { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  const candidates = DISTANCES.flatMap((gap) => {
    const [across, down] = [gap + size.width / 2, gap + size.height / 2];
    const edge = { left: x1 + size.width / 2, right: x2 - size.width / 2 };
    return [
      ...[middle.x, edge.left, edge.right].map((x) => ({ x, y: y1 - down })),
      ...[middle.x, edge.left, edge.right].map((x) => ({ x, y: y2 + down })),
      { x: x1 - across, y: middle.y },
      { x: x2 + across, y: middle.y },
    ].map((at) => boxAround(at, size));
  });
  const boxes = candidates.filter((box) => isBoxInside(bounds, box));
  const free = boxes.find((box) => !declutter.isOnLine(box) && declutter.tryReserve(box));
  const covering = free ? undefined : boxes.find((box) => declutter.tryReserve(box));
  return free ? { box: free } : covering && { box: covering, hasBackground: true };
}
