import type { ResourceKey } from '@peerscape/shared/arm';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import { type Direction, nextVNet } from '../model/neighbour.ts';
import type { Camera } from './camera.ts';
import type { KeyAction } from './key-actions.ts';
import type { MapCallbacks } from './map-io.ts';
import type { SceneState } from './scene-state.ts';

interface KeyActions {
  readonly state: Pick<SceneState, 'scene'>;
  readonly camera: Pick<Camera, 'zoomBy' | 'fit' | 'panBy' | 'bringIntoView'>;
  focused(): FocusedItem | undefined;
  readonly focusItem: MapCallbacks['focusItem'];
}

/** Distance of one press of an arrow key, in CSS pixels. */
const PAN = 90;
const PANS: Readonly<Record<Direction, readonly [number, number]>> = { left: [PAN, 0], right: [-PAN, 0], up: [0, PAN], down: [0, -PAN] };

/** Runs key actions on the map. */
export interface KeyController {
  /** Returns the VNet that an arrow key reached. */
  run(action: KeyAction): ResourceKey | undefined;
}

/** Creates the controller of the keyboard: arrows focus the next VNet, or pan the view when no VNet is focused. */
export function createKeyController({ state, camera, focused, focusItem }: KeyActions): KeyController {
  const step = (from: ResourceKey, direction: Direction, alongPeerings: boolean): ResourceKey | undefined => {
    const to = nextVNet(state.scene, from, direction, alongPeerings);
    if (!to) return undefined;
    camera.bringIntoView(to.node);
    focusItem({ kind: 'vnet', key: to.key });
    return to.key;
  };
  return {
    run(action) {
      if (action.act === 'zoom') camera.zoomBy(action.factor);
      else if (action.act === 'fit') camera.fit();
      else if (action.act === 'step') {
        const item = focused();
        if (item?.kind === 'vnet') return step(item.key, action.direction, action.alongPeerings);
        camera.panBy(...PANS[action.direction]);
      }
      return undefined;
    },
  };
}
