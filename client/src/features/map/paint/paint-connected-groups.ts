import { toScreen } from '../geometry/view.ts';
import type { ConnectedGroupAnnotation } from '../model/connected-group-annotations.ts';
import { positionOf } from '../model/scene.ts';
import type { LabelDeclutter } from './label-declutter.ts';
import { type PaintContext, setMapUnits, setScreenUnits } from './paint-context.ts';
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

/** Draws the names of connected groups: above the outline, or where the spokes meet. */
export function paintConnectedGroupLabels(
  context: PaintContext,
  groups: readonly ConnectedGroupAnnotation[],
  declutter: LabelDeclutter,
): void {
  const { ctx, palette, view, labelsFor } = context;
  setScreenUnits(context);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const { name, outline: corners, middle } of groups) {
    const { text, width } = fitText(ctx, name, font(SIZE, 600), 180);
    const at = toScreen(view, corners ? { x: middle.x, y: Math.min(...corners.map(({ y }) => y)) } : middle);
    const y = corners ? at.y - SIZE * 0.8 : at.y;
    const box = { x1: at.x - width / 2 - 2, y1: y - SIZE * 0.7, x2: at.x + width / 2 + 2, y2: y + SIZE * 0.7 };
    if (!declutter.tryReserve(box) || labelsFor) continue;
    ctx.lineJoin = 'round';
    ctx.lineWidth = 3;
    ctx.strokeStyle = palette.halo;
    ctx.strokeText(text, at.x, y);
    ctx.fillStyle = palette.connectedGroup.line;
    ctx.fillText(text, at.x, y);
  }
}
