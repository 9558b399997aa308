import { toScreen } from '../geometry/view.ts';
import { type Container, countText } from '../model/containers.ts';
import { GROUP_PADDING } from '../placement/place.ts';
import { type Ink, inMapUnits, inScreenUnits, type Painting } from './canvas.ts';
import type { Crowd } from './crowd.ts';
import { fitted, font } from './text.ts';

/** Draws the boxes of groups, below everything else. */
export function paintContainers(painting: Painting, containers: readonly Container[]): void {
  const { ctx, palette, view } = painting;
  inMapUnits(painting);
  ctx.fillStyle = palette.group;
  ctx.strokeStyle = palette.groupLine;
  ctx.lineWidth = 1 / view.zoom;
  ctx.beginPath();
  for (const { box } of containers) ctx.roundRect(box.x1, box.y1, box.x2 - box.x1, box.y2 - box.y1, Math.min(18, 10 / view.zoom));
  ctx.fill();
  ctx.stroke();
}

/** A heading has that size between these: readable from afar, not loud close up. */
const SIZE = { least: 10, most: 14 } as const;
/** Below that height a heading does not fit into its own room, and stands where the group's content leaves some. */
const LEAST_ROOM = 15;
/** A heading that is shortened to less than that tells nothing. */
const LEAST_SHORTENED = 52;

/** Writes the headings into the heads of their boxes, at the upper left; one that does not fit beside what stands there is left out. */
export function paintHeadings(painting: Painting, containers: readonly Container[], crowd: Crowd): void {
  inScreenUnits(painting);
  painting.ctx.textAlign = 'left';
  painting.ctx.textBaseline = 'middle';
  painting.ctx.lineJoin = 'round';
  for (const container of containers) paintHeading(painting, container, crowd);
}

function paintHeading(painting: Painting, { title, within, count, box, head: room }: Container, crowd: Crowd): void {
  const { ctx, palette, view, only, isWhole } = painting;
  const from = toScreen(view, { x: box.x1, y: box.y1 });
  const height = room * view.zoom;
  const edge = Math.max(4, Math.min(18, GROUP_PADDING.side * view.zoom));
  const width = (box.x2 - box.x1) * view.zoom - 2 * edge;
  const size = Math.max(SIZE.least, isWhole ? Math.floor(height * 0.4) : Math.min(SIZE.most, Math.floor(height * 0.62)));
  const head = fitted(ctx, title, font(size, 600), Math.max(0, width));
  if (head.text !== title && head.width < LEAST_SHORTENED) return;
  const tail = fitted(ctx, `  ${countText(count)}${within ? ` · ${within}` : ''}`, font(size - 1), isWhole ? width : 400);
  const whole = head.width + tail.width <= width;
  const [x, y] = [from.x + edge, from.y + Math.max(size * 0.75, isWhole ? height / 2 : Math.min(26, height / 2))];
  const taken = { x1: x - 2, y1: y - size * 0.7, x2: x + head.width + (whole ? tail.width : 0) + 2, y2: y + size * 0.7 };
  if (height >= LEAST_ROOM) crowd.take(taken);
  else if (!crowd.claim(taken)) return;
  if (only) return;
  ctx.lineWidth = 3;
  ctx.strokeStyle = palette.halo;
  write(ctx, head.text, { x, y, font: font(size, 600), colour: palette.text });
  if (whole) write(ctx, tail.text, { x: x + head.width, y, font: font(size - 1), colour: palette.quiet });
}

function write(ctx: Ink, text: string, at: { x: number; y: number; font: string; colour: string }): void {
  ctx.font = at.font;
  ctx.strokeText(text, at.x, at.y);
  ctx.fillStyle = at.colour;
  ctx.fillText(text, at.x, at.y);
}
