import type { ResourceKey } from '@peerscape/shared/arm';
import type { GestureHandlers } from '../cy/gestures.ts';
import type { GraphHandle } from '../cy/mount-graph.ts';
import type { Point } from '../geometry/bounds.ts';
import { toMap, toScreen } from '../geometry/view.ts';
import { findHandleVNet, handlePosition } from '../model/handle-position.ts';
import type { FrameRenderer } from '../paint/frame-renderer.ts';
import type { Camera } from './camera.ts';
import { createConnectController } from './connect-controller.ts';
import type { KeyAction } from './key-actions.ts';
import { createKeyController } from './key-controller.ts';
import { createLassoController } from './lasso-controller.ts';
import type { MapCallbacks } from './map-io.ts';
import { createMoveController } from './move-controller.ts';
import { createNavigationController } from './navigation-controller.ts';
import type { SceneController } from './scene-controller.ts';
import type { ViewportWatcher } from './viewport-watcher.ts';
import { attachWheelZoom } from './wheel-zoom.ts';

interface InputControllerOptions {
  /** Element that receives the gestures. */
  readonly events: HTMLElement;
  readonly graph: Pick<GraphHandle, 'view' | 'show'>;
  readonly frames: Pick<FrameRenderer, 'setRubberBand' | 'setLasso'>;
  readonly camera: Camera;
  readonly scene: SceneController;
  readonly viewport: ViewportWatcher;
  readonly callbacks: MapCallbacks;
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
  /** Runs a key action; returns the VNet that an arrow key reached. */
  runKey(action: KeyAction): ResourceKey | undefined;
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
  const { events, graph, frames, camera, scene, viewport, callbacks, still } = options;
  const { state } = scene;
  const navigation = createNavigationController({ events, scene, camera, callbacks });
  const endHover = () => navigation.run({ type: 'leave' });
  const move = createMoveController({
    scene,
    onStart: endHover,
    save(key, at) {
      if (scene.input) callbacks.vnetMoved(scene.input.placement.arrangement, key, at);
      viewport.markBusy();
    },
  });
  const connect = createConnectController(
    { topology: () => scene.input?.placement.topology, scene: () => state.scene, zoom: () => graph.view().zoom },
    {
      showHandle(key) {
        const node = key && state.scene.indexOf.get(key);
        if (node === undefined) return callbacks.showHandle(undefined, { x: 0, y: 0 });
        const view = graph.view();
        callbacks.showHandle(key, toScreen(view, handlePosition(state.scene, node, view.zoom)));
      },
      dim: scene.dim,
      drawRubberBand: frames.setRubberBand,
      showHint: (hint, at) => callbacks.showHint(hint, toScreen(graph.view(), at)),
      restorePosition(key, origin) {
        scene.placeVNet(key, origin);
        move.run({ type: 'restored' });
        viewport.markBusy();
      },
      propose: callbacks.connect,
    },
  );
  const lasso = createLassoController(
    events,
    {
      scene: () => state.scene,
      shown: () => scene.input?.shown,
      toMap: (at) => toMap(graph.view(), at),
      canStart: (at) => scene.input?.canSelect === true && scene.findTarget(toMap(graph.view(), at), false)?.kind !== 'vnet',
    },
    {
      draw(line) {
        if (line) endHover();
        frames.setLasso(line);
      },
      showHint: callbacks.showHint,
      select: callbacks.selectVNets,
    },
  );
  const keys = createKeyController({ state, camera, focused: () => scene.input?.focused, focusItem: callbacks.focusItem });
  const showHandle = (hovered?: ResourceKey) => {
    const { input } = scene;
    if (input?.canConnect) connect.run({ type: 'hover', over: findHandleVNet(input, hovered, graph.view().zoom) });
  };

  events.addEventListener('mouseleave', endHover);
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
    },
  };
}
