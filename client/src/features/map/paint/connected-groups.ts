import { toScreen } from '../geometry/view.ts';
import type { StandingGroup } from '../model/connected-groups.ts';
import { pointOf } from '../model/scene.ts';
import { inMapUnits, inScreenUnits, type Painting } from './canvas.ts';
import type { Crowd } from './crowd.ts';
import { outline } from './outline.ts';
import { fitted, font } from './text.ts';

/** Round dots, as no half of a peering has them. */
const DOTS = { width: 2.4, lengths: [0, 6] } as const;
const SIZE = 11;

/** Draws connected groups below all peerings: a soft outline around members that stand together, dotted spokes to those that do not. */
export function paintConnectedGroups(painting: Painting, groups: readonly StandingGroup[]): void {
  const { ctx, palette, view } = painting;
  inMapUnits(painting);
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.lineWidth = DOTS.width / view.zoom;
  ctx.setLineDash(DOTS.lengths.map((length) => length / view.zoom));
  ctx.strokeStyle = palette.connectedGroup.line;
  ctx.fillStyle = palette.connectedGroup.area;
  for (const group of groups) {
    ctx.beginPath();
    if (group.outline) outline(ctx, group.outline, 18);
    else spokes(painting, group);
    if (group.outline) ctx.fill();
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.lineCap = 'butt';
}

function spokes({ ctx, scene }: Painting, { members, middle }: StandingGroup): void {
  for (const node of members) {
    const { x, y } = pointOf(scene, node);
    ctx.moveTo(middle.x, middle.y);
    ctx.lineTo(x, y);
  }
}

/** Writes their names: above an outline, or where the spokes meet. */
export function paintGroupNames(painting: Painting, groups: readonly StandingGroup[], crowd: Crowd): void {
  const { ctx, palette, view, only } = painting;
  inScreenUnits(painting);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const { name, outline: corners, middle } of groups) {
    const { text, width } = fitted(ctx, name, font(SIZE, 600), 180);
    const at = toScreen(view, corners ? { x: middle.x, y: Math.min(...corners.map(({ y }) => y)) } : middle);
    const y = corners ? at.y - SIZE * 0.8 : at.y;
    const box = { x1: at.x - width / 2 - 2, y1: y - SIZE * 0.7, x2: at.x + width / 2 + 2, y2: y + SIZE * 0.7 };
    if (!crowd.claim(box) || only) continue;
    ctx.lineJoin = 'round';
    ctx.lineWidth = 3;
    ctx.strokeStyle = palette.halo;
    ctx.strokeText(text, at.x, y);
    ctx.fillStyle = palette.connectedGroup.line;
    ctx.fillText(text, at.x, y);
  }
}
