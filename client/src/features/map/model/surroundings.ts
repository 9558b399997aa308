import { type StandingGroup, standingGroups } from './connected-groups.ts';
import { type Container, containersOf } from './containers.ts';
import { type MeshHull, meshHulls } from './mesh-hulls.ts';
import type { Scene } from './scene.ts';

/** Annotations around VNets that follow from their positions. */
export interface Surroundings {
  readonly containers: readonly Container[];
  readonly connectedGroups: readonly StandingGroup[];
  /** Large meshes whose lines are hidden when zoomed out. */
  readonly meshHulls: readonly MeshHull[];
}

/** Annotations of an empty scene. */
export const NO_SURROUNDINGS: Surroundings = { containers: [], connectedGroups: [], meshHulls: [] };

/** Computes the annotations of a scene at its current positions. */
export const surroundingsOf = (scene: Scene): Surroundings => ({
  containers: containersOf(scene),
  connectedGroups: standingGroups(scene),
  meshHulls: meshHulls(scene),
});
