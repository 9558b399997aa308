import { buildTopology, type Topology } from '@peerscape/shared/topology';
import { loadWorld, readWorld, visibleRows } from '@peerscape/shared/world';
import type { Grouping } from '../../../lib/format/grouping.ts';
import type { Point } from '../geometry/bounds.ts';
import { CARD_BOUNDS } from '../geometry/bounds.ts';
import { toPlacementNodes } from '../model/arrangement.ts';
import { type Elements, elementsOf } from '../model/elements.ts';

/** Returns the topology of a fixture as its reader sees it; `world` is the text of a fixture or the name of a built-in one. */
export function topologyOf(world: string): Topology {
  const read = world.includes('\n') ? readWorld(world) : loadWorld(world);
  if (!read.ok) throw new Error(read.problem);
  return buildTopology(visibleRows(read.value));
}

/** Loads a fixture with the nodes and links to place. */
export function loadFixture(world: string, grouping: Grouping = 'none') {
  const topology = topologyOf(world);
  const elements = elementsOf(topology, grouping);
  return { topology, elements, nodes: toPlacementNodes(elements), links: [...elements.links.values()] };
}

/** Returns the key of the VNet or ghost with that name; throws without one. */
export function keyOf({ nodes }: Pick<Elements, 'nodes'>, name: string) {
  const match = [...nodes.values()].find((node) => node.name === name);
  if (!match) throw new Error(`There is no VNet ${name}`);
  return match.key;
}

/** Returns the number of pairs of cards that overlap at these places. */
export function countOverlaps(places: ReadonlyMap<string, Point>): number {
  const sorted = [...places.values()].sort((p, q) => p.x - q.x);
  let count = 0;
  sorted.forEach((one, i) => {
    for (let j = i + 1; j < sorted.length; j++) {
      const other = sorted[j];
      if (!other || other.x - one.x >= CARD_BOUNDS.width - 0.01) break;
      if (Math.abs(other.y - one.y) < CARD_BOUNDS.height - 0.01) count++;
    }
  });
  return count;
}
