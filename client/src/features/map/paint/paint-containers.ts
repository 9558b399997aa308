import { toScreen } from '../geometry/view.ts';
import { type Container, formatVNetCount } from '../model/containers.ts';
import { GROUP_PADDING } from '../placement/place.ts';
import type { LabelDeclutter } from './label-declutter.ts';
import { type DrawingContext, type PaintContext, setMapUnits, setScreenUnits } from './paint-context.ts';
import { fitText, font } from './text.ts';

/** Draws the containers of groups, below everything else. */
export function paintContainers(context: PaintContext, containers: readonly Container[]): void {
  const { ctx, palette, view } = context;
  setMapUnits(context);
  ctx.fillStyle = palette.group;
  ctx.strokeStyle = palette.groupLine;
  ctx.lineWidth = 1 / view.zoom;
  ctx.beginPath();
  for (const { box } of containers) ctx.roundRect(box.x1, box.y1, box.x2 - box.x1, box.y2 - box.y1, Math.min(18, 10 / view.zoom));
  ctx.fill();
  ctx.stroke();
}

/** Font size limits of a heading in CSS pixels: readable at low zoom, unobtrusive at high zoom. */
const SIZE = { min: 10, max: 14 } as const;
/** Below this height a heading does not fit its reserved space and is only drawn where the group's content leaves room. */
const MIN_HEADING_HEIGHT = 15;
/** A heading shortened to less than this width is not useful and is left out. */
const MIN_SHORTENED_WIDTH = 52;

/** Draws the heading of each container at its upper left; a heading that collides with other content is left out. */
export function paintHeadings(context: PaintContext, containers: readonly Container[], declutter: LabelDeclutter): void {
  setScreenUnits(context);
  context.ctx.textAlign = 'left';
  context.ctx.textBaseline = 'middle';
  for (const container of containers) paintHeading(context, container, declutter);
}

function paintHeading(
  context: PaintContext,
  { title, within, count, total, box, head: headingHeight }: Container,
  declutter: LabelDeclutter,
): void {
  const { ctx, palette, view, labelsFor, isWhole } = context;
  const from = toScreen(view, { x: box.x1, y: box.y1 });
  const height = headingHeight * view.zoom;
  const padding = Math.max(4, Math.min(18, GROUP_PADDING.side * view.zoom));
  const width = (box.x2 - box.x1) * view.zoom - 2 * padding;
  const size = Math.max(SIZE.min, isWhole ? Math.floor(height * 0.4) : Math.min(SIZE.max, Math.floor(height * 0.62)));
  const fittedTitle = fitText(ctx, title, font(size, 600), Math.max(0, width));
  if (fittedTitle.text !== title && fittedTitle.width < MIN_SHORTENED_WIDTH) return;
  const detail = fitText(
    ctx,
    `  ${formatVNetCount({ count, total })}${within ? ` · ${within}` : ''}`,
    font(size - 1),
    isWhole ? width : 400,
  );
  const showsDetail = fittedTitle.width + detail.width <= width;
  const [x, y] = [from.x + padding, from.y + Math.max(size * 0.75, isWhole ? height / 2 : Math.min(26, height / 2))];
  const bounds = { x1: x - 2, y1: y - size * 0.7, x2: x + fittedTitle.width + (showsDetail ? detail.width : 0) + 2, y2: y + size * 0.7 };
  if (height >= MIN_HEADING_HEIGHT) declutter.reserve(bounds);
  else if (!declutter.tryReserve(bounds)) return;
  if (labelsFor) return;
  ctx.fillStyle = palette.groupHeading;
  ctx.beginPath();
  ctx.roundRect(bounds.x1 - 2, bounds.y1, bounds.x2 - bounds.x1 + 4, bounds.y2 - bounds.y1, 4);
  ctx.fill();
  drawText(ctx, fittedTitle.text, { x, y, font: font(size, 600), colour: palette.text });
  if (showsDetail) drawText(ctx, detail.text, { x: x + fittedTitle.width, y, font: font(size - 1), colour: palette.quiet });
}

function drawText(ctx: DrawingContext, text: string, at: { x: number; y: number; font: string; colour: string }): void {
  ctx.font = at.font;
  ctx.fillStyle = at.colour;
  ctx.fillText(text, at.x, at.y);
}
