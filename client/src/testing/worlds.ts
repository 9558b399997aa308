import { buildTopology, type Topology } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';

/** The topology of a world written out, as a reader of it sees it. */
export function topologyOf(text: string): Topology {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return buildTopology(visibleRows(world.value));
}

/** The first of the topology's things of that kind; a test's world has what it asks for. */
export function only<T>(things: ReadonlyMap<unknown, T>): T {
  const [first] = things.values();
  if (first === undefined) throw new Error('The world of this test has none');
  return first;
}
