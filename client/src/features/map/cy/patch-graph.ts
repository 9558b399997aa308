import type { Core, ElementDefinition } from 'cytoscape';
import type { Point } from '../geometry/bounds.ts';
import type { Elements, MapLink, MapNode } from '../model/elements.ts';

/** IDs of the elements that a patch added and removed. */
export interface GraphChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Patches the graph to match the elements: adds new ones in one batch, removes deleted ones and leaves the rest unchanged,
 * so that positions, the viewport and the hover state survive a refresh.
 */
export function patchGraph(cy: Core, elements: Elements, places: ReadonlyMap<string, Point>): GraphChanges {
  const deleted = cy.elements().filter((element) => {
    const id = element.id();
    return element.isNode() ? !elements.nodes.has(id as MapNode['key']) : !elements.links.has(id as MapLink['key']);
  });
  const removed = deleted.map((element) => element.id());
  const fresh = toDefinitions(elements, places, (id) => !cy.hasElementWithId(id));
  cy.batch(() => {
    if (removed.length > 0) deleted.remove();
    if (fresh.length > 0) cy.add(fresh);
  });
  return { added: fresh.map(({ data }) => data.id ?? ''), removed };
}

/** Converts elements to Cytoscape definitions, VNets first; optionally only those that `isIncluded` accepts. */
export const toDefinitions = (
  { nodes, links }: Elements,
  places: ReadonlyMap<string, Point>,
  isIncluded: (id: string) => boolean = () => true,
): ElementDefinition[] => [
  ...[...nodes.values()].filter(({ key }) => isIncluded(key)).map((node) => nodeDefinition(node, places)),
  ...[...links.values()].filter(({ key }) => isIncluded(key)).map(linkDefinition),
];

const nodeDefinition = ({ key }: MapNode, places: ReadonlyMap<string, Point>): ElementDefinition => ({
  group: 'nodes',
  data: { id: key },
  position: { ...(places.get(key) ?? { x: 0, y: 0 }) },
});

const linkDefinition = ({ key, a, b }: MapLink): ElementDefinition => ({
  group: 'edges',
  data: { id: key, source: a, target: b },
});
