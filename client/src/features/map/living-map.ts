import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import type { Selection } from '../../lib/selection.ts';
import { changedHalves } from './changes.ts';
import { type Container, containersOf } from './containers.ts';
import { type GraphDoor, mountGraph } from './cy/mount.ts';
import { type Elements, elementsOf } from './elements.ts';
import { type EstatePlaces, estatePlaces } from './estate-places.ts';
import { focusOf, neighbourhood, selectionOf, type Target } from './focus.ts';
import { framesOn } from './frames.ts';
import { glide } from './glide.ts';
import type { Grid } from './grid.ts';
import type { Grouping } from './grouping.ts';
import type { Theme } from './half-looks.ts';
import { extentOf, hitAt, hitGrid } from './hit.ts';
import { ZOOM } from './level.ts';
import { type Direction, nextAlongPeering, nextOnMap } from './neighbour.ts';
import type { Screen } from './paint/canvas.ts';
import { byImportance } from './paint/labels.ts';
import { around, type Box, type Point, roomAt } from './placement/room.ts';
import type { PositionStore } from './positions.ts';
import { pointOf, type Scene, sceneOf } from './scene.ts';
import { AT_REST, type Effect, type LookAround, lookAround, type MapEvent } from './tools/look-around.ts';
import { type Size, toScreen, type View, viewOf, zoomedAt } from './view.ts';
import { zoomByWheel } from './wheel.ts';

/** What the map is told from outside. */
export interface MapInput {
  readonly topology: Topology;
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  readonly selection: Selection | undefined;
  readonly grouping: Grouping;
  readonly theme: Theme;
  readonly estate: string;
}

/** The map as it stands: for what is shown beside the canvas. */
export interface Standing {
  readonly scene: Scene;
  /** VNets in the order of their importance. */
  readonly order: Uint32Array;
  readonly extent: Box;
  readonly view: View;
  readonly size: Size;
}

/** What the map tells. */
export interface MapOutput {
  select(selection: Selection | undefined): void;
  point(target: Target | undefined, at: Point): void;
  /** The view or the scene has changed and now rests. */
  rest(standing: Standing): void;
  /** The view has changed; called in every frame of a movement. */
  view(view: View, size: Size): void;
  trouble(message: string): void;
}

/** The map in motion: takes what is to be shown, keeps places and view, and answers to hands and keys. */
export interface LivingMap {
  update(input: MapInput): void;
  fit(): void;
  zoomBy(factor: number): void;
  panBy(x: number, y: number): void;
  centreOn(at: Point): void;
  frame(selection: Selection): void;
  /** Picks the next VNet in a direction, along peerings or across the map; answers which. */
  step(direction: Direction, alongPeerings: boolean): ResourceKey | undefined;
  /** Whether there is a VNet picked to step from. */
  hasStart(): boolean;
  resetPositions(): void;
  cancel(): void;
  destroy(): void;
}

const PADDING = 48;
const GLIDE_MS = 340;
const REST_MS = 140;
/** More VNets than this change their places at once, without gliding. */
const MOST_GLIDING = 2500;
const NO_ELEMENTS: Elements = { nodes: new Map(), links: new Map() };

