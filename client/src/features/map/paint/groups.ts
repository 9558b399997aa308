import { type Container, countText } from '../containers.ts';
import { GROUP_PADDING } from '../placement/place.ts';
import { toScreen } from '../view.ts';
import { inMapUnits, inScreenUnits, type Painting } from './canvas.ts';
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

/** Writes the headings: in the box's head where it is high enough, else across its middle like a country's name. */
export function paintHeadings(painting: Painting, containers: readonly Container[], crowd: Crowd): void {
  const { view } = painting;
  inScreenUnits(painting);
  const inHead = GROUP_PADDING.top * view.zoom >= 20;
  for (const container of containers) {
    const from = toScreen(view, { x: container.box.x1, y: container.box.y1 });
    const to = toScreen(view, { x: container.box.x2, y: container.box.y2 });
    if (inHead) paintInHead(painting, container, from, to.x - from.x, crowd);
    else paintAcross(painting, container, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, to.x - from.x, crowd);
  }
}

function paintInHead(
  { ctx, palette, view, only }: Painting,
  { title, within, count }: Container,
  from: { x: number; y: number },
  width: number,
  crowd: Crowd,
): void {
  const edge = Math.min(18, GROUP_PADDING.side * view.zoom);
  const tail = `  ${countText(count)}${within ? ` · ${within}` : ''}`;
  const tailFit = fitted(ctx, tail, font(12), 400);
  const room = width - 2 * edge;
  const head = fitted(ctx, title, font(13, 600), Math.max(30, room));
  const y = from.y + Math.min(26, (GROUP_PADDING.top * view.zoom) / 2);
  const x = from.x + edge;
  const whole = head.width + tailFit.width <= room;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  crowd.take({ x1: x, y1: y - 9, x2: x + head.width + (whole ? tailFit.width : 0), y2: y + 9 });
  if (only) return;
  ctx.font = font(13, 600);
  ctx.fillStyle = palette.text;
  ctx.fillText(head.text, x, y);
  if (!whole) return;
  ctx.font = font(12);
  ctx.fillStyle = palette.quiet;
  ctx.fillText(tail, x + head.width, y);
}

function paintAcross(
  { ctx, palette, only }: Painting,
  { title, count }: Container,
  at: { x: number; y: number },
  width: number,
  crowd: Crowd,
): void {
  const size = Math.max(11, Math.min(17, width / 12));
  const head = fitted(ctx, title, font(size, 600), Math.max(width - 8, 0));
  if (head.width < 24 && head.text !== title) return;
  const high = size * 1.3;
  const withCount = width > 90;
  const box = {
    x1: at.x - head.width / 2 - 3,
    x2: at.x + head.width / 2 + 3,
    y1: at.y - high / 2,
    y2: at.y + high * (withCount ? 1.5 : 0.5),
  };
  if (!crowd.claim(box) || only) return;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4;
  ctx.strokeStyle = palette.halo;
  ctx.fillStyle = palette.text;
  ctx.strokeText(head.text, at.x, at.y);
  ctx.fillText(head.text, at.x, at.y);
  if (!withCount) return;
  ctx.font = font(11);
  ctx.fillStyle = palette.quiet;
  ctx.strokeText(countText(count), at.x, at.y + high * 0.95);
  ctx.fillText(countText(count), at.x, at.y + high * 0.95);
}
