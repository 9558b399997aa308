import { halfSizeAt } from '../geometry/level.ts';
import { type Box, type Point, roomAt } from '../geometry/room.ts';
import { onScreen, toScreen } from '../geometry/view.ts';
import { pointOf } from '../model/scene.ts';
import { inMapUnits, inScreenUnits, type Painting } from './canvas.ts';
import { paintBadges } from './cards.ts';
import { emptyCrowd, overlap } from './crowd.ts';
import { type FindingCounts, paintFindings } from './findings.ts';

/** A lasso as it is drawn, with the VNets that it goes around by their numbers. */
export interface Loop {
  /** On the map. */
  readonly line: readonly Point[];
  /** Whether the enclosed VNets are removed from the picked. */
  readonly removes: boolean;
  readonly inside: readonly number[];
}

/** Sizes in CSS pixels: how far the ring stands off, how thick it is, and how large the disc with the check mark is. */
const SIGN = {
  near: { gap: 2, width: 2, disc: 8 },
  mid: { gap: 3, width: 2, disc: 7.5 },
  far: { gap: 2.5, width: 1.5, disc: 5.5 },
} as const;

/** What is drawn smaller than this, in CSS pixels, has its check mark on itself. */
const SMALL = 5;

/**
 * A ring around each picked VNet and a check mark on its upper left, under its badges. From far the check mark stands for the VNet;
 * where check marks would lie on one another, rings alone remain.
 */
export function paintPicked(painting: Painting, picked: Iterable<number>, findings: FindingCounts): void {
  const { ctx, scene, palette, view, screen, level } = painting;
  const box = onScreen(view, screen);
  const inView = [...picked].filter((node) => overlap(roomAt(pointOf(scene, node)), box));
  if (inView.length === 0) return;
  inScreenUnits(painting);
  const crowd = emptyCrowd();
  const checks = inView.map((node) => checkPlace(painting, node)).filter((at) => crowd.claim(around(at, SIGN[level].disc)));
  ctx.strokeStyle = palette.focus;
  ctx.lineWidth = SIGN[level].width;
  ctx.beginPath();
  for (const node of inView) traceRing(painting, node);
  ctx.stroke();
  paintChecks(painting, checks);
  paintFindings(painting, findings, inView);
  if (level !== 'near') return;
  inMapUnits(painting);
  for (const node of inView) {
    const data = scene.nodes[node];
    if (data) paintBadges(painting, data, pointOf(scene, node));
  }
}

function traceRing(painting: Painting, node: number): void {
  const { ctx, scene, view, level } = painting;
  const { gap, width } = SIGN[level];
  const { at, wide, high } = frameOf(painting, node, gap + width / 2);
  const corner = level === 'near' ? 9 * view.zoom + gap : scene.nodes[node]?.role === 'hub' ? wide * 0.4 : wide;
  ctx.roundRect(at.x - wide, at.y - high, 2 * wide, 2 * high, corner);
}

/** Where the check mark of a VNet stands on screen: at the corner of a card, on the ring of a shape, on a small shape itself. */
function checkPlace(painting: Painting, node: number): Point {
  const { gap } = SIGN[painting.level];
  const { at, wide, high } = frameOf(painting, node, gap);
  if (wide - gap < SMALL) return at;
  const inset = painting.level === 'near' ? 3 : (1 - Math.SQRT1_2) * wide;
  return { x: at.x - wide + inset, y: at.y - high + inset };
}

function frameOf({ scene, view }: Painting, node: number, gap: number) {
  const half = halfSizeAt(view.zoom, scene.radius[node] ?? 0);
  return { at: toScreen(view, pointOf(scene, node)), wide: half.width * view.zoom + gap, high: half.height * view.zoom + gap };
}

const around = ({ x, y }: Point, half: number): Box => ({ x1: x - half, y1: y - half, x2: x + half, y2: y + half });

/** Draws check marks that do not lie on one another, all discs and then all ticks. */
function paintChecks({ ctx, palette, level }: Painting, places: readonly Point[]): void {
  const { disc } = SIGN[level];
  ctx.beginPath();
  for (const { x, y } of places) {
    ctx.moveTo(x + disc, y);
    ctx.arc(x, y, disc, 0, 2 * Math.PI);
  }
  ctx.fillStyle = palette.focus;
  ctx.fill();
  ctx.strokeStyle = palette.background;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.lineWidth = disc / 4.4;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.beginPath();
  for (const { x, y } of places) {
    ctx.moveTo(x - 0.44 * disc, y + 0.04 * disc);
    ctx.lineTo(x - 0.12 * disc, y + 0.36 * disc);
    ctx.lineTo(x + 0.46 * disc, y - 0.32 * disc);
  }
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
