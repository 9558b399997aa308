import { mountGraph } from '../cy/mount-graph.ts';
import type { MapDrawing } from '../export/map-drawing.ts';
import { createFrameRenderer, type FrameRenderer } from '../paint/frame-renderer.ts';
import { type Camera, createCamera, TOOLBAR_BOTTOM } from './camera.ts';
import { createInputController, type InputController } from './input-controller.ts';
import type { MapCallbacks, MapInput } from './map-io.ts';
import { createSceneController, type SceneController } from './scene-controller.ts';
import { type ViewportWatcher, watchViewport } from './viewport-watcher.ts';

/** Controller of the map: `scene` is what it shows, `camera` moves the view, `input` handles gestures and keys. */
export interface MapController {
  readonly input: Omit<InputController, 'gestures' | 'refresh' | 'destroy'>;
  readonly camera: Camera;
  /** Applies new input to the scene. */
  update(input: MapInput): void;
  /** Returns the current drawing, for the export; undefined before the first input. */
  capture(): MapDrawing | undefined;
  destroy(): void;
}

/** Creates the map controller on a canvas and on the element above it that receives the gestures. */
export function createMapController(events: HTMLElement, canvas: HTMLCanvasElement, callbacks: MapCallbacks): MapController {
  const still = () => window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
  /** True until a new estate has been painted. */
  let isOpening = false;

  const graph = mountGraph(events, {
    frame() {
      frames.paint(graph.view(), { ...viewport.size, ratio: window.devicePixelRatio || 1, controls: TOOLBAR_BOTTOM });
      if (isOpening) viewport.markBusy(0);
      isOpening = false;
    },
    find: (at, touch) => scene.findTarget(at, touch)?.key,
  });
  const frames: FrameRenderer = createFrameRenderer(canvas, {
    redraw: graph.redraw,
    now: () => performance.now(),
    prefersReducedMotion: still,
  });
  const camera: Camera = createCamera({
    content: () => ({
      scene: scene.state.scene,
      containers: scene.state.annotations.containers,
      size: viewport.size,
      hasSelection: (scene.input?.selected.size ?? 0) > 0,
    }),
    view: graph.view,
    show: (view, milliseconds) => graph.show(view, still() ? 0 : milliseconds),
  });
  const viewport: ViewportWatcher = watchViewport(events, {
    busy: callbacks.viewportBusy,
    idle() {
      input.showHandle();
      const { scene: shown, order, bounds } = scene.state;
      callbacks.viewportIdle({ scene: shown, order, bounds, view: graph.view(), size: viewport.size });
    },
    resized(before) {
      camera.resize(before, scene.input?.focused);
      graph.redraw();
    },
  });
  const scene: SceneController = createSceneController({ graph, frames, camera, still, onChange: viewport.markBusy });
  const input = createInputController({ events, graph, frames, camera, scene, viewport, callbacks, still });
  graph.listen(input.gestures);

  return {
    input,
    camera,
    update(next) {
      const isNewEstate = scene.input?.placement.estate !== next.placement.estate;
      const changed = scene.update(next);
      if (isNewEstate) {
        isOpening = true;
        camera.open(next.focused);
      }
      input.refresh();
      scene.show(changed);
    },
    capture() {
      const { input: latest, picture } = scene;
      return (
        latest && picture && { topology: latest.placement.topology, picture, theme: latest.theme, view: graph.view(), size: viewport.size }
      );
    },
    destroy() {
      scene.stopAnimation();
      viewport.destroy();
      input.destroy();
      frames.destroy();
      graph.destroy();
    },
  };
}
