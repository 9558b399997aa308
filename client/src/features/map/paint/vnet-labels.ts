import type { Box } from '../geometry/bounds.ts';
import { toScreen } from '../geometry/view.ts';
import { halfSizeOf, positionOf, ROLES, type Scene } from '../model/scene.ts';
import type { LabelDeclutter } from './label-declutter.ts';
import { type PaintContext, setScreenUnits } from './paint-context.ts';
import { fitText, font } from './text.ts';

const HUB = ROLES.indexOf('hub');
const MAX_LABELS = 400;
/** Below `LANDMARK_ZOOM` only this many landmarks are named. */
const MAX_LANDMARKS = 26;
const LANDMARK_ZOOM = 0.1;
const MAX_WIDTH = 150;
const LINE_HEIGHT = 14;

/** Returns the VNet indexes by label priority: hubs first, then by number of peerings. */
export function rankByImportance(scene: Scene): Uint32Array {
  const weight = (i: number) => (scene.role[i] === HUB ? 1e6 : 0) + (scene.linksOf[i]?.length ?? 0);
  return Uint32Array.from(scene.nodes, (_, i) => i).sort((p, q) => weight(q) - weight(p) || p - q);
}

/** Reserves the space of the shapes, so that labels do not cover them. */
export function reserveShapes({ scene, view }: PaintContext, nodes: readonly number[], declutter: LabelDeclutter): void {
  for (const node of nodes) {
    const { x, y } = toScreen(view, positionOf(scene, node));
    const half = halfSizeOf(scene, node, view.zoom).width * view.zoom;
    declutter.reserve({ x1: x - half, y1: y - half, x2: x + half, y2: y + half });
  }
}

/** Draws names below their shapes, or above where there is no space below. `nodes` come in label priority; a name that would overlap another is left out. */
export function paintVnetLabels(context: PaintContext, nodes: Iterable<number>, declutter: LabelDeclutter): void {
  const { ctx, scene, palette, level, view, labelsFor } = context;
  setScreenUnits(context);
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
    const { text, width } = fitText(ctx, scene.nodes[node]?.label.text ?? '', font(isHub ? 12 : 11, isHub ? 600 : 400), MAX_WIDTH);
    const box = [boxBelow, boxAbove].map((boxAt) => boxAt(context, node, width)).find((free) => declutter.tryReserve(free));
    if (!box) continue;
    drawn++;
    if (labelsFor && !labelsFor.nodes.has(node)) continue;
    ctx.fillStyle = isHub ? palette.text : palette.quiet;
    const x = (box.x1 + box.x2) / 2;
    ctx.strokeText(text, x, box.y1 + 1);
    ctx.fillText(text, x, box.y1 + 1);
  }
}

const boxAbove = (context: PaintContext, node: number, width: number): Box => {
  const below = boxBelow(context, node, width);
  const { y } = toScreen(context.view, positionOf(context.scene, node));
  return { ...below, y1: 2 * y - below.y2, y2: 2 * y - below.y1 };
};

function boxBelow({ scene, view }: PaintContext, node: number, width: number): Box {
  const { x, y } = toScreen(view, positionOf(scene, node));
  const top = y + halfSizeOf(scene, node, view.zoom).width * view.zoom + 2;
  return { x1: x - width / 2 - 2, y1: top, x2: x + width / 2 + 2, y2: top + LINE_HEIGHT };
}
