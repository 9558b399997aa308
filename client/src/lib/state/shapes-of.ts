import { findShapes, type SaidRoles, type Shapes } from '@peerscape/shared/shapes';
import type { Topology } from '@peerscape/shared/topology';

const known = new WeakMap<Topology, { readonly said: SaidRoles | undefined; readonly shapes: Shapes }>();

/** The shapes of a topology, found once for all who ask. */
export function shapesOf(topology: Topology, said?: SaidRoles): Shapes {
  const before = known.get(topology);
  if (before && before.said === said) return before.shapes;
  const shapes = findShapes(topology, said);
  known.set(topology, { said, shapes });
  return shapes;
}
