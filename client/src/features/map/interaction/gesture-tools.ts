import type { GraphHandle } from '../cy/mount-graph.ts';
import { toMap, toScreen } from '../geometry/view.ts';
import { handlePosition } from '../model/handle-position.ts';
import type { FrameRenderer } from '../paint/frame-renderer.ts';
import type { Camera } from './camera.ts';
import { type ConnectController, createConnectController } from './connect-controller.ts';
import { createKeyController, type KeyController } from './key-controller.ts';
import { createLassoController, type LassoController } from './lasso-controller.ts';
import type { MapCallbacks } from './map-io.ts';
import { createMoveController, type MoveController } from './move-controller.ts';
import { createNavigationController, type NavigationController } from './navigation-controller.ts';
import type { SceneController } from './scene-controller.ts';
import type { ViewportWatcher } from './viewport-watcher.ts';

/** Parts of the map that gestures change. */
export interface GestureTargets {
  /** Element that receives the gestures. */
  readonly events: HTMLElement;
  readonly graph: Pick<GraphHandle, 'view' | 'show'>;
  readonly frames: Pick<FrameRenderer, 'setRubberBand' | 'setLasso'>;
  readonly camera: Camera;
  readonly scene: SceneController;
  readonly viewport: ViewportWatcher;
  readonly callbacks: MapCallbacks;
}

/** The controllers of all gestures: one for each tool. */
export interface GestureTools {
  readonly navigation: NavigationController;
  readonly move: MoveController;
  readonly connect: ConnectController;
  readonly lasso: LassoController;
  readonly keys: KeyController;
}

/** Creates the controllers of all gestures and connects them to the map. */
export function createGestureTools(targets: GestureTargets): GestureTools {
  const { events, graph, frames, camera, scene, viewport, callbacks } = targets;
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
  return { navigation, move, connect, lasso, keys };
}
