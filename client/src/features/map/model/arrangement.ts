import type { Grouping } from '../../../lib/format/grouping.ts';
import type { Layout } from '../placement/layout.ts';
import type { PlacementNode, Positions } from '../placement/place.ts';
import type { PlacementJob } from '../placement/placer.ts';
import type { Elements } from './elements.ts';

/** Arrangement of VNets: how they are grouped, and the layout within each group. Each arrangement has its own places. */
export interface Arrangement {
  readonly grouping: Grouping;
  readonly layout: Layout;
}

/** Returns the key under which the places of an arrangement are saved. */
export const arrangementName = ({ grouping, layout }: Arrangement): string => (layout === 'auto' ? grouping : `${grouping}/${layout}`);

/** Converts the map's elements to the nodes that the placement reads. */
export const toPlacementNodes = ({ nodes }: Elements): PlacementNode[] =>
  [...nodes.values()].map(({ key, name, group, connectedGroup, role }) => ({
    key,
    name,
    group: group.id,
    connectedGroup,
    isHub: role === 'hub',
  }));

/** Creates the job that places the VNets without a known place; undefined when every VNet has one. */
export function createPlacementJob(
  elements: Elements,
  { layout }: Arrangement,
  known: Positions | undefined,
  manual: Positions,
): PlacementJob | undefined {
  if (known && [...elements.nodes.keys()].every((key) => known.has(key))) return undefined;
  const links = [...elements.links.values()].map(({ a, b }) => ({ a, b }));
  return { nodes: toPlacementNodes(elements), links, layout, card: elements.card, before: known && applyManualPositions(known, manual) };
}

/** Merges the result of a job into the known automatic places, which win: a job may have started from manual positions. */
export const mergeAutomaticPlaces = (done: Positions, known: Positions | undefined): Positions =>
  new Map([...done].map(([key, at]) => [key, known?.get(key) ?? at]));

/** Returns the automatic places, overridden by the manual ones. */
export function applyManualPositions(automatic: Positions, manual: Positions): Positions {
  if (manual.size === 0) return automatic;
  return new Map([...automatic].map(([key, at]) => [key, manual.get(key) ?? at]));
}
