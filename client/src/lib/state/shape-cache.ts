import { findShapes, type RoleOverrides, type Shapes } from '@peerscape/shared/shapes';
import type { Topology } from '@peerscape/shared/topology';

const cache = new WeakMap<Topology, { readonly overrides: RoleOverrides | undefined; readonly shapes: Shapes }>();

/** Returns the shapes of a topology, memoised for its last role overrides. */
export function shapesOf(topology: Topology, overrides?: RoleOverrides): Shapes {
  const cached = cache.get(topology);
  if (cached && cached.overrides === overrides) return cached.shapes;
  const shapes = findShapes(topology, overrides);
  cache.set(topology, { overrides, shapes });
  return shapes;
}
