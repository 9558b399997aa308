import { type Box, cardBoundsOf, type Point } from '../geometry/bounds.ts';
import { toScreen, visibleBounds } from '../geometry/view.ts';
import { halfSizeOf, positionOf } from '../model/scene.ts';
import { paintBadges } from './cards.ts';
import { type FindingCounts, paintFindings } from './finding-badges.ts';
import { boxesOverlap, createLabelDeclutter } from './label-declutter.ts';
import { type PaintContext, setMapUnits, setScreenUnits } from './paint-context.ts';

/** A lasso while it is drawn, with the VNets that it encloses, by index. */
export interface LassoShape {
  /** Points in map units. */
  readonly line: readonly Point[];
  /** The enclosed VNets are removed from the multi-selection instead of added. */
  readonly removes: boolean;
  readonly inside: readonly number[];
}

/** Sizes in CSS pixels: gap and width of the ring, and radius of the disc with the check mark. */
const MARK = {
  near: { gap: 2, width: 2, disc: 8 },
  mid: { gap: 3, width: 2, disc: 7.5 },
  far: { gap: 2.5, width: 1.5, disc: 5.5 },
} as const;

/** A shape smaller than this, in CSS pixels, has its check mark at its centre. */
const SMALL = 5;

/**
 * Draws a ring around each selected VNet and a check mark on its upper left, under its badges. At low zoom the check mark covers the VNet;
 * a check mark that would overlap another is left out.
 */
export function paintSelectionMarks(context: PaintContext, selected: Iterable<number>, findings: FindingCounts): void {
  const { ctx, scene, palette, view, screen, level } = context;
  const box = visibleBounds(view, screen);
  const inView = [...selected].filter((node) => boxesOverlap(cardBoundsOf(positionOf(scene, node), scene.card), box));
  if (inView.length === 0) return;
  setScreenUnits(context);
  const declutter = createLabelDeclutter();
  const checks = inView
    .map((node) => checkPosition(context, node))
    .filter((at) => declutter.tryReserve(squareAround(at, MARK[level].disc)));
  ctx.strokeStyle = palette.focus;
  ctx.lineWidth = MARK[level].width;
  ctx.beginPath();
  for (const node of inView) traceRing(context, node);
  ctx.stroke();
  paintChecks(context, checks);
  paintFindings(context, findings, inView);
  if (level !== 'near') return;
  setMapUnits(context);
  for (const node of inView) {
    const data = scene.nodes[node];
    if (data) paintBadges(context, data, positionOf(scene, node));
  }
}

function traceRing(context: PaintContext, node: number): void {
  const { ctx, scene, view, level } = context;
  const { gap, width } = MARK[level];
  const { at, halfWidth, halfHeight } = halfExtents(context, node, gap + width / 2);
  const corner = level === 'near' ? 9 * view.zoom + gap : scene.nodes[node]?.role === 'hub' ? halfWidth * 0.4 : halfWidth;
  ctx.roundRect(at.x - halfWidth, at.y - halfHeight, 2 * halfWidth, 2 * halfHeight, corner);
}

/** Returns the position of the check mark on screen: at the corner of a card, on the ring of a shape, or at the centre of a small shape. */
function checkPosition(context: PaintContext, node: number): Point {
  const { gap } = MARK[context.level];
  const { at, halfWidth, halfHeight } = halfExtents(context, node, gap);
  if (halfWidth - gap < SMALL) return at;
  const inset = context.level === 'near' ? 3 : (1 - Math.SQRT1_2) * halfWidth;
  return { x: at.x - halfWidth + inset, y: at.y - halfHeight + inset };
}

function halfExtents({ scene, view }: PaintContext, node: number, gap: number) {
  const half = halfSizeOf(scene, node, view.zoom);
  return {
    at: toScreen(view, positionOf(scene, node)),
    halfWidth: half.width * view.zoom + gap,
    halfHeight: half.height * view.zoom + gap,
  };
}

const squareAround = ({ x, y }: Point, half: number): Box => ({ x1: x - half, y1: y - half, x2: x + half, y2: y + half });

/** Draws check marks that do not overlap: first all discs, then all ticks. */
function paintChecks({ ctx, palette, level }: PaintContext, positions: readonly Point[]): void {
  const { disc } = MARK[level];
  ctx.beginPath();
  for (const { x, y } of positions) {
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
  for (const { x, y } of positions) {
    ctx.moveTo(x - 0.44 * disc, y + 0.04 * disc);
    ctx.lineTo(x - 0.12 * disc, y + 0.36 * disc);
    ctx.lineTo(x + 0.46 * disc, y - 0.32 * disc);
  }
  ctx.stroke();
}

/** Draws the lasso: a dashed line with a light fill. A lasso that removes VNets has the warning colour. */
export function paintLasso(context: PaintContext, { line, removes }: LassoShape): void {
  const { ctx, palette, view } = context;
  const colour = removes ? palette.warning : palette.focus;
  setScreenUnits(context);
  ctx.beginPath();
  line.forEach((point, i) => {
    const { x, y } = toScreen(view, point);
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
