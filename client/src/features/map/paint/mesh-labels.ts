import { type Box, boxAround, type Point } from '../geometry/bounds.ts';
import { type Size, toMap, toScreen, toScreenBox } from '../geometry/view.ts';
import { describeMesh } from '../model/descriptions.ts';
import { boundingBox, isInHull } from '../model/hull.ts';
import { lineVisibility, type MeshHull } from '../model/mesh-hulls.ts';
import { halfSizeOf, positionOf } from '../model/scene.ts';
import { boxesOverlap, type LabelDeclutter } from './label-declutter.ts';
import { type PaintContext, setScreenUnits } from './paint-context.ts';
import { font } from './text.ts';

/** Font size limits in CSS pixels, and the font size per pixel of hull width. */
const SIZE = { min: 11, max: 15, perPixel: 1 / 32 } as const;
const LINE_HEIGHT = 1.35;
/** Opacity of the lines at which the label is fully faded out, because it would be hard to read among them. */
const HIDDEN_AT = 0.4;

/** Draws the label of each hull where it covers none of its VNets: on one line, else on two, else only the name or the count. */
export function paintMeshLabels(context: PaintContext, hulls: readonly MeshHull[], declutter: LabelDeclutter): void {
  const { ctx, palette, view, labelsFor } = context;
  setScreenUnits(context);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  for (const hull of hulls) {
    const opacity = 1 - lineVisibility(hull, view.zoom) / HIDDEN_AT;
    const box = opacity > 0 && boxOnScreen(context, hull);
    const label = box && fitLabel(context, hull, box, declutter);
    if (!label || labelsFor) continue;
    ctx.globalAlpha = opacity;
    ctx.lineWidth = 3;
    ctx.strokeStyle = palette.halo;
    ctx.fillStyle = palette.mesh.text;
    drawLabel(context, label);
  }
  ctx.globalAlpha = 1;
}

/** Fits the label into the hull. Tries the full label at every position before the name or the count alone; undefined if nothing fits. */
function fitLabel(context: PaintContext, hull: MeshHull, box: Box, declutter: LabelDeclutter): MeshLabel | undefined {
  const { name, content } = describeMesh(hull);
  const hullWidth = box.x2 - box.x1;
  const maxSize = context.isWhole ? Math.max(SIZE.max, hullWidth / 56) : SIZE.max;
  const size = Math.round(Math.max(SIZE.min, Math.min(maxSize, hullWidth * SIZE.perPixel)));
  const nodeBoxes = hull.nodes.map((node) => nodeBox(context, node));
  const positions = candidatePositions(context, hull, box);
  const full = [[`${name}, ${content}`], [name, content]];
  const short = [[name], ...(hullWidth < COUNT_ONLY_WIDTH ? [[String(hull.nodes.length)]] : [])];
  const candidates = [full, short].flatMap((forms) => positions.flatMap((at) => forms.map((lines) => ({ at, lines }))));
  for (const { at, lines } of candidates) {
    const bounds = boxAround(at, textSize(context, lines, size));
    const isFree = isWithin(context, hull, bounds) && !nodeBoxes.some((other) => boxesOverlap(other, bounds));
    if (isFree && declutter.tryReserve(bounds)) return { lines, size, box: bounds };
  }
  return undefined;
}

/** A hull narrower than this on screen, in CSS pixels, may be labelled with its count alone. */
const COUNT_ONLY_WIDTH = 90;

/** Lines of text with their bounds on screen. */
interface MeshLabel {
  readonly lines: readonly string[];
  readonly size: number;
  readonly box: Box;
}

function textSize({ ctx }: PaintContext, lines: readonly string[], size: number): Size {
  ctx.font = font(size, 600);
  return { width: Math.max(...lines.map((line) => ctx.measureText(line).width)) + 8, height: lines.length * size * LINE_HEIGHT };
}

function drawLabel({ ctx }: PaintContext, { lines, size, box }: MeshLabel): void {
  const x = (box.x1 + box.x2) / 2;
  lines.forEach((line, i) => {
    const y = box.y1 + (i + 0.5) * size * LINE_HEIGHT;
    ctx.font = font(size, 600);
    ctx.strokeText(line, x, y);
    ctx.fillText(line, x, y);
  });
}

/** Returns candidate label positions, best first: the centre of the hull or of its visible part, then a little higher or lower. */
function candidatePositions({ view, screen }: PaintContext, { middle }: MeshHull, box: Box): Point[] {
  const centre = toScreen(view, middle);
  const visible = {
    x1: Math.max(0, box.x1),
    y1: Math.max(0, box.y1),
    x2: Math.min(screen.width, box.x2),
    y2: Math.min(screen.height, box.y2),
  };
  const isCentreVisible = centre.x > visible.x1 && centre.x < visible.x2 && centre.y > visible.y1 && centre.y < visible.y2;
  const first = isCentreVisible ? centre : { x: (visible.x1 + visible.x2) / 2, y: (visible.y1 + visible.y2) / 2 };
  return [0, -0.12, 0.12, -0.25, 0.25].map((offset) => ({ x: first.x, y: first.y + offset * (visible.y2 - visible.y1) }));
}

/** Returns true if a box on screen is inside the hull. */
const isWithin = ({ view }: PaintContext, { outline }: MeshHull, { x1, y1, x2, y2 }: Box): boolean =>
  [x1, x2].every((x) => [y1, y2].every((y) => isInHull(outline, toMap(view, { x, y }))));

/** Returns the bounds of a hull on screen; undefined if it is outside the viewport. */
function boxOnScreen({ view, screen }: PaintContext, { outline }: MeshHull): Box | undefined {
  const box = toScreenBox(view, boundingBox(outline));
  const isVisible = box.x1 < screen.width && box.x2 > 0 && box.y1 < screen.height && box.y2 > 0;
  return isVisible ? box : undefined;
}

/** Returns the bounds of a VNet's card or shape on screen. */
function nodeBox({ scene, view }: PaintContext, node: number): Box {
  const { width, height } = halfSizeOf(scene, node, view.zoom);
  return boxAround(toScreen(view, positionOf(scene, node)), { width: 2 * width * view.zoom, height: 2 * height * view.zoom });
}
