import type { Loop } from '../lassoing.ts';
import { halfSizeAt } from '../level.ts';
import { type Point, roomAt } from '../placement/room.ts';
import { pointOf } from '../scene.ts';
import { onScreen, toScreen } from '../view.ts';
import { inScreenUnits, type Painting } from './canvas.ts';
import { emptyCrowd, overlap } from './crowd.ts';

/** Sizes in CSS pixels: how far the ring stands off, how thick it is, and how large the disc with the check mark is. */
const RING = {
  near: { gap: 2, width: 2, disc: 8 },
  mid: { gap: 3, width: 2, disc: 7.5 },
  far: { gap: 2.5, width: 1.5, disc: 5.5 },
} as const;

/** A ring around each picked VNet, and a check mark on its upper left; where they would lie on one another, rings alone remain. */
export function paintPicked(painting: Painting, picked: Iterable<number>): void {
  const { ctx, scene, palette, view, screen, level } = painting;
  const box = onScreen(view, screen);
  const inView = [...picked].filter((node) => overlap(roomAt(pointOf(scene, node)), box));
  if (inView.length === 0) return;
  const { gap, width, disc } = RING[level];
  inScreenUnits(painting);
  ctx.strokeStyle = palette.focus;
  ctx.lineWidth = width;
  ctx.beginPath();
  for (const node of inView) {
    const { left, top, wide, high } = frameOf(painting, node, gap + width / 2);
    ctx.roundRect(left, top, 2 * wide, 2 * high, level === 'near' ? 9 * view.zoom + gap : isSquare(painting, node) ? wide * 0.4 : wide);
  }
  ctx.stroke();
  const crowd = emptyCrowd();
  for (const node of inView) {
    const { left, top, wide, high } = frameOf(painting, node, gap);
    // on the ring: at the corner of a card, and where the diagonal of a shape meets it
    const inset = level === 'near' ? 3 : (1 - Math.SQRT1_2) * Math.min(wide, high);
    const at = { x: left + inset, y: top + inset };
    if (crowd.claim({ x1: at.x - disc, y1: at.y - disc, x2: at.x + disc, y2: at.y + disc })) paintCheck(painting, at, disc);
  }
}

const isSquare = ({ scene }: Painting, node: number): boolean => scene.nodes[node]?.role === 'hub';

function frameOf({ scene, view }: Painting, node: number, gap: number) {
  const { x, y } = toScreen(view, pointOf(scene, node));
  const half = halfSizeAt(view.zoom, scene.radius[node] ?? 0);
  const [wide, high] = [half.width * view.zoom + gap, half.height * view.zoom + gap];
  return { left: x - wide, top: y - high, wide, high };
}

function paintCheck({ ctx, palette }: Painting, { x, y }: Point, disc: number): void {
  ctx.beginPath();
  ctx.arc(x, y, disc, 0, 2 * Math.PI);
  ctx.fillStyle = palette.focus;
  ctx.fill();
  ctx.strokeStyle = palette.background;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.lineWidth = disc / 4.4;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.beginPath();
  ctx.moveTo(x - 0.44 * disc, y + 0.04 * disc);
  ctx.lineTo(x - 0.12 * disc, y + 0.36 * disc);
  ctx.lineTo(x + 0.46 * disc, y - 0.32 * disc);
  ctx.stroke();
}

/** The lasso as it is drawn: what it goes around faintly filled, a dashed line around it. What it drops is drawn as a warning. */
export function paintLasso(painting: Painting, { line, removes }: Loop): void {
  const { ctx, palette, view } = painting;
  const colour = removes ? palette.warning : palette.focus;
  inScreenUnits(painting);
  ctx.beginPath();
  line.forEach((place, i) => {
    const { x, y } = toScreen(view, place);
    if (i === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  });
  ctx.closePath();
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.6;
  ctx.lineJoin = 'round';
  ctx.setLineDash([6, 4]);
  ctx.stroke();
  ctx.setLineDash([]);
}
