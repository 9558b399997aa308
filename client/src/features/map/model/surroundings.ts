import { type StandingGroup, standingGroups } from './connected-groups.ts';
import { type Container, containersOf } from './containers.ts';
import { type MeshHull, meshHulls } from './mesh-hulls.ts';
import type { Scene } from './scene.ts';

/** What is drawn around VNets because of where they stand. */
export interface Surroundings {
  readonly containers: readonly Container[];
  readonly connectedGroups: readonly StandingGroup[];
  /** The large meshes whose lines are not all drawn from afar. */
  readonly meshHulls: readonly MeshHull[];
}

/** Nothing around anything. */
export const NO_SURROUNDINGS: Surroundings = { containers: [], connectedGroups: [], meshHulls: [] };

/** The surroundings of a scene as it stands now. */
export const surroundingsOf = (scene: Scene): Surroundings => ({
  containers: containersOf(scene),
  connectedGroups: standingGroups(scene),
  meshHulls: meshHulls(scene),
});
