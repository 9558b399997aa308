import type { Layout } from '../placement/layout.ts';
import type { PlacementNode, Places } from '../placement/place.ts';
import type { PlacementJob } from '../placement/placer.ts';
import type { Elements } from './elements.ts';
import type { Grouping } from './grouping.ts';

/** How VNets are arranged: the layout within each group. Each arrangement is a map of its own. */
export interface Arrangement {
  readonly grouping: Grouping;
  readonly layout: Layout;
}

/** What an arrangement is called where places are kept. */
export const arrangementName = ({ grouping, layout }: Arrangement): string => (layout === 'auto' ? grouping : `${grouping}/${layout}`);

/** What placement needs of the map's elements. */
export const placementOf = ({ nodes }: Elements): PlacementNode[] =>
  [...nodes.values()].map(({ key, name, group, connectedGroup, role }) => ({
    key,
    name,
    group: group.id,
    connectedGroup,
    isHub: role === 'hub',
  }));

/** What is left to be placed beside the known places; undefined when everything has its place. */
export function jobFor(elements: Elements, { layout }: Arrangement, known: Places | undefined, own: Places): PlacementJob | undefined {
  if (known && [...elements.nodes.keys()].every((key) => known.has(key))) return undefined;
  const links = [...elements.links.values()].map(({ a, b }) => ({ a, b }));
  return { nodes: placementOf(elements), links, layout, before: known && withOwn(known, own) };
}

/** Automatic places once a job is done: what was known stays as it was, also where a person has moved it meanwhile. */
export const automaticPlaces = (done: Places, known: Places | undefined): Places =>
  new Map([...done].map(([key, at]) => [key, known?.get(key) ?? at]));

/** The automatic places with those that people gave by hand. */
export function withOwn(automatic: Places, own: Places): Places {
  if (own.size === 0) return automatic;
  return new Map([...automatic].map(([key, at]) => [key, own.get(key) ?? at]));
}
