import type { ResourceKey } from '../arm/index.ts';
import type { PeeringKey, Topology } from '../topology/index.ts';
import type { Query, Test } from './query.ts';
import { type SearchIndex, searchIndex } from './search-index.ts';

/** The VNets and ghosts that the query means. */
export function matchTopology(topology: Topology, query: Query): ReadonlySet<ResourceKey> {
  const index = searchIndex(topology);
  const test = testOf(index, query);
  const found = new Set<ResourceKey>();
  for (const node of index.nodes) if (test.node(node)) found.add(node.key);
  return found;
}

/** The peerings that the query means: those it is about, or one of whose ends it means. */
export function matchPeerings(topology: Topology, query: Query): ReadonlySet<PeeringKey> {
  const test = testOf(searchIndex(topology), query);
  const found = new Set<PeeringKey>();
  for (const peering of topology.peerings.values()) if (test.peering(peering)) found.add(peering.key);
  return found;
}

function testOf(index: SearchIndex, query: Query): Test {
  switch (query.kind) {
    case 'everything':
      return { node: () => true, peering: () => true };
    case 'term':
      return query.ask(index);
    case 'not': {
      const of = testOf(index, query.of);
      return { node: (node) => !of.node(node), peering: (peering) => !of.peering(peering) };
    }
    case 'and': {
      const all = query.of.map((part) => testOf(index, part));
      return { node: (node) => all.every((t) => t.node(node)), peering: (peering) => all.every((t) => t.peering(peering)) };
    }
    case 'or': {
      const any = query.of.map((part) => testOf(index, part));
      return { node: (node) => any.some((t) => t.node(node)), peering: (peering) => any.some((t) => t.peering(peering)) };
    }
  }
}
