import type { ResourceKey } from '@peerscape/shared/arm';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import { type Direction, nextVNet } from '../model/neighbour.ts';
import type { Camera } from './camera.ts';
import type { KeyAction } from './key-actions.ts';
import type { MapCallbacks } from './map-io.ts';
import type { SceneState } from './scene-state.ts';

interface KeyActions {
  readonly state: Pick<SceneState, 'scene'>;
  readonly camera: Pick<Camera, 'zoomBy' | 'panBy' | 'bringIntoView'>;
  focused(): FocusedItem | undefined;
  readonly focusItem: MapCallbacks['focusItem'];
}

/** Distance of one press of an arrow key, in CSS pixels. */
const PAN = 90;
const PANS: Readonly<Record<Direction, readonly [number, number]>> = { left: [PAN, 0], right: [-PAN, 0], up: [0, PAN], down: [0, -PAN] };

/** Result of an arrow key: the VNet that it reached, or the one from which nothing lies in its direction. */
export type StepResult =
  | { readonly kind: 'reached'; readonly key: ResourceKey }
  | { readonly kind: 'dead-end'; readonly from: ResourceKey };

/** Runs key actions on the map. */
export interface KeyController {
  /** Runs an action; an arrow key steps from the VNet `at` that has the keyboard focus, or else from the focused item. */
  run(action: KeyAction, at?: ResourceKey): StepResult | undefined;
}

/** Creates the controller of the keyboard: arrows step to the next VNet, or pan the view when there is none to step from. */
export function createKeyController({ state, camera, focused, focusItem }: KeyActions): KeyController {
  const step = (from: ResourceKey, direction: Direction, alongPeerings: boolean): StepResult => {
    const to = nextVNet(state.scene, from, direction, alongPeerings);
    if (!to) return { kind: 'dead-end', from };
    camera.bringIntoView(to.node);
    // an open inspector follows; a closed one stays closed, so that the view does not change at each step
    if (focused()) focusItem({ kind: 'vnet', key: to.key });
    return { kind: 'reached', key: to.key };
  };
  return {
    run(action, at) {
      if (action.act === 'zoom') camera.zoomBy(action.factor);
      else if (action.act === 'step') {
        const item = focused();
        const from = at ?? (item?.kind === 'vnet' ? item.key : undefined);
        if (from) return step(from, action.direction, action.alongPeerings);
        camera.panBy(...PANS[action.direction]);
      }
      return undefined;
    },
  };
}
