import type { ResourceKey } from '@peerscape/shared/arm';
import type { Box, Point } from '../geometry/room.ts';
import type { Elements } from '../model/elements.ts';
import { extentOf } from '../model/hit.ts';
import { pointOf, type Scene, sceneOf } from '../model/scene.ts';
import { type Surroundings, surroundingsOf } from '../model/surroundings.ts';
import { byImportance } from '../paint/labels.ts';
import type { Places } from '../placement/place.ts';
import type { Target } from './focus.ts';
import { newPicker, type Shown } from './picker.ts';

/** Scene with the data derived from its positions, which are recomputed only after a change. */
export interface Stand {
  readonly scene: Scene;
  /** Node indices by importance. */
  readonly order: Uint32Array;
  readonly annotations: Surroundings;
  readonly bounds: Box;
  /** Replaces the elements. */
  setElements(elements: Elements, places: Places): void;
  /** Moves VNets to these places; returns true if a position changed. */
  move(places: Places): boolean;
  /** Discards the derived data because positions in the scene were changed directly. */
  invalidate(): void;
  positionOf(key: ResourceKey): Point | undefined;
  /** Returns the target at a point of the map. */
  findTarget(at: Point, zoom: number, touch: boolean, context?: Shown): Target | undefined;
}

const NO_ELEMENTS: Elements = { nodes: new Map(), links: new Map(), connectedGroups: [], meshes: [] };

/** Creates an empty scene state. */
export function emptyStand(): Stand {
  const hitTester = newPicker();
  let scene = sceneOf(NO_ELEMENTS, new Map());
  let order = byImportance(scene);
  let annotations = surroundingsOf(scene);
  let bounds: Box | undefined;
  const invalidate = () => {
    hitTester.invalidate();
    bounds = undefined;
    annotations = surroundingsOf(scene);
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
      bounds ??= extentOf(scene);
      return bounds;
    },
    setElements(elements, places) {
      scene = sceneOf(elements, places);
      order = byImportance(scene);
      invalidate();
    },
    move(places) {
      let hasChanged = false;
      for (const [key, at] of places) {
        const node = scene.indexOf.get(key as ResourceKey);
        // scene coordinates are 32-bit floats
        if (node === undefined || (scene.x[node] === Math.fround(at.x) && scene.y[node] === Math.fround(at.y))) continue;
        scene.x[node] = at.x;
        scene.y[node] = at.y;
        hasChanged = true;
      }
      if (hasChanged) invalidate();
      return hasChanged;
    },
    invalidate,
    positionOf(key) {
      const node = scene.indexOf.get(key);
      return node === undefined ? undefined : pointOf(scene, node);
    },
    findTarget: (at, zoom, touch, context) => hitTester.findTarget(scene, annotations, at, zoom, touch, context),
  };
}
