import { halfSizeAt } from '../geometry/level.ts';
import type { Box } from '../geometry/room.ts';
import { toScreen } from '../geometry/view.ts';
import { pointOf, ROLES, type Scene } from '../model/scene.ts';
import { inScreenUnits, type Painting } from './canvas.ts';
import type { Crowd } from './crowd.ts';
import { fitted, font } from './text.ts';

const HUB = ROLES.indexOf('hub');
const MAX_LABELS = 400;
/** Below `LANDMARK_ZOOM` only this many landmarks are named. */
const MAX_LANDMARKS = 26;
const LANDMARK_ZOOM = 0.1;
const MAX_WIDTH = 150;
const LINE_HEIGHT = 14;

/** Returns the VNet indexes by label priority: hubs first, then by number of peerings. */
export function byImportance(scene: Scene): Uint32Array {
  const weight = (i: number) => (scene.role[i] === HUB ? 1e6 : 0) + (scene.linksOf[i]?.length ?? 0);
  return Uint32Array.from(scene.nodes, (_, i) => i).sort((p, q) => weight(q) - weight(p) || p - q);
}

/** Reserves the space of the shapes, so that labels do not cover them. */
export function takeShapes({ scene, view }: Painting, nodes: readonly number[], declutter: Crowd): void {
  for (const node of nodes) {
    const { x, y } = toScreen(view, pointOf(scene, node));
    const half = halfSizeAt(view.zoom, scene.radius[node] ?? 0).width * view.zoom;
    declutter.take({ x1: x - half, y1: y - half, x2: x + half, y2: y + half });
  }
}

/** Draws names below their shapes, or above where there is no space below. `nodes` come in label priority; a name that would overlap another is left out. */
export function paintNames(context: Painting, nodes: Iterable<number>, declutter: Crowd): void {
  const { ctx, scene, palette, level, view, only } = context;
  inScreenUnits(context);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3;
  ctx.strokeStyle = palette.halo;
  const limit = view.zoom < LANDMARK_ZOOM ? MAX_LANDMARKS : MAX_LABELS;
  let drawn = 0;
  for (const node of nodes) {
    if (drawn >= limit) return;
    const isHub = scene.role[node] === HUB;
    if (level === 'far' && !isHub) continue;
    const { text, width } = fitted(ctx, scene.nodes[node]?.name ?? '', font(isHub ? 12 : 11, isHub ? 600 : 400), MAX_WIDTH);
    const box = [boxBelow, boxAbove].map((boxAt) => boxAt(context, node, width)).find((free) => declutter.claim(free));
    if (!box) continue;
    drawn++;
    if (only && !only.nodes.has(node)) continue;
    ctx.fillStyle = isHub ? palette.text : palette.quiet;
    const x = (box.x1 + box.x2) / 2;
    ctx.strokeText(text, x, box.y1 + 1);
    ctx.fillText(text, x, box.y1 + 1);
  }
}

const boxAbove = (context: Painting, node: number, width: number): Box => {
  const below = boxBelow(context, node, width);
  const { y } = toScreen(context.view, pointOf(context.scene, node));
  return { ...below, y1: 2 * y - below.y2, y2: 2 * y - below.y1 };
};

function boxBelow({ scene, view }: Painting, node: number, width: number): Box {
  const { x, y } = toScreen(view, pointOf(scene, node));
  const top = y + halfSizeAt(view.zoom, scene.radius[node] ?? 0).width * view.zoom + 2;
  return { x1: x - width / 2 - 2, y1: top, x2: x + width / 2 + 2, y2: top + LINE_HEIGHT };
}