/** Mounts a living map on a canvas and on the element above it that takes the gestures. */
export function livingMap(events: HTMLElement, canvas: HTMLCanvasElement, store: PositionStore, output: MapOutput): LivingMap {
  const still = () => window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
  let input: MapInput | undefined;
  let elements = NO_ELEMENTS;
  let scene = sceneOf(NO_ELEMENTS, new Map());
  let order = byImportance(scene);
  let containers: readonly Container[] = [];
  let grid: Grid | undefined;
  let extent: Box | undefined;
  let places: EstatePlaces | undefined;
  let tool: LookAround = AT_REST;
  let over: Selection | undefined;
  let lifted: number | undefined;
  let gliding: { stop(): void } | undefined;
  let touched = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let size: Size = { width: events.clientWidth, height: events.clientHeight };

  const screen = (): Screen => ({ ...size, ratio: window.devicePixelRatio || 1 });
  const graph: GraphDoor = mountGraph(events, {
    frame: () => frames.paint(graph.view(), screen()),
    find: (at, touch) => targetAt(at, touch)?.key,
    tap: (at, touch) => run({ type: 'tap', target: targetAt(at, touch) }),
    doubleTap: (at, touch) => run({ type: 'double-tap', target: targetAt(at, touch) }),
    hover: (at) => run({ type: 'hover', target: targetAt(at, false), at: toScreen(graph.view(), at) }),
    dragged(key, at) {
      run({ type: 'drag', key });
      moved(key as ResourceKey, at);
    },
    dropped: (key) => run({ type: 'drop', key }),
    taken: () => {
      touched = true;
    },
    viewChanged: () => {
      run({ type: 'leave' });
      output.view(graph.view(), size);
      restSoon();
    },
  });
  const frames = framesOn(canvas, { redraw: graph.redraw, now: () => performance.now(), still });

  const targetAt = (at: Point, touch: boolean): Target | undefined => {
    grid ??= hitGrid(scene);
    const hit = hitAt(scene, grid, at, graph.view().zoom, touch ? 18 : 6);
    if (hit?.kind === 'node') {
      const key = scene.nodes[hit.node]?.key;
      return key && { kind: 'vnet', key };
    }
    const key = hit && scene.links[hit.link]?.key;
    return key && { kind: 'half', key, side: hit.side };
  };

  const run = (event: MapEvent) => {
    const [next, ...effects] = lookAround(tool, event);
    tool = next;
    effects.forEach(carryOut);
  };
  const carryOut = (effect: Effect) => {
    switch (effect.do) {
      case 'select':
        return output.select(effect.selection);
      case 'point':
        return point(effect.target, effect.at);
      case 'frame':
        return frame(effect.selection);
      case 'lift':
        return lift(scene.indexOf.get(effect.key as ResourceKey));
      case 'settle':
        return settle(effect.key as ResourceKey);
    }
  };
  const point = (target: Target | undefined, at: Point) => {
    events.style.cursor = target ? 'pointer' : '';
    const next = selectionOf(target);
    if (next?.key !== over?.key) {
      over = next;
      frames.focus(focusOf(scene, input?.selection, over));
    }
    output.point(target, at);
  };
  const lift = (node: number | undefined) => {
    lifted = node;
    showPicture();
  };
  const settle = (key: ResourceKey) => {
    const node = scene.indexOf.get(key);
    lift(undefined);
    if (node === undefined || !input || !places) return;
    if (!places.keep(input.grouping, key, pointOf(scene, node)))
      output.trouble('This browser does not let the map keep positions; they will be lost when the page closes');
    restSoon();
  };
  const moved = (key: ResourceKey, at: Point) => {
    const node = scene.indexOf.get(key);
    if (node === undefined) return;
    scene.x[node] = at.x;
    scene.y[node] = at.y;
    placesChanged();
  };

  const placesChanged = () => {
    grid = undefined;
    extent = undefined;
    containers = containersOf(scene);
  };
  const showPicture = () => {
    if (!input) return;
    const { shown, theme } = input;
    const faint = shown && Uint8Array.from(scene.nodes, ({ key }) => (shown.has(key) ? 0 : 1));
    frames.show({ scene, containers, order, faint, lifted }, theme);
  };
  const restSoon = () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      extent ??= extentOf(scene);
      output.rest({ scene, order, extent, view: graph.view(), size });
    }, REST_MS);
  };

  const show = (view: View, milliseconds = GLIDE_MS) => graph.show(view, still() ? 0 : milliseconds);
  const everything = (): Box => around([extentOf(scene), ...containers.map(({ box }) => box)]) ?? extentOf(scene);
  const fitted = (): View => viewOf(everything(), size, Math.min(PADDING, size.width / 12));
  const frame = (selection: Selection) => {
    const nodes = neighbourhood(scene, selection);
    const [first] = nodes;
    if (first === undefined) return;
    const box = around(nodes.map((node) => roomAt(pointOf(scene, node)))) ?? roomAt(pointOf(scene, first));
    const whole = viewOf(box, size, PADDING);
    touched = true;
    // a hub with hundreds of spokes does not fit legibly: then the hub itself matters
    show(whole.zoom >= 0.4 ? whole : viewOf(roomAt(pointOf(scene, first)), size, PADDING, ZOOM.near));
  };
  const bringIntoView = (node: number) => {
    const { x, y } = toScreen(graph.view(), pointOf(scene, node));
    if (x > 90 && x < size.width - 90 && y > 60 && y < size.height - 60) return;
    centreOn(pointOf(scene, node));
  };
  const centreOn = (at: Point, milliseconds = GLIDE_MS) => {
    const { zoom } = graph.view();
    touched = true;
    show({ zoom, x: size.width / 2 - at.x * zoom, y: size.height / 2 - at.y * zoom }, milliseconds);
  };

  const rebuild = (next: MapInput, estate: EstatePlaces) => {
    gliding?.stop();
    const [oldScene, oldElements, oldInput] = [scene, elements, input];
    elements = elementsOf(next.topology, next.grouping);
    const at = estate.of(next.topology, elements, next.grouping);
    graph.patch(elements, at);
    scene = sceneOf(elements, at);
    order = byImportance(scene);
    tool = AT_REST;
    lifted = undefined;
    placesChanged();
    const regrouped = oldInput?.grouping !== next.grouping || oldInput.estate !== next.estate;
    if (regrouped) graph.move(at);
    return { regrouped, oldScene, changed: oldElements === NO_ELEMENTS || regrouped ? [] : changedHalves(oldElements, elements, scene) };
  };
  const glideFrom = (old: Scene) => {
    if (still() || scene.nodes.length > MOST_GLIDING || old.nodes.length === 0) return;
    gliding = glide(scene, new Map(old.nodes.map(({ key }, i) => [key, pointOf(old, i)])), () => {
      placesChanged();
      showPicture();
      restSoon();
    });
  };

  const watcher = new ResizeObserver(() => {
    const next = { width: events.clientWidth, height: events.clientHeight };
    if (next.width === size.width && next.height === size.height) return;
    size = next;
    if (!touched && input) graph.show(fitted());
    graph.redraw();
    restSoon();
  });
  watcher.observe(events);
  const leave = () => run({ type: 'leave' });
  events.addEventListener('mouseleave', leave);
  const stopWheel = zoomByWheel(events, {
    view: graph.view,
    still,
    show: (view) => {
      touched = true;
      graph.show(view);
    },
  });

  return {
    update(next) {
      const newEstate = !places || input?.estate !== next.estate;
      if (newEstate || !places) places = estatePlaces(store, next.estate);
      const same = !newEstate && input?.topology === next.topology && input.grouping === next.grouping;
      const rebuilt = same ? undefined : rebuild(next, places);
      input = next;
      if (newEstate) touched = false;
      if (rebuilt && (newEstate || rebuilt.regrouped)) show(fitted(), newEstate ? 0 : GLIDE_MS);
      showPicture();
      frames.focus(focusOf(scene, next.selection, over));
      if (rebuilt) {
        frames.glow(rebuilt.changed);
        if (rebuilt.regrouped && !newEstate) glideFrom(rebuilt.oldScene);
      }
      restSoon();
    },
    fit() {
      touched = false;
      show(fitted());
    },
    zoomBy(factor) {
      touched = true;
      show(zoomedAt(graph.view(), factor, { x: size.width / 2, y: size.height / 2 }), 160);
    },
    panBy(x, y) {
      const view = graph.view();
      touched = true;
      show({ ...view, x: view.x + x, y: view.y + y }, 120);
    },
    centreOn: (at) => centreOn(at, 0),
    frame,
    step(direction, alongPeerings) {
      const from = input?.selection?.kind === 'vnet' ? scene.indexOf.get(input.selection.key) : undefined;
      if (from === undefined) return undefined;
      const to = alongPeerings ? nextAlongPeering(scene, from, direction) : nextOnMap(scene, from, direction);
      const key = to === undefined ? undefined : scene.nodes[to]?.key;
      if (to === undefined || !key) return undefined;
      bringIntoView(to);
      output.select({ kind: 'vnet', key });
      return key;
    },
    hasStart: () => input?.selection?.kind === 'vnet',
    resetPositions() {
      if (!input || !places) return;
      places.forget(input.grouping);
      const { oldScene } = rebuild(input, places);
      graph.move(new Map(scene.nodes.map(({ key }, i) => [key, pointOf(scene, i)])));
      showPicture();
      glideFrom(oldScene);
      show(fitted());
      restSoon();
    },
    cancel: () => run({ type: 'cancel' }),
    destroy() {
      gliding?.stop();
      clearTimeout(resting);
      stopWheel();
      events.removeEventListener('mouseleave', leave);
      watcher.disconnect();
      frames.destroy();
      graph.destroy();
    },
  };
}
