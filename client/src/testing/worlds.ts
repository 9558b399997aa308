import { buildTopology, type Topology, type TopologyRows } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';

/** Returns the rows that a reader of the fixture can see. */
export function rowsOf(text: string): TopologyRows {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return visibleRows(world.value);
}

/** Builds the topology that a reader of the fixture can see. */
export const topologyOf = (text: string): Topology => buildTopology(rowsOf(text));

/** Returns the only, or first, value of a map; throws if the fixture of the test has none. */
export function only<T>(things: ReadonlyMap<unknown, T>): T {
  const [first] = things.values();
  if (first === undefined) throw new Error('The fixture of this test has none');
  return first;
}
