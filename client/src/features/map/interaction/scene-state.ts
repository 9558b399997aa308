import type { ResourceKey } from '@peerscape/shared/arm';
import { type Box, CARD, type Point } from '../geometry/bounds.ts';
import { annotationsOf, type SceneAnnotations } from '../model/annotations.ts';
import type { Elements } from '../model/elements.ts';
import { boundsOf } from '../model/hit-test.ts';
import { resetLines, straightenLines } from '../model/link-lines.ts';
import { createScene, positionOf, type Scene } from '../model/scene.ts';
import { rankByImportance } from '../paint/vnet-labels.ts';
import type { Positions } from '../placement/place.ts';
import type { Target } from './focus.ts';
import { createHitTester, type HitContext } from './hit-tester.ts';

/** Scene with the data derived from its positions, which are recomputed only after a change. */
export interface SceneState {
  readonly scene: Scene;
  /** Node indices by importance. */
  readonly order: Uint32Array;
  readonly annotations: SceneAnnotations;
  readonly bounds: Box;
  /** Replaces the elements. */
  setElements(elements: Elements, places: Positions): void;
  /** Moves VNets to these places; returns true if a position changed. `isMoving` is as for `invalidate`. */
  move(places: Positions, isMoving?: (node: number) => boolean): boolean;
  /**
   * Discards the derived data because positions in the scene were changed directly. With `isMoving`, lines of nodes that are still moving
   * are straight, and all others stay until a call without it.
   */
  invalidate(isMoving?: (node: number) => boolean): void;
  positionOf(key: ResourceKey): Point | undefined;
  /** Returns the target at a point of the map. */
  findTarget(at: Point, zoom: number, touch: boolean, context?: HitContext): Target | undefined;
}

const NO_ELEMENTS: Elements = {
  nodes: new Map(),
  links: new Map(),
  connectedGroups: [],
  meshes: [],
  card: CARD,
  sharedName: { start: '', end: '' },
};

/** Creates an empty scene state. */
export function createSceneState(): SceneState {
  const hitTester = createHitTester();
  let scene = createScene(NO_ELEMENTS, new Map());
  let order = rankByImportance(scene);
  let annotations = annotationsOf(scene);
  let bounds: Box | undefined;
  const invalidate = (isMoving?: (node: number) => boolean) => {
    if (isMoving) straightenLines(scene, isMoving);
    else resetLines(scene);
    hitTester.invalidate();
    bounds = undefined;
    annotations = annotationsOf(scene);
  };
  return {
    get scene() {
      return scene;
    },
    get order() {
      return order;
    },
    get annotations() {
      return annotations;
    },
    get bounds() {
      bounds ??= boundsOf(scene);
      return bounds;
    },
    setElements(elements, places) {
      scene = createScene(elements, places);
      order = rankByImportance(scene);
      invalidate();
    },
    move(places, isMoving) {
      let hasChanged = false;
      for (const [key, at] of places) {
        const node = scene.indexOf.get(key as ResourceKey);
        // scene coordinates are 32-bit floats
        if (node === undefined || (scene.x[node] === Math.fround(at.x) && scene.y[node] === Math.fround(at.y))) continue;
        scene.x[node] = at.x;
        scene.y[node] = at.y;
        hasChanged = true;
      }
      if (hasChanged) invalidate(isMoving);
      return hasChanged;
    },
    invalidate,
    positionOf(key) {
      const node = scene.indexOf.get(key);
      return node === undefined ? undefined : positionOf(scene, node);
    },
    findTarget: (at, zoom, touch, context) => hitTester.findTarget(scene, annotations, at, zoom, touch, context),
  };
}
