import { halfSizeAt } from '../level.ts';
import type { Palette } from '../palette.ts';
import type { Box } from '../placement/room.ts';
import { ROLES, type Scene } from '../scene.ts';

/** The VNets whose card touches that part of the map. */
export function nodesIn(scene: Scene, box: Box, margin: number): number[] {
  const inside: number[] = [];
  for (let i = 0; i < scene.x.length; i++) {
    const [x, y] = [scene.x[i] ?? 0, scene.y[i] ?? 0];
    if (x > box.x1 - margin && x < box.x2 + margin && y > box.y1 - margin && y < box.y2 + margin) inside.push(i);
  }
  return inside;
}

const GHOST = ROLES.indexOf('ghost');

/** Draws VNets as plain shapes coloured by role: squares for hubs, discs for the others, hollow for ghosts. */
export function paintShapes(ctx: CanvasRenderingContext2D, scene: Scene, nodes: readonly number[], palette: Palette, zoom: number): void {
  ROLES.forEach((role, number) => {
    if (number === GHOST) return;
    ctx.fillStyle = palette.role[role];
    ctx.beginPath();
    for (const node of nodes) if (scene.role[node] === number) addShape(ctx, scene, node, zoom, role === 'hub');
    ctx.fill();
  });
  const ghosts = nodes.filter((node) => scene.role[node] === GHOST);
  ctx.fillStyle = palette.background;
  ctx.strokeStyle = palette.role.ghost;
  ctx.lineWidth = 1.4 / zoom;
  ctx.setLineDash([3 / zoom, 2 / zoom]);
  ctx.beginPath();
  for (const node of ghosts) addShape(ctx, scene, node, zoom, false);
  ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
}

function addShape(ctx: CanvasRenderingContext2D, scene: Scene, node: number, zoom: number, square: boolean): void {
  const [x, y, r] = [scene.x[node] ?? 0, scene.y[node] ?? 0, halfSizeAt(zoom, scene.radius[node] ?? 0).width];
  if (square && r * zoom > 5) ctx.roundRect(x - r, y - r, 2 * r, 2 * r, r * 0.4);
  else if (r * zoom < 3.5) ctx.rect(x - r, y - r, 2 * r, 2 * r);
  else {
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, 2 * Math.PI);
  }
}
