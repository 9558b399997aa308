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

/** The scene with what follows from where its VNets stand, worked out anew only when one has moved. */
export interface Stand {
  readonly scene: Scene;
  /** VNets in the order of their importance. */
  readonly order: Uint32Array;
  readonly surroundings: Surroundings;
  readonly extent: Box;
  /** Takes other elements, at those places. */
  fill(elements: Elements, places: Places): void;
  /** Puts VNets where those places say; answers whether one stands elsewhere now. */
  move(places: Places): boolean;
  /** Something in the scene was moved by another hand. */
  moved(): void;
  /** Where that VNet stands. */
  placeOf(key: ResourceKey): Point | undefined;
  /** What lies under a place of the map. */
  targetAt(at: Point, zoom: number, touch: boolean, shown?: Shown): Target | undefined;
}

const NO_ELEMENTS: Elements = { nodes: new Map(), links: new Map(), connectedGroups: [], meshes: [] };

/** A stand on which nothing stands yet. */
export function emptyStand(): Stand {
  const picker = newPicker();
  let scene = sceneOf(NO_ELEMENTS, new Map());
  let order = byImportance(scene);
  let surroundings = surroundingsOf(scene);
  let extent: Box | undefined;
  const moved = () => {
    picker.spoil();
    extent = undefined;
    surroundings = surroundingsOf(scene);
  };
  return {
    get scene() {
      return scene;
    },
    get order() {
      return order;
    },
    get surroundings() {
      return surroundings;
    },
    get extent() {
      extent ??= extentOf(scene);
      return extent;
    },
    fill(elements, places) {
      scene = sceneOf(elements, places);
      order = byImportance(scene);
      moved();
    },
    move(places) {
      let isOther = false;
      for (const [key, at] of places) {
        const node = scene.indexOf.get(key as ResourceKey);
        // a scene keeps places less exactly than numbers are
        if (node === undefined || (scene.x[node] === Math.fround(at.x) && scene.y[node] === Math.fround(at.y))) continue;
        scene.x[node] = at.x;
        scene.y[node] = at.y;
        isOther = true;
      }
      if (isOther) moved();
      return isOther;
    },
    moved,
    placeOf(key) {
      const node = scene.indexOf.get(key);
      return node === undefined ? undefined : pointOf(scene, node);
    },
    targetAt: (at, zoom, touch, shown) => picker.at(scene, surroundings, at, zoom, touch, shown),
  };
}
