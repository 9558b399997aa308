import { buildTopology, type Topology } from '@peerscape/shared/topology';
import { readWorld, visibleRows, worldNamed } from '@peerscape/shared/world';
import type { Point } from '../geometry/room.ts';
import { ROOM } from '../geometry/room.ts';
import { placementOf } from '../model/arrangement.ts';
import { type Elements, elementsOf } from '../model/elements.ts';
import type { Grouping } from '../model/grouping.ts';

/** The topology that a world shows to its reader; the text of a world or the name of one that ships. */
export function topologyOf(world: string): Topology {
  const read = world.includes('\n') ? readWorld(world) : worldNamed(world);
  if (!read.ok) throw new Error(read.problem);
  return buildTopology(visibleRows(read.value));
}

/** Nodes and links of a world, ready to be placed. */
export function placeable(world: string, grouping: Grouping = 'none') {
  const topology = topologyOf(world);
  const elements = elementsOf(topology, grouping);
  return { topology, elements, nodes: placementOf(elements), links: [...elements.links.values()] };
}

/** The key of the VNet or ghost with that name. */
export function keyOf({ nodes }: Pick<Elements, 'nodes'>, name: string) {
  const found = [...nodes.values()].find((node) => node.name === name);
  if (!found) throw new Error(`no VNet is called ${name}`);
  return found.key;
}

/** How many pairs of cards would touch at these places. */
export function overlaps(places: ReadonlyMap<string, Point>): number {
  const sorted = [...places.values()].sort((p, q) => p.x - q.x);
  let count = 0;
  sorted.forEach((one, i) => {
    for (let j = i + 1; j < sorted.length; j++) {
      const other = sorted[j];
      if (!other || other.x - one.x >= ROOM.width - 0.01) break;
      if (Math.abs(other.y - one.y) < ROOM.height - 0.01) count++;
    }
  });
  return count;
}
