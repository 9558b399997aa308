import type { Box } from '../geometry/bounds.ts';
import { halfSizeOf, ROLES, type Scene } from '../model/scene.ts';
import { type PaintContext, setMapUnits } from './paint-context.ts';

const GHOST = ROLES.indexOf('ghost');
const HUB = ROLES.indexOf('hub');

/** Finds the VNets that are visible in `box`, by index. */
export function findNodesInBox(scene: Scene, box: Box): number[] {
  const inside: number[] = [];
  const [halfWidth, halfHeight] = [scene.card.width / 2, scene.card.height];
  for (let i = 0; i < scene.x.length; i++) {
    const [x, y] = [scene.x[i] ?? 0, scene.y[i] ?? 0];
    if (x > box.x1 - halfWidth && x < box.x2 + halfWidth && y > box.y1 - halfHeight && y < box.y2 + halfHeight) inside.push(i);
  }
  return inside;
}

/** Draws VNets as plain shapes coloured by role: squares for hubs, discs for others, hollow for ghosts. */
export function paintShapes(context: PaintContext, nodes: readonly number[]): void {
  const { ctx, scene, palette } = context;
  setMapUnits(context);
  ROLES.forEach((role, index) => {
    if (index === GHOST) return;
    ctx.fillStyle = palette.role[role];
    traceShapes(context, nodes, index);
    ctx.fill();
  });
  if (nodes.some((node) => scene.role[node] === GHOST)) paintGhosts(context, nodes);
}

function paintGhosts(context: PaintContext, nodes: readonly number[]): void {
  const { ctx, palette, view } = context;
  ctx.fillStyle = palette.background;
  ctx.strokeStyle = palette.role.ghost;
  ctx.lineWidth = 1.4 / view.zoom;
  ctx.setLineDash([3 / view.zoom, 2 / view.zoom]);
  traceShapes(context, nodes, GHOST);
  ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
}

function traceShapes({ ctx, scene, view, onSubject }: PaintContext, nodes: readonly number[], role: number): void {
  ctx.beginPath();
  for (const node of nodes) {
    if (scene.role[node] !== role) continue;
    onSubject?.({ kind: 'vnet', number: node });
    const [x, y, r] = [scene.x[node] ?? 0, scene.y[node] ?? 0, halfSizeOf(scene, node, view.zoom).width];
    if (role === HUB && r * view.zoom > 5) ctx.roundRect(x - r, y - r, 2 * r, 2 * r, r * 0.4);
    else if (r * view.zoom < 2.1) ctx.rect(x - r, y - r, 2 * r, 2 * r);
    else {
      ctx.moveTo(x + r, y);
      ctx.arc(x, y, r, 0, 2 * Math.PI);
    }
  }
}

/** Covers VNets with the colour of the background, so that they are paler than others, and what is below them stays hidden. */
export function paintVeils(context: PaintContext, nodes: readonly number[], alpha: number): void {
  if (nodes.length === 0) return;
  const { ctx, scene, palette, view, level } = context;
  setMapUnits(context);
  const before = ctx.globalAlpha;
  ctx.globalAlpha = before * alpha;
  ctx.fillStyle = palette.background;
  ctx.beginPath();
  for (const node of nodes) {
    const { width, height } = halfSizeOf(scene, node, view.zoom);
    const margin = 1 / view.zoom;
    const corner = level === 'near' ? 9 : width;
    const [x, y] = [(scene.x[node] ?? 0) - width - margin, (scene.y[node] ?? 0) - height - margin];
    ctx.roundRect(x, y, 2 * (width + margin), 2 * (height + margin), scene.role[node] === HUB ? width * 0.4 : corner);
  }
  ctx.fill();
  ctx.globalAlpha = before;
}

/** Gap and width of a ring, in CSS pixels. */
export interface RingStyle {
  readonly gap: number;
  readonly width: number;
  /** Lengths of dashes and gaps in CSS pixels; solid by default. */
  readonly dash?: readonly number[];
}

/** Draws a ring around a VNet; by default the ring of the focused VNet. */
export function paintRing(context: PaintContext, node: number, ring: RingStyle = { gap: 4, width: 2.5 }): void {
  const { ctx, scene, palette, view, level } = context;
  const { width, height } = halfSizeOf(scene, node, view.zoom);
  const gap = ring.gap / view.zoom;
  const [x, y] = [scene.x[node] ?? 0, scene.y[node] ?? 0];
  setMapUnits(context);
  ctx.strokeStyle = palette.focus;
  ctx.lineWidth = ring.width / view.zoom;
  ctx.setLineDash((ring.dash ?? []).map((length) => length / view.zoom));
  ctx.beginPath();
  const corner = level === 'near' ? 9 + gap : scene.role[node] === HUB ? width * 0.4 + gap : width + gap;
  ctx.roundRect(x - width - gap, y - height - gap, 2 * (width + gap), 2 * (height + gap), corner);
  ctx.stroke();
  ctx.setLineDash([]);
}
