import type { ResourceKey } from '@peerscape/shared/arm';
import type { GestureHandlers } from '../cy/gestures.ts';
import type { Point } from '../geometry/bounds.ts';
import { toMap, toScreen } from '../geometry/view.ts';
import { findHandleVNet } from '../model/handle-position.ts';
import { createGestureTools, type GestureTargets } from './gesture-tools.ts';
import type { KeyController } from './key-controller.ts';
import { toMenuTarget } from './menu-target.ts';
import { attachWheelZoom } from './wheel-zoom.ts';

interface InputControllerOptions extends GestureTargets {
  /** Returns true if the user prefers reduced motion. */
  still(): boolean;
}

/** Handles pointer, touch, wheel and keyboard input: one tool for each gesture. */
export interface InputController {
  readonly gestures: GestureHandlers;
  /** Adapts gestures in progress to the updated scene. */
  refresh(): void;
  /** Shows the connect handle at the hovered VNet, or else at the focused one. */
  showHandle(hovered?: ResourceKey): void;
  /** Runs a key action. */
  readonly runKey: KeyController['run'];
  /** Cancels the current drag, or else clears the focused item; returns false if there was neither. */
  cancel(): boolean;
  /** Starts dragging the connect handle of a VNet. */
  grabHandle(key: ResourceKey): void;
  /** Moves the dragged handle to a screen position. */
  dragHandle(at: Point): void;
  releaseHandle(): void;
  /** Handles the pointer leaving the map and everything on top of it. */
  leave(): void;
  destroy(): void;
}

/** Creates the input controller. */
export function createInputController(options: InputControllerOptions): InputController {
  const { events, graph, camera, scene, viewport, callbacks, still } = options;
  const { state } = scene;
  const { navigation, move, connect, lasso, keys } = createGestureTools(options);
  const endHover = () => navigation.run({ type: 'leave' });
  const showHandle = (hovered?: ResourceKey) => {
    const { input } = scene;
    if (input?.canConnect) connect.run({ type: 'hover', over: findHandleVNet(input, hovered, graph.view().zoom) });
  };

  const openMenu = (at: Point, touch: boolean) => {
    endHover();
    callbacks.openMenu(toMenuTarget(state.scene, scene.findTarget(at, touch)), toScreen(graph.view(), at));
  };
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    const { left, top } = events.getBoundingClientRect();
    openMenu(toMap(graph.view(), { x: event.clientX - left, y: event.clientY - top }), false);
  };

  events.addEventListener('mouseleave', endHover);
  events.addEventListener('contextmenu', onContextMenu);
  const removeWheelZoom = attachWheelZoom(events, {
    view: graph.view,
    still,
    show(view) {
      camera.markManual();
      graph.show(view);
    },
  });

  return {
    gestures: {
      tap: navigation.tap,
      doubleTap: navigation.doubleTap,
      hold(at) {
        // a VNet is selected, as by Shift and a click
        if (scene.findTarget(at, true)?.kind === 'vnet') navigation.tap(at, true, true);
        else openMenu(at, true);
      },
      hover(at) {
        if (!move.isDragging()) showHandle(navigation.hover(at, toScreen(graph.view(), at)));
      },
      dragged(id, at, pointer) {
        const key = id as ResourceKey;
        // a running animation would move the dragged VNet away from the pointer
        if (!move.isDragging()) scene.stopAnimation();
        const origin = state.positionOf(key);
        if (scene.input?.canConnect && origin) connect.run({ type: 'drag', from: key, origin });
        if (connect.isCancelled()) return;
        move.run({ type: 'drag', key, at });
        connect.move(pointer);
      },
      dropped() {
        connect.run({ type: 'release' });
        move.run({ type: 'drop' });
      },
      viewMoved: () => camera.markManual(),
      viewChanged() {
        endHover();
        connect.run({ type: 'hover', over: undefined });
        callbacks.viewChanged(graph.view(), viewport.size);
        viewport.markBusy();
      },
    },
    refresh() {
      const existing = state.scene.indexOf;
      move.run({ type: 'refresh', existing });
      connect.run({ type: 'refresh', existing });
      lasso.refresh();
    },
    showHandle,
    runKey: keys.run,
    cancel() {
      if (lasso.cancel()) return true;
      const isBusy = connect.isBusy();
      const isFocused = scene.input?.focused !== undefined;
      if (isBusy) connect.run({ type: 'cancel' });
      else if (isFocused) navigation.run({ type: 'cancel' });
      return isBusy || isFocused;
    },
    grabHandle: (key) => connect.run({ type: 'press', from: key }),
    dragHandle: (at) => connect.move(toMap(graph.view(), at)),
    releaseHandle: () => connect.run({ type: 'release' }),
    leave: () => showHandle(),
    destroy() {
      removeWheelZoom();
      lasso.destroy();
      events.removeEventListener('mouseleave', endHover);
      events.removeEventListener('contextmenu', onContextMenu);
    },
  };
}
