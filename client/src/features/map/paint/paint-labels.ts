import type { SceneAnnotations } from '../model/annotations.ts';
import { paintOptionGlyphs, paintStateGlyphs, reserveCards } from './half-glyphs.ts';
import { createLabelDeclutter, type LabelDeclutter } from './label-declutter.ts';
import { paintMeshLabels } from './mesh-labels.ts';
import { paintMissingEnds } from './missing-ends.ts';
import { paintConnectedGroupLabels } from './paint-connected-groups.ts';
import { paintHeadings } from './paint-containers.ts';
import type { PaintContext } from './paint-context.ts';
import { paintVnetLabels, reserveShapes } from './vnet-labels.ts';

/** VNets and links, by index. */
export interface MapItems {
  readonly nodes: readonly number[];
  readonly links: readonly number[];
}

interface LabelInput extends SceneAnnotations {
  readonly labelOrder: Uint32Array;
}

/** State glyphs are drawn while at most this many lines are in view. */
const MAX_LINES_WITH_GLYPHS = 600;
/** Below this zoom only groups are labelled, not VNets. */
const MIN_VNET_LABEL_ZOOM = 0.1;

/**
 * Draws headings, glyphs and names by priority: each reserves its space, and items without space are left out.
 * The same items in view always give the same labels at the same positions.
 */
export function paintLabels(
  context: PaintContext,
  { containers, connectedGroups, meshHulls, labelOrder }: LabelInput,
  items: MapItems,
): void {
  const declutter = createLabelDeclutter();
  paintHeadings(context, containers, declutter);
  paintConnectedGroupLabels(context, connectedGroups, declutter);
  paintMeshLabels(context, meshHulls, declutter);
  if (context.level === 'near') labelCards(context, items, declutter);
  else if (context.level === 'mid') labelShapes(context, items, sortByPriority(labelOrder, items.nodes), declutter);
  else if (containers.length === 0 || context.view.zoom >= MIN_VNET_LABEL_ZOOM)
    labelHubs(context, sortByPriority(labelOrder, items.nodes), declutter);
}

function labelHubs(context: PaintContext, sorted: readonly number[], declutter: LabelDeclutter): void {
  const hubs = sorted.filter(isHub(context));
  reserveShapes(context, hubs, declutter);
  paintVnetLabels(context, hubs, declutter);
}

function labelShapes(context: PaintContext, { nodes, links }: MapItems, sorted: readonly number[], declutter: LabelDeclutter): void {
  reserveShapes(context, nodes, declutter);
  paintVnetLabels(context, sorted.filter(isHub(context)), declutter);
  const attention = links.filter((link) => context.scene.needsAttention[link]);
  if (links.length <= MAX_LINES_WITH_GLYPHS) paintStateGlyphs(context, attention, declutter);
  const others = sorted.filter((node) => !isHub(context)(node));
  paintVnetLabels(context, others, declutter);
}

const isHub =
  ({ scene }: PaintContext) =>
  (node: number): boolean =>
    scene.nodes[node]?.role === 'hub';

function labelCards(context: PaintContext, { nodes, links }: MapItems, declutter: LabelDeclutter): void {
  reserveCards(context, nodes, declutter);
  paintStateGlyphs(context, links, declutter);
  paintMissingEnds(context, links, declutter);
  paintOptionGlyphs(context, links, declutter);
}

function sortByPriority(order: Uint32Array, nodes: readonly number[]): number[] {
  const included = new Set(nodes);
  return [...order].filter((node) => included.has(node));
}
