import type { Surroundings } from '../model/surroundings.ts';
import type { Painting } from './canvas.ts';
import { paintGroupNames } from './connected-groups.ts';
import { type Crowd, emptyCrowd } from './crowd.ts';
import { paintHeadings } from './groups.ts';
import { paintNames, takeShapes } from './labels.ts';
import { paintMeshNames } from './mesh-names.ts';
import { paintOptionSigns, paintStateSigns, takeCards } from './signs.ts';

/** VNets and links, by index. */
export interface Things {
  readonly nodes: readonly number[];
  readonly links: readonly number[];
}

interface LabelInput extends Surroundings {
  readonly order: Uint32Array;
}

/** State glyphs are drawn while at most this many lines are in view. */
const MAX_LINES_WITH_GLYPHS = 600;
/** Below this zoom only groups are labelled, not VNets. */
const MIN_VNET_LABEL_ZOOM = 0.1;

/**
 * Draws headings, glyphs and names by priority: each reserves its space, and items without space are left out.
 * The same items in view always give the same labels at the same positions.
 */
export function paintWriting(context: Painting, { containers, connectedGroups, meshHulls, order }: LabelInput, items: Things): void {
  const declutter = emptyCrowd();
  paintHeadings(context, containers, declutter);
  paintGroupNames(context, connectedGroups, declutter);
  paintMeshNames(context, meshHulls, declutter);
  if (context.level === 'near') labelCards(context, items, declutter);
  else if (context.level === 'mid') labelShapes(context, items, sortByPriority(order, items.nodes), declutter);
  else if (containers.length === 0 || context.view.zoom >= MIN_VNET_LABEL_ZOOM)
    labelHubs(context, sortByPriority(order, items.nodes), declutter);
}

function labelHubs(context: Painting, sorted: readonly number[], declutter: Crowd): void {
  const hubs = sorted.filter(isHub(context));
  takeShapes(context, hubs, declutter);
  paintNames(context, hubs, declutter);
}

function labelShapes(context: Painting, { nodes, links }: Things, sorted: readonly number[], declutter: Crowd): void {
  takeShapes(context, nodes, declutter);
  paintNames(context, sorted.filter(isHub(context)), declutter);
  const attention = links.filter((link) => context.scene.strong[link]);
  if (links.length <= MAX_LINES_WITH_GLYPHS) paintStateSigns(context, attention, declutter);
  const others = sorted.filter((node) => !isHub(context)(node));
  paintNames(context, others, declutter);
}

const isHub =
  ({ scene }: Painting) =>
  (node: number): boolean =>
    scene.nodes[node]?.role === 'hub';

function labelCards(context: Painting, { nodes, links }: Things, declutter: Crowd): void {
  takeCards(context, nodes, declutter);
  paintStateSigns(context, links, declutter);
  paintOptionSigns(context, links, declutter);
}

function sortByPriority(order: Uint32Array, nodes: readonly number[]): number[] {
  const included = new Set(nodes);
  return [...order].filter((node) => included.has(node));
}
