import { type Box, contains } from '../geometry/bounds.ts';
import type { Size } from '../geometry/view.ts';
import { toScreen } from '../geometry/view.ts';
import { breakName } from '../model/card-size.ts';
import { farEnd, halfSizeOf, positionOf, ROLES, type Scene } from '../model/scene.ts';
import { detailOf } from './cards.ts';
import type { LabelDeclutter } from './label-declutter.ts';
import { type PaintContext, setScreenUnits } from './paint-context.ts';
import { drawPlacement, type LabelAnchor, type LabelReach, LEADERS, legibleBounds, placeLabel } from './place-label.ts';
import { fitText, font } from './text.ts';

const HUB = ROLES.indexOf('hub');
const MAX_LABELS = 400;
/** Below `LANDMARK_ZOOM` only this many landmarks are named. */
const MAX_LANDMARKS = 26;
const LANDMARK_ZOOM = 0.1;
/** With more VNets in view than this, labels are only drawn right beside their VNets. */
const MAX_WITH_LEADERS = 120;
/** Names wider than this take two lines. */
const MAX_WIDTH = 150;
const LINE_HEIGHT = 13;
const PADDING = 2;

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

/** A line of a label. */
interface LabelLine {
  readonly text: string;
  readonly font: string;
  readonly isQuiet: boolean;
}

/** Label of a VNet with the space that it takes. */
interface VnetLabel {
  readonly lines: readonly LabelLine[];
  readonly size: Size;
}

/**
 * Draws the names of VNets beside their shapes, and at the middle distance their prefixes where these have space. `nodes` come in label
 * priority; a label without a place that is free of labels and lines is left out. Only that of a hub, which lines surround, has a background, and
 * that of a VNet that `mayCoverLines`.
 * Returns the VNets that have a label.
 */
export function paintVnetLabels(
  context: PaintContext,
  nodes: readonly number[],
  declutter: LabelDeclutter,
  mayCoverLines: (node: number) => boolean = () => false,
): ReadonlySet<number> {
  const { scene, palette, level, view, labelsFor, isClose } = context;
  setScreenUnits(context);
  const limit = view.zoom < LANDMARK_ZOOM ? MAX_LANDMARKS : MAX_LABELS;
  const leaders = nodes.length <= MAX_WITH_LEADERS ? LEADERS : [];
  const bounds = legibleBounds(context);
  const named = new Set(labelsFor?.named);
  const labelled = new Set<number>();
  const label = (node: number, isHub: boolean, hasPrefix: boolean, reach: LabelReach): boolean => {
    const anchor = anchorOf(context, node);
    const text = labelOf(context, node, isHub, hasPrefix);
    const placed = placeLabel(declutter, anchor, text.size, { ...reach, bounds });
    if (!placed) return false;
    labelled.add(node);
    if (labelsFor && !labelsFor.nodes.has(node) && !named.has(node)) return true;
    // far away, lines are everywhere
    drawPlacement(context, level === 'far' ? { ...placed, hasBackground: true } : placed, isHub ? palette.role.hub : palette.quiet);
    drawLabel(context, text, placed.box);
    return true;
  };
  const isHub = (node: number) => scene.role[node] === HUB;
  for (const node of nodes.filter(isHub)) if (labelled.size < limit) label(node, true, isClose, { background: true });
  if (level === 'far') return labelled;
  // a label must not take the only place of another one that would have been closer
  let unnamed = nodes.filter((node) => !isHub(node));
  for (const { hasPrefix, reach } of isClose ? [...passes(true, leaders), ...passes(false, leaders)] : passes(false, leaders))
    unnamed = unnamed.filter((node) => labelled.size >= limit || !label(node, false, hasPrefix, reach));
  for (const node of unnamed.filter(mayCoverLines)) if (labelled.size < limit) label(node, false, false, { background: true });
  return labelled;
}

