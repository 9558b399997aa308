import type { Surroundings } from '../model/surroundings.ts';
import type { Painting } from './canvas.ts';
import { paintGroupNames } from './connected-groups.ts';
import { type Crowd, emptyCrowd } from './crowd.ts';
import { paintHeadings } from './groups.ts';
import { paintNames, takeShapes } from './labels.ts';
import { paintMeshNames } from './mesh-names.ts';
import { paintOptionSigns, paintStateSigns, takeCards } from './signs.ts';

/** VNets and links by their numbers. */
export interface Things {
  readonly nodes: readonly number[];
  readonly links: readonly number[];
}

interface Written extends Surroundings {
  readonly order: Uint32Array;
}

/** Signs of states are drawn while no more lines than this are in view. */
const MOST_SIGNED = 600;
/** Below this zoom groups are named, not VNets. */
const GROUPS_ONLY = 0.1;

/**
 * Writes headings, signs and names, what matters most first: each takes its room, and what finds none is left out.
 * With the same things in view the same is written at the same places.
 */
export function paintWriting(painting: Painting, { containers, connectedGroups, meshHulls, order }: Written, things: Things): void {
  const crowd = emptyCrowd();
  paintHeadings(painting, containers, crowd);
  paintGroupNames(painting, connectedGroups, crowd);
  paintMeshNames(painting, meshHulls, crowd);
  if (painting.level === 'near') signCards(painting, things, crowd);
  else if (painting.level === 'mid') nameAll(painting, things, inOrder(order, things.nodes), crowd);
  else if (containers.length === 0 || painting.view.zoom >= GROUPS_ONLY) nameHubs(painting, inOrder(order, things.nodes), crowd);
}

function nameHubs(painting: Painting, named: readonly number[], crowd: Crowd): void {
  const hubs = named.filter(isHub(painting));
  takeShapes(painting, hubs, crowd);
  paintNames(painting, hubs, crowd);
}

function nameAll(painting: Painting, { nodes, links }: Things, named: readonly number[], crowd: Crowd): void {
  takeShapes(painting, nodes, crowd);
  paintNames(painting, named.filter(isHub(painting)), crowd);
  const strong = links.filter((link) => painting.scene.strong[link]);
  if (links.length <= MOST_SIGNED) paintStateSigns(painting, strong, crowd);
  const others = named.filter((node) => !isHub(painting)(node));
  paintNames(painting, others, crowd);
}

const isHub =
  ({ scene }: Painting) =>
  (node: number): boolean =>
    scene.nodes[node]?.role === 'hub';

function signCards(painting: Painting, { nodes, links }: Things, crowd: Crowd): void {
  takeCards(painting, nodes, crowd);
  paintStateSigns(painting, links, crowd);
  paintOptionSigns(painting, links, crowd);
}

function inOrder(order: Uint32Array, nodes: readonly number[]): number[] {
  const wanted = new Set(nodes);
  return [...order].filter((node) => wanted.has(node));
}
