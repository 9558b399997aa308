import { type StandingGroup, standingGroups } from './connected-groups.ts';
import { type Container, containersOf } from './containers.ts';
import type { Scene } from './scene.ts';

/** What is drawn around VNets because of where they stand. */
export interface Surroundings {
  readonly containers: readonly Container[];
  readonly connectedGroups: readonly StandingGroup[];
}

/** Nothing around anything. */
export const NO_SURROUNDINGS: Surroundings = { containers: [], connectedGroups: [] };

/** The surroundings of a scene as it stands now. */
export const surroundingsOf = (scene: Scene): Surroundings => ({
  containers: containersOf(scene),
  connectedGroups: standingGroups(scene),
});
