import type { Core, ElementDefinition } from 'cytoscape';
import type { Point } from '../geometry/room.ts';
import type { Elements, MapLink, MapNode } from '../model/elements.ts';

/** What a refresh changed, by id. */
export interface Changes {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Brings the graph in step with the elements: adds what is new in one go, removes what is gone, and leaves the rest as it stands,
 * so that places, viewport and what is under the pointer survive every refresh.
 */
export function patchGraph(cy: Core, elements: Elements, places: ReadonlyMap<string, Point>): Changes {
  const gone = cy.elements().filter((element) => {
    const id = element.id();
    return element.isNode() ? !elements.nodes.has(id as MapNode['key']) : !elements.links.has(id as MapLink['key']);
  });
  const removed = gone.map((element) => element.id());
  const fresh = definitionsOf(elements, places, (id) => !cy.hasElementWithId(id));
  cy.batch(() => {
    if (removed.length > 0) gone.remove();
    if (fresh.length > 0) cy.add(fresh);
  });
  return { added: fresh.map(({ data }) => data.id ?? ''), removed };
}

/** The elements as Cytoscape takes them, VNets first; all of them or those that are wanted. */
export const definitionsOf = (
  { nodes, links }: Elements,
  places: ReadonlyMap<string, Point>,
  isWanted: (id: string) => boolean = () => true,
): ElementDefinition[] => [
  ...[...nodes.values()].filter(({ key }) => isWanted(key)).map((node) => nodeDefinition(node, places)),
  ...[...links.values()].filter(({ key }) => isWanted(key)).map(linkDefinition),
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