/** Space around names with a background, in CSS pixels. */
const NAMED_MARGIN = 2;
/** Maximum number of names that only the focus shows. */
const MAX_NAMED = 60;

/** Draws the names of VNets in view on a background, also at distances at which VNets have none. */
export function paintNamedVnets(context: PaintContext, nodes: readonly number[], declutter: LabelDeclutter): void {
  const { scene, palette } = context;
  const bounds = legibleBounds(context);
  const visible = nodes.filter((node) => contains(bounds, anchorOf(context, node).at));
  setScreenUnits(context);
  reserveShapes(context, visible, declutter);
  for (const node of visible.slice(0, MAX_NAMED)) {
    const isHub = scene.role[node] === HUB;
    const label = labelOf(context, node, isHub, false);
    const size = { width: label.size.width + 2 * NAMED_MARGIN, height: label.size.height + 2 * NAMED_MARGIN };
    const placed = placeLabel(declutter, anchorOf(context, node), size, { leaders: LEADERS, background: true, bounds });
    if (!placed) continue;
    const box = shrink(placed.box, NAMED_MARGIN);
    drawPlacement(context, { ...placed, box, hasBackground: true }, isHub ? palette.role.hub : palette.quiet);
    drawLabel(context, label, box);
  }
}

/** Returns the attempts to label VNets, closest first: beside the VNet, with a short leader, and with any. */
const passes = (hasPrefix: boolean, leaders: readonly number[]) =>
  (leaders.length > 0 ? [[], leaders.slice(0, 2), leaders] : [leaders]).map((some) => ({ hasPrefix, reach: { leaders: some } }));

const shrink = ({ x1, y1, x2, y2 }: Box, by: number): Box => ({ x1: x1 + by, y1: y1 + by, x2: x2 - by, y2: y2 - by });

function labelOf({ ctx, scene }: PaintContext, node: number, isHub: boolean, hasPrefix: boolean): VnetLabel {
  const data = scene.nodes[node];
  const { text, qualifier } = data?.label ?? { text: '' };
  const nameFont = font(isHub ? 12 : 11, isHub ? 600 : 400);
  const names = fitText(ctx, text, nameFont, Number.POSITIVE_INFINITY).width > MAX_WIDTH ? breakName(text) : [text];
  const lines = [
    ...names.map((line) => ({ text: line, font: nameFont, isQuiet: false })),
    ...[qualifier, hasPrefix && data ? detailOf(data) : undefined].flatMap((line) =>
      line ? [{ text: line, font: DETAIL, isQuiet: true }] : [],
    ),
  ];
  const widths = lines.map((line) => fitText(ctx, line.text, line.font, Number.POSITIVE_INFINITY).width);
  return { lines, size: { width: Math.max(...widths) + 2 * PADDING, height: lines.length * LINE_HEIGHT + PADDING } };
}

const DETAIL = font(10);

/** Returns the shape of a VNet on screen. Its label is tried first on the side that its only line does not come from. */
function anchorOf({ scene, view }: PaintContext, node: number): LabelAnchor {
  const at = toScreen(view, positionOf(scene, node));
  const radius = halfSizeOf(scene, node, view.zoom).width * view.zoom;
  const [link, ...others] = scene.linksOf[node] ?? [];
  if (link === undefined || others.length > 0) return { at, radius };
  const from = toScreen(view, positionOf(scene, farEnd(scene, link, node)));
  return { at, radius, direction: Math.atan2(at.y - from.y, at.x - from.x) };
}

function drawLabel({ ctx, palette }: PaintContext, { lines }: VnetLabel, box: Box): void {
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3;
  ctx.strokeStyle = palette.halo;
  const x = (box.x1 + box.x2) / 2;
  lines.forEach(({ text, font: lineFont, isQuiet }, i) => {
    const y = box.y1 + 1 + i * LINE_HEIGHT;
    ctx.font = lineFont;
    ctx.fillStyle = isQuiet ? palette.quiet : palette.text;
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  });
}
