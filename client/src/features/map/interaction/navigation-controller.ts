import type { ResourceKey } from '@peerscape/shared/arm';
import type { Point } from '../geometry/bounds.ts';
import type { Camera } from './camera.ts';
import { toFocusedItem } from './focus.ts';
import type { MapCallbacks } from './map-io.ts';
import type { SceneController } from './scene-controller.ts';
import { NAVIGATION_IDLE, type NavigationEffect, type NavigationEvent, reduceNavigation } from './tools/navigation-tool.ts';

/** Actions of the navigation tool on the map. */
interface NavigationActions {
  /** Element whose cursor shows what can be clicked. */
  readonly events: HTMLElement;
  readonly scene: Pick<SceneController, 'input' | 'findTarget' | 'hover'>;
  readonly camera: Pick<Camera, 'frame'>;
  readonly callbacks: Pick<MapCallbacks, 'focusItem' | 'selectVNets' | 'hover'>;
}

/** Runs the navigation tool on the map; does the hit tests. */
export interface NavigationController {
  run(event: NavigationEvent): void;
  tap(at: Point, touch: boolean, isMultiSelect: boolean): void;
  doubleTap(at: Point, touch: boolean, isMultiSelect: boolean): void;
  /** Hovers the target at a point of the map, which is at `screen`; returns the hovered VNet. */
  hover(at: Point, screen: Point): ResourceKey | undefined;
}

/** Creates the controller of the navigation tool. */
export function createNavigationController({ events, scene, camera, callbacks }: NavigationActions): NavigationController {
  let tool = NAVIGATION_IDLE;
  const run = (event: NavigationEvent) => {
    const [next, ...effects] = reduceNavigation(tool, event);
    tool = next;
    effects.forEach(carryOut);
  };
  const carryOut = (effect: NavigationEffect) => {
    switch (effect.do) {
      case 'focus':
        return callbacks.focusItem(effect.item);
      case 'toggle':
        return callbacks.selectVNets([effect.key], 'toggle');
      case 'frame':
        return camera.frame(effect.item);
      case 'hover': {
        const item = toFocusedItem(effect.target);
        events.style.cursor = item ? 'pointer' : '';
        scene.hover(item);
        return callbacks.hover(effect.target, effect.at);
      }
    }
  };
  const tap = (type: 'tap' | 'double-tap') => (at: Point, touch: boolean, isMultiSelect: boolean) =>
    run({ type, target: scene.findTarget(at, touch), multiSelect: isMultiSelect && scene.input?.canSelect === true });
  return {
    run,
    tap: tap('tap'),
    doubleTap: tap('double-tap'),
    hover(at, screen) {
      const target = scene.findTarget(at, false);
      run({ type: 'hover', target, at: screen });
      return target?.kind === 'vnet' ? target.key : undefined;
    },
  };
}
