import type { ResourceKey } from '@peerscape/shared/arm';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import { type GraphHandle, mountGraph } from '../cy/mount-graph.ts';
import type { MapDrawing } from '../export/map-drawing.ts';
import type { Point } from '../geometry/bounds.ts';
import { detailLevel } from '../geometry/detail-level.ts';
import { type Size, toMap, toScreen } from '../geometry/view.ts';
import { createHalfMarkers } from '../model/half-markers.ts';
import { handlePosition } from '../model/handle-position.ts';
import { type Direction, nextAlongPeering, nextOnMap } from '../model/neighbour.ts';
import { createFrameRenderer, type FrameRenderer } from '../paint/frame-renderer.ts';
import { resolveHighlights } from '../paint/highlights.ts';
import type { Picture } from '../paint/painter.ts';
import { type Camera, createCamera } from './camera.ts';
import { type ConnectController, createConnectController } from './connect-controller.ts';
import { focusOf, type Target, toFocusedItem } from './focus.ts';
import { createLassoController, type LassoController } from './lasso-controller.ts';
import type { MapCallbacks, MapInput } from './map-io.ts';
import { createSceneState } from './scene-state.ts';
import { createSceneSync, type SceneSync } from './scene-sync.ts';
import {
  NAVIGATION_IDLE,
  type NavigationEffect,
  type NavigationEvent,
  type NavigationState,
  reduceNavigation,
} from './tools/navigation-tool.ts';
import { attachWheelZoom } from './wheel-zoom.ts';

