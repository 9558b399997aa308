import type { ResourceKey } from '@peerscape/shared/arm';
import type { GraphHandle } from '../cy/mount-graph.ts';
import type { Point } from '../geometry/bounds.ts';
import { findChangedHalves } from '../model/changed-halves.ts';
import type { Elements } from '../model/elements.ts';
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
  readonly camera: Pick<Camera, 'fit' | 'refit' | 'showContent'>;
  /** Returns true if the user prefers reduced motion. */
  still(): boolean;
  /** Called after each step of the animation. */
  onStep(): void;
}

/** Synchronises the scene with the latest placement: animates VNets to their new positions and does not move the one being dragged. */
export interface SceneSync {
  /**
   * Replaces the placement `before`; returns the indices of the halves whose status or options changed. Elements that are not `visible`
   * have places, but are not in the scene.
   */
  update(
    placement: MapPlacement,
    before: MapPlacement | undefined,
    dragged: ResourceKey | undefined,
    visible?: Elements,
  ): readonly number[];
  stop(): void;
}

/** Scenes with more VNets than this are not animated. */
const MAX_ANIMATED = 2500;

/** Creates the scene sync. */
export function createSceneSync({ state, graph, camera, still, onStep }: SceneSyncOptions): SceneSync {
  let animation: { stop(): void } | undefined;
  let shown: Elements | undefined;

  /** Moves all VNets but the dragged one, and those that are not in the scene if `hasHidden`; returns true if a position changed. */
  const move = (places: Positions, dragged: ResourceKey | undefined, hasHidden: boolean): boolean => {
    const others = dragged === undefined ? places : new Map([...places].filter(([key]) => key !== dragged));
    const hasMoved = state.move(others);
    if (hasMoved || hasHidden) graph.move(others);
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
    update(placement, before, dragged, visible = placement.elements) {
      const { estate, arrangement, elements, places } = placement;
      if (before?.places === places && before.elements === elements && shown === visible) return [];
      animation?.stop();
      const from = currentPositions();
      const pointerPosition = dragged && state.positionOf(dragged);
      if (before?.elements !== elements) graph.patch(elements, places);
      const hasMoved = move(places, dragged, shown !== before?.elements && before?.places !== places);
      const isSameScene = shown === visible;
      shown = visible;
      if (!isSameScene) state.setElements(visible, pointerPosition ? new Map([...places, [dragged, pointerPosition]]) : places);
      if (before?.estate !== estate) {
        camera.fit(0);
        return [];
      }
      const isSameMap = before.arrangement === arrangement;
      if (!isSameMap) camera.fit();
      else if (hasMoved) camera.refit();
      else if (!isSameScene && before.elements === elements) camera.showContent();
      if (hasMoved) animateFrom(from);
      return isSameMap ? findChangedHalves(before.elements, elements, state.scene) : [];
    },
    stop: () => animation?.stop(),
  };
}
