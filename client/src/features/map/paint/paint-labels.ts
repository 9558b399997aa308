import type { Polyline } from '../geometry/polyline.ts';
import { toScreen, toScreenBox } from '../geometry/view.ts';
import type { SceneAnnotations } from '../model/annotations.ts';
import { type Bundles, bundlesOf, hasBundles } from '../model/bundles.ts';
import { halfLine, lineBetween } from '../model/link-lines.ts';
import { MISSING } from '../model/scene.ts';
import type { ScenePath } from '../model/scene-path.ts';
import { type FindingCounts, reserveFindings } from './finding-badges.ts';
import { paintOptionGlyphs, paintStateGlyphs, reserveCards } from './half-glyphs.ts';
import { createLabelDeclutter, type LabelDeclutter } from './label-declutter.ts';
import { paintMeshLabels } from './mesh-labels.ts';
import { missingEndOf, paintMissingEnds, reserveStopMarks } from './missing-ends.ts';
import { addOutlines, paintConnectedGroupLabels } from './paint-connected-groups.ts';
import { paintHeadings } from './paint-containers.ts';
import type { PaintContext } from './paint-context.ts';
import { reservePath } from './paint-path.ts';
import { type PlannedHalves, reservePlannedHalves } from './planned-halves.ts';
import { paintNamedVnets, paintVnetLabels, reserveShapes } from './vnet-labels.ts';

/** VNets and links, by index. */
export interface MapItems {
  readonly nodes: readonly number[];
  readonly links: readonly number[];
}

interface LabelInput extends SceneAnnotations {
  readonly labelOrder: Uint32Array;
  /** 1 for each VNet that the filter dims; undefined when all match. */
  readonly dimmed?: Uint8Array | undefined;
  /** VNets with a findings badge, which labels must not cover. */
  readonly findings?: FindingCounts;
  /** Halves of the draft, whose lines and glyphs labels must not cover. */
  readonly planned: PlannedHalves;
  /** Path of an answer, whose lines labels must not cover. */
  readonly path?: ScenePath | undefined;
}

/** Distance from the screen at which lines still count. */
const MARGIN = 320;
/** With more lines in view than this, only hubs are named: other names would have no place off all lines. */
const MAX_LINES_WITH_NAMES = 1500;

/** State glyphs are drawn while at most this many lines are in view. */
const MAX_LINES_WITH_GLYPHS = 600;
/** Below this zoom only groups are labelled, not VNets. */
const MIN_VNET_LABEL_ZOOM = 0.1;

/**
 * Draws headings, glyphs and names by priority: each reserves its space, and items without space are left out.
 * The same items in view always give the same labels at the same positions.
 */
export function paintLabels(context: PaintContext, input: LabelInput, items: MapItems): void {
  const { containers, connectedGroups, meshHulls, labelOrder } = input;
  const { width, height } = context.screen;
  const declutter = createLabelDeclutter({ x1: -MARGIN, y1: -MARGIN, x2: width + MARGIN, y2: height + MARGIN });
  for (const { box } of containers) declutter.addGroup(toScreenBox(context.view, box));
  paintHeadings(context, containers, declutter);
  const hasLines = reserveItems(context, input, items, declutter);
  paintConnectedGroupLabels(context, connectedGroups, declutter);
  paintMeshLabels(context, meshHulls, declutter);
  if (context.level === 'near') labelCards(context, items, declutter);
  else if (context.level === 'mid') {
    labelNamed(context, labelShapes(context, input, items, hasLines, declutter), declutter);
  } else {
    const hasHubs = containers.length === 0 || context.view.zoom >= MIN_VNET_LABEL_ZOOM;
    labelNamed(context, hasHubs ? labelHubs(context, sortByPriority(labelOrder, items.nodes), declutter) : NO_NODES, declutter);
  }
}

const NO_NODES: ReadonlySet<number> = new Set();

/** Names the VNets that must have a name and have none yet. */
function labelNamed(context: PaintContext, labelled: ReadonlySet<number>, declutter: LabelDeclutter): void {
  const named = context.labelsFor?.named.filter((node) => !labelled.has(node)) ?? [];
  if (named.length > 0) paintNamedVnets(context, named, declutter);
}