/** Controller of the map: applies its input to scene and view, and handles pointer and keyboard input. */
export interface MapController {
  readonly camera: Camera;
  /** Moves the camera to an item, now or as soon as the first input arrives. */
  frame(item: FocusedItem): void;
  update(input: MapInput): void;
  /** Returns true if a VNet is focused, from which `step` can move. */
  canStep(): boolean;
  /** Focuses the next VNet in a direction, along peerings or across the map, and returns its key. */
  step(direction: Direction, alongPeerings: boolean): ResourceKey | undefined;
  /** Returns the current drawing, for the export; undefined before the first input. */
  capture(): MapDrawing | undefined;
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

/** The viewport counts as idle after this time without a change. */
const IDLE_MS = 140;

/** Creates the map controller on a canvas and on the element above it that receives the gestures. */
export function createMapController(events: HTMLElement, canvas: HTMLCanvasElement, callbacks: MapCallbacks): MapController {
  const still = () => window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
  const state = createSceneState();
  let input: MapInput | undefined;
  let tool: NavigationState = NAVIGATION_IDLE;
  let hovered: FocusedItem | undefined;
  let draggedNode: number | undefined;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  /** True until a new estate has been painted. */
  let isOpening = false;
  /** Item to frame once the first input arrives. */
  let pendingFrame: FocusedItem | undefined;
  let picture: Picture | undefined;
  /** 1 for each VNet that cannot be peered with the dragged one. */
  let refused: Uint8Array | undefined;
  let size: Size = { width: events.clientWidth, height: events.clientHeight };

  const targetAt = (at: Point, touch: boolean) => state.findTarget(at, graph.view().zoom, touch, input);
  const graph: GraphHandle = mountGraph(events, {
    frame() {
      frames.paint(graph.view(), { ...size, ratio: window.devicePixelRatio || 1 });
      if (isOpening) scheduleIdle(0);
      isOpening = false;
    },
    find: (at, touch) => targetAt(at, touch)?.key,
    tap: (at, touch, isMulti) => run({ type: 'tap', target: targetAt(at, touch), multiSelect: isMulti && input?.canSelect === true }),
    doubleTap: (at, touch, isMulti) =>
      run({ type: 'double-tap', target: targetAt(at, touch), multiSelect: isMulti && input?.canSelect === true }),
    hover(at) {
      const target = targetAt(at, false);
      run({ type: 'hover', target, at: toScreen(graph.view(), at) });
      updateHandle(target?.kind === 'vnet' ? target.key : undefined);
    },
    dragged(id, at, pointer) {
      const key = id as ResourceKey;
      // a running animation would move the dragged VNet away from the pointer
      if (tool.path !== 'dragging') sceneSync.stop();
      const origin = state.positionOf(key);
      if (input?.canConnect && origin) connectTool.run({ type: 'drag', from: key, origin });
      if (connectTool.isCancelled()) return;
      run({ type: 'drag', key });
      moveVNet(key, at);
      connectTool.move(pointer);
    },
    dropped(key) {
      connectTool.run({ type: 'release' });
      run({ type: 'drop', key });
    },
    viewMoved: () => camera.markManual(),
    viewChanged: () => {
      run({ type: 'leave' });
      connectTool.run({ type: 'hover', over: undefined });
      callbacks.viewChanged(graph.view(), size);
      scheduleIdle();
    },
  });
  const frames: FrameRenderer = createFrameRenderer(canvas, {
    redraw: graph.redraw,
    now: () => performance.now(),
    prefersReducedMotion: still,
  });
  const camera: Camera = createCamera({
    content: () => ({ scene: state.scene, containers: state.annotations.containers, size }),
    view: graph.view,
    show: (view, milliseconds) => graph.show(view, still() ? 0 : milliseconds),
  });

  const sceneSync: SceneSync = createSceneSync({
    state,
    graph,
    camera,
    still,
    onStep() {
      showPicture();
      scheduleIdle();
    },
  });

  const connectTool: ConnectController = createConnectController(
    { topology: () => input?.placement.topology, scene: () => state.scene, zoom: () => graph.view().zoom },
    {
      showHandle(key) {
        const node = key && state.scene.indexOf.get(key);
        if (node === undefined) return callbacks.showHandle(undefined, { x: 0, y: 0 });
        const view = graph.view();
        callbacks.showHandle(key, toScreen(view, handlePosition(state.scene, node, view.zoom)));
      },
      dim(reasons) {
        refused =
          reasons &&
          Uint8Array.from(state.scene.nodes, ({ key }) => (reasons.get(key) && reasons.get(key)?.code !== 'self-peering' ? 1 : 0));
        showPicture();
      },
      drawRubberBand: (rubberBand) => frames.setRubberBand(rubberBand),
      showHint: (hint, at) => callbacks.showHint(hint, toScreen(graph.view(), at)),
      restorePosition,
      propose: callbacks.connect,
    },
  );

  const lassoTool: LassoController = createLassoController(
    events,
    {
      scene: () => state.scene,
      shown: () => input?.shown,
      toMap: (at) => toMap(graph.view(), at),
      canStart: (at) => input?.canSelect === true && targetAt(toMap(graph.view(), at), false)?.kind !== 'vnet',
    },
    {
      draw(line) {
        if (line) run({ type: 'leave' });
        frames.setLasso(line);
      },
      showHint: callbacks.showHint,
      select: callbacks.selectVNets,
    },
  );

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
      case 'hover':
        return hover(effect.target, effect.at);
      case 'frame':
        return camera.frame(effect.item);
      case 'start-drag':
        return setDragged(state.scene.indexOf.get(effect.key as ResourceKey));
      case 'end-drag':
        return endDrag(effect.key as ResourceKey);
    }
  };
  const hover = (target: Target | undefined, at: Point) => {
    const next = toFocusedItem(target);
    events.style.cursor = next ? 'pointer' : '';
    if (next?.key !== hovered?.key) {
      hovered = next;
      frames.setFocus(focusOf(state.scene, input?.focused, hovered, input?.highlightedHalves));
    }
    callbacks.hover(target, at);
  };
  /** Shows the handle of the hovered VNet, or else of the focused one; zoomed out there is no space for it. */
  const updateHandle = (hoveredKey: ResourceKey | undefined) => {
    if (!input?.canConnect) return;
    const focusedKey = input.focused?.kind === 'vnet' ? input.focused.key : undefined;
    const key = hoveredKey ?? focusedKey;
    const isVNet = key !== undefined && input.placement.topology.vnets.has(key);
    connectTool.run({ type: 'hover', over: isVNet && detailLevel(graph.view().zoom) !== 'far' ? key : undefined });
  };
  const setDragged = (node: number | undefined) => {
    draggedNode = node;
    showPicture();
  };
  const moveVNet = (key: ResourceKey, at: Point) => state.move(new Map([[key, at]]));
  const endDrag = (key: ResourceKey) => {
    const at = state.positionOf(key);
    setDragged(undefined);
    if (!at || !input) return;
    const rounded = { x: Math.round(at.x), y: Math.round(at.y) };
    moveVNet(key, rounded);
    graph.move(new Map([[key, rounded]]));
    callbacks.vnetMoved(input.placement.arrangement, key, rounded);
    scheduleIdle();
  };

  /** Ends a drag without saving a manual position. */
  function restorePosition(key: ResourceKey, origin: Point) {
    moveVNet(key, origin);
    graph.move(new Map([[key, origin]]));
    tool = NAVIGATION_IDLE;
    setDragged(undefined);
    scheduleIdle();
  }

  const showPicture = () => {
    if (!input) return;
    const { shown, theme, findings } = input;
    const { scene, order, annotations } = state;
    const unmatched = shown && Uint8Array.from(scene.nodes, ({ key }) => (shown.has(key) ? 0 : 1));
    const dimmed = unmatched && refused ? unmatched.map((one, i) => one | (refused?.[i] ?? 0)) : (unmatched ?? refused);
    const planned = createHalfMarkers(scene, input.planned);
    picture = { scene, ...annotations, labelOrder: order, dimmed: dimmed, dragged: draggedNode, findings, planned };
    frames.setPicture(picture, theme);
  };
  const scheduleIdle = (milliseconds = IDLE_MS) => {
    clearTimeout(idleTimer);
    callbacks.viewportBusy();
    idleTimer = setTimeout(() => {
      updateHandle(undefined);
      callbacks.viewportIdle({ scene: state.scene, order: state.order, bounds: state.bounds, view: graph.view(), size });
    }, milliseconds);
  };

  /** Shows a new estate as a whole, or the focused item if there is one, as with a link to it. */
  const open = ({ focused }: MapInput) => {
    isOpening = true;
    const item = pendingFrame ?? focused;
    if (item) camera.frame(item, 0);
    pendingFrame = undefined;
  };
  const update = (next: MapInput) => {
    const [before, { scene: previousScene }] = [input, state];
    const dragged = tool.path === 'dragging' ? (tool.key as ResourceKey) : undefined;
    const changed = sceneSync.update(next.placement, before?.placement, dragged);
    input = next;
    const { scene } = state;
    if (scene !== previousScene) {
      draggedNode = dragged && scene.indexOf.get(dragged);
      if (draggedNode === undefined) tool = NAVIGATION_IDLE;
    }
    if (before?.placement.estate !== next.placement.estate) open(next);
    connectTool.run({ type: 'refresh', existing: scene.indexOf });
    lassoTool.refresh();
    showPicture();
    frames.setFocus(focusOf(scene, next.focused, hovered, next.highlightedHalves));
    frames.glow(changed);
    const selected = [...next.selected].flatMap((key) => scene.indexOf.get(key) ?? []);
    frames.setOverlay({
      highlights: resolveHighlights(scene, next.highlights),
      selected: selected,
      applying: createHalfMarkers(scene, next.applying),
    });
    scheduleIdle();
  };

  const resizeObserver = new ResizeObserver(() => {
    const next = { width: events.clientWidth, height: events.clientHeight };
    if (next.width === size.width && next.height === size.height) return;
    size = next;
    camera.refit(0);
    graph.redraw();
    scheduleIdle();
  });
  resizeObserver.observe(events);
  const leave = () => run({ type: 'leave' });
  events.addEventListener('mouseleave', leave);
  const removeWheelZoom = attachWheelZoom(events, {
    view: graph.view,
    still,
    show(view) {
      camera.markManual();
      graph.show(view);
    },
  });

  return {
    camera,
    update,
    frame(item) {
      if (input) camera.frame(item);
      else pendingFrame = item;
    },
    canStep: () => input?.focused?.kind === 'vnet',
    step(direction, alongPeerings) {
      const { scene } = state;
      const from = input?.focused?.kind === 'vnet' ? scene.indexOf.get(input.focused.key) : undefined;
      if (from === undefined) return undefined;
      const to = alongPeerings ? nextAlongPeering(scene, from, direction) : nextOnMap(scene, from, direction);
      const key = to === undefined ? undefined : scene.nodes[to]?.key;
      if (to === undefined || !key) return undefined;
      camera.bringIntoView(to);
      callbacks.focusItem({ kind: 'vnet', key });
      return key;
    },
    capture: () => input && picture && { topology: input.placement.topology, picture, theme: input.theme, view: graph.view(), size },
    cancel() {
      if (lassoTool.cancel()) return true;
      const isBusy = connectTool.isBusy();
      if (isBusy) connectTool.run({ type: 'cancel' });
      else if (input?.focused) run({ type: 'cancel' });
      return isBusy || input?.focused !== undefined;
    },
    grabHandle: (key) => connectTool.run({ type: 'press', from: key }),
    dragHandle: (at) => connectTool.move(toMap(graph.view(), at)),
    releaseHandle: () => connectTool.run({ type: 'release' }),
    leave: () => updateHandle(undefined),
    destroy() {
      sceneSync.stop();
      clearTimeout(idleTimer);
      removeWheelZoom();
      lassoTool.destroy();
      events.removeEventListener('mouseleave', leave);
      resizeObserver.disconnect();
      frames.destroy();
      graph.destroy();
    },
  };
}
