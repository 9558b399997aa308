import { annotateConnectedGroups, type ConnectedGroupAnnotation } from './connected-group-annotations.ts';
import { type Container, containersOf } from './containers.ts';
import { computeMeshHulls, type MeshHull } from './mesh-hulls.ts';
import type { Scene } from './scene.ts';

/** Annotations around VNets that follow from their positions. */
export interface SceneAnnotations {
  readonly containers: readonly Container[];
  readonly connectedGroups: readonly ConnectedGroupAnnotation[];
  /** Large meshes whose lines are hidden when zoomed out. */
  readonly meshHulls: readonly MeshHull[];
}

/** Annotations of an empty scene. */
export const NO_ANNOTATIONS: SceneAnnotations = { containers: [], connectedGroups: [], meshHulls: [] };

/** Computes the annotations of a scene at its current positions. */
export const annotationsOf = (scene: Scene): SceneAnnotations => ({
  containers: containersOf(scene),
  connectedGroups: annotateConnectedGroups(scene),
  meshHulls: computeMeshHulls(scene),
});
