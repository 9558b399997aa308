import { buildTopology, type Topology } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';

/** Builds the topology that a reader of the fixture can see. */
export function topologyOf(text: string): Topology {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return buildTopology(visibleRows(world.value));
}

/** Returns the only, or first, value of a map; throws if the fixture of the test has none. */
export function only<T>(things: ReadonlyMap<unknown, T>): T {
  const [first] = things.values();
  if (first === undefined) throw new Error('The fixture of this test has none');
  return first;
}