/** Reserves the space of VNets with their badges, and adds the lines that labels must not be on. Returns false with too many lines for that. */
function reserveItems(
  context: PaintContext,
  { containers, dimmed, findings, connectedGroups }: LabelInput,
  { nodes, links }: MapItems,
  declutter: LabelDeclutter,
): boolean {
  addOutlines(context, connectedGroups, declutter);
  if (context.level === 'far') return false;
  if (context.level === 'near') {
    reserveCards(context, nodes, declutter);
    // close up, only the names of missing ends and of connected groups are placed beside lines
    const hasNames = connectedGroups.length > 0 || links.some((link) => missingEndOf(context.scene, link) !== undefined);
    if (hasNames) addLines(context, links, declutter);
    return hasNames;
  }
  reserveShapes(context, nodes, declutter);
  reserveFindings(context, findings, nodes, declutter);
  if (hasBundles(context, { containers, dimmed })) addBundles(context, bundlesOf(context.scene, containers), declutter);
  const hasLines = links.length <= MAX_LINES_WITH_NAMES;
  if (hasLines) addLines(context, links, declutter);
  return hasLines;
}

function labelHubs(context: PaintContext, sorted: readonly number[], declutter: LabelDeclutter): ReadonlySet<number> {
  const hubs = sorted.filter(isHub(context));
  reserveShapes(context, hubs, declutter);
  return paintVnetLabels(context, hubs, declutter);
}

/** Names hubs, then VNets that need attention, then others: one without a problem does not take the place of one with a problem. */
function labelShapes(
  context: PaintContext,
  { labelOrder, planned, findings, path }: LabelInput,
  { nodes, links }: MapItems,
  hasLines: boolean,
  declutter: LabelDeclutter,
): ReadonlySet<number> {
  const { scene } = context;
  const attention = settled(context, links).filter((link) => scene.needsAttention[link]);
  reserveStopMarks(context, attention, declutter);
  if (links.length <= MAX_LINES_WITH_GLYPHS) paintStateGlyphs(context, attention, declutter);
  reservePlannedHalves(context, planned, declutter);
  if (path) reservePath(context, path, declutter);
  const ends = new Set(attention.flatMap((link) => [scene.from[link], scene.to[link]]));
  const needsAttention = (node: number) => {
    const key = scene.nodes[node]?.key;
    return ends.has(node) || (key !== undefined && (findings?.get(key)?.worst ?? 'info') !== 'info');
  };
  const sorted = sortByPriority(labelOrder, nodes);
  const labelled = paintVnetLabels(context, sorted.filter(isHub(context)), declutter);
  if (!hasLines) return labelled;
  const others = sorted.filter((node) => !isHub(context)(node));
  const sortedOthers = [...others.filter(needsAttention), ...others.filter((node) => !needsAttention(node))];
  return new Set([...labelled, ...paintVnetLabels(context, sortedOthers, declutter, needsAttention)]);
}

/** Returns the links without those that a running apply works on, whose statuses are about to change. */
const settled = ({ writing }: PaintContext, links: readonly number[]): readonly number[] =>
  writing ? links.filter((link) => !writing.has(link)) : links;

/** Adds the lines that peerings between groups share. */
function addBundles({ view }: PaintContext, { trunks, branches }: Bundles, declutter: LabelDeclutter): void {
  for (const { from, to } of [...trunks, ...branches]) declutter.addSegment(toScreen(view, from), toScreen(view, to), NO_ENDS);
}

const NO_ENDS = [-1, -1] as const;

/** Adds the lines of links as they are drawn. */
function addLines(context: PaintContext, links: readonly number[], declutter: LabelDeclutter): void {
  const { scene, view } = context;
  for (const link of links) {
    for (const line of drawnLines(context, link)) {
      const ends = [scene.from[link] ?? 0, scene.to[link] ?? 0] as const;
      const points = line.map((point) => toScreen(view, point));
      for (const [i, point] of points.slice(1).entries()) declutter.addSegment(points[i] ?? point, point, ends);
    }
  }
}

/** Returns the line of a link, or that of its lone half. */
function drawnLines({ scene, isClose }: PaintContext, link: number): readonly Polyline[] {
  const isMissing = [0, 1].map((side) => scene.halfStatus[2 * link + side] === MISSING);
  if (!isMissing.includes(true)) return [lineBetween(scene, scene.from[link] ?? 0, scene.to[link] ?? 0, isClose)];
  return ([0, 1] as const).filter((side) => !isMissing[side]).map((side) => halfLine(scene, link, side, isClose));
}

const isHub =
  ({ scene }: PaintContext) =>
  (node: number): boolean =>
    scene.nodes[node]?.role === 'hub';

function labelCards(context: PaintContext, { links }: MapItems, declutter: LabelDeclutter): void {
  paintStateGlyphs(context, settled(context, links), declutter);
  paintMissingEnds(context, settled(context, links), declutter);
  paintOptionGlyphs(context, links, declutter);
}

function sortByPriority(order: Uint32Array, nodes: readonly number[]): number[] {
  const included = new Set(nodes);
  return [...order].filter((node) => included.has(node));
}
