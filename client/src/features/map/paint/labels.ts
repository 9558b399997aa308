import { halfSizeAt } from '../geometry/level.ts';
import type { Box } from '../geometry/room.ts';
import { toScreen } from '../geometry/view.ts';
import { pointOf, ROLES, type Scene } from '../model/scene.ts';
import { inScreenUnits, type Painting } from './canvas.ts';
import type { Crowd } from './crowd.ts';
import { fitted, font } from './text.ts';

const HUB = ROLES.indexOf('hub');
const MOST_LABELS = 400;
/** From very far only some landmarks are named. */
const MOST_LANDMARKS = 26;
const LANDMARKS_BELOW = 0.1;
const WIDEST = 150;
const LINE_HEIGHT = 14;

/** VNets in the order in which their names deserve room: hubs, then by how many peerings they have. */
export function byImportance(scene: Scene): Uint32Array {
  const weight = (i: number) => (scene.role[i] === HUB ? 1e6 : 0) + (scene.linksOf[i]?.length ?? 0);
  return Uint32Array.from(scene.nodes, (_, i) => i).sort((p, q) => weight(q) - weight(p) || p - q);
}

/** Keeps labels off the shapes themselves. */
export function takeShapes({ scene, view }: Painting, nodes: readonly number[], crowd: Crowd): void {
  for (const node of nodes) {
    const { x, y } = toScreen(view, pointOf(scene, node));
    const half = halfSizeAt(view.zoom, scene.radius[node] ?? 0).width * view.zoom;
    crowd.take({ x1: x - half, y1: y - half, x2: x + half, y2: y + half });
  }
}

/** Writes names under shapes, the important ones first, or above where below is no room; a name that would touch another is left out. */
export function paintNames(painting: Painting, nodes: Iterable<number>, crowd: Crowd): void {
  const { ctx, scene, palette, level, view, only } = painting;
  inScreenUnits(painting);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3;
  ctx.strokeStyle = palette.halo;
  const most = view.zoom < LANDMARKS_BELOW ? MOST_LANDMARKS : MOST_LABELS;
  let written = 0;
  for (const node of nodes) {
    if (written >= most) return;
    const isHub = scene.role[node] === HUB;
    if (level === 'far' && !isHub) continue;
    const { text, width } = fitted(ctx, scene.nodes[node]?.name ?? '', font(isHub ? 12 : 11, isHub ? 600 : 400), WIDEST);
    const box = [boxBelow, boxAbove].map((boxAt) => boxAt(painting, node, width)).find((free) => crowd.claim(free));
    if (!box) continue;
    written++;
    if (only && !only.nodes.has(node)) continue;
    ctx.fillStyle = isHub ? palette.text : palette.quiet;
    const x = (box.x1 + box.x2) / 2;
    ctx.strokeText(text, x, box.y1 + 1);
    ctx.fillText(text, x, box.y1 + 1);
  }
}

const boxAbove = (painting: Painting, node: number, width: number): Box => {
  const below = boxBelow(painting, node, width);
  const { y } = toScreen(painting.view, pointOf(painting.scene, node));
  return { ...below, y1: 2 * y - below.y2, y2: 2 * y - below.y1 };
};

function boxBelow({ scene, view }: Painting, node: number, width: number): Box {
  const { x, y } = toScreen(view, pointOf(scene, node));
  const top = y + halfSizeAt(view.zoom, scene.radius[node] ?? 0).width * view.zoom + 2;
  return { x1: x - width / 2 - 2, y1: top, x2: x + width / 2 + 2, y2: top + LINE_HEIGHT };
}
