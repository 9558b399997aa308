import type { ResourceKey } from '@peerscape/shared/arm';
import type { GraphHandle } from '../cy/mount-graph.ts';
import type { Point } from '../geometry/bounds.ts';
import { findChangedHalves } from '../model/changed-halves.ts';
import { positionOf } from '../model/scene.ts';
import type { MapPlacement } from '../model/use-map-placement.ts';
import type { Positions } from '../placement/place.ts';
import { animatePositions } from './animate-positions.ts';
import type { Camera } from './camera.ts';
import type { SceneState } from './scene-state.ts';

/** Targets that are synchronised with the placement. */
interface SceneSyncOptions {
  readonly state: SceneState;
  readonly graph: Pick<GraphHandle, 'patch' | 'move'>;
  readonly camera: Pick<Camera, 'fit' | 'refit'>;
  /** Returns true if the user prefers reduced motion. */
  still(): boolean;
  /** Called after each step of the animation. */
  onStep(): void;
}

/** Synchronises the scene with the latest placement: animates VNets to their new positions and does not move the one being dragged. */
export interface SceneSync {
  /** Replaces the placement `before`; returns the indices of the halves whose status or options changed. */
  update(placement: MapPlacement, before: MapPlacement | undefined, dragged: ResourceKey | undefined): readonly number[];
  stop(): void;
}

/** Scenes with more VNets than this are not animated. */
const MAX_ANIMATED = 2500;

/** Creates the scene sync. */
export function createSceneSync({ state, graph, camera, still, onStep }: SceneSyncOptions): SceneSync {
  let animation: { stop(): void } | undefined;

  /** Moves all VNets but the dragged one; returns true if a position changed. */
  const move = (places: Positions, dragged: ResourceKey | undefined): boolean => {
    const others = dragged === undefined ? places : new Map([...places].filter(([key]) => key !== dragged));
    const hasMoved = state.move(others);
    if (hasMoved) graph.move(others);
    return hasMoved;
  };
  const currentPositions = (): ReadonlyMap<string, Point> => {
    const { scene } = state;
    return scene.nodes.length > MAX_ANIMATED ? new Map() : new Map(scene.nodes.map(({ key }, i) => [key, positionOf(scene, i)]));
  };
  const animateFrom = (before: ReadonlyMap<string, Point>) => {
    if (still() || before.size === 0 || state.scene.nodes.length > MAX_ANIMATED) return;
    animation = animatePositions(state.scene, before, (isLast) => {
      state.invalidate(isLast ? undefined : () => true);
      onStep();
    });
  };

  return {
    update(placement, before, dragged) {
      const { estate, arrangement, elements, places } = placement;
      if (before?.places === places && before.elements === elements) return [];
      animation?.stop();
      const from = currentPositions();
      const pointerPosition = dragged && state.positionOf(dragged);
      if (before?.elements !== elements) graph.patch(elements, places);
      const hasMoved = move(places, dragged);
      if (before?.elements !== elements)
        state.setElements(elements, pointerPosition ? new Map([...places, [dragged, pointerPosition]]) : places);
      if (before?.estate !== estate) {
        camera.fit(0);
        return [];
      }
      const isSameMap = before.arrangement === arrangement;
      if (!isSameMap) camera.fit();
      else if (hasMoved) camera.refit();
      if (hasMoved) animateFrom(from);
      return isSameMap ? findChangedHalves(before.elements, elements, state.scene) : [];
    },
    stop: () => animation?.stop(),
  };
}
