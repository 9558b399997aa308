import type { ResourceKey } from '@peerscape/shared/arm';
import type { SaidRoles } from '@peerscape/shared/shapes';
import type { HalfRef, Topology } from '@peerscape/shared/topology';
import type { ApplyState, PlannedChange, Theme } from '../../lib/half-looks.ts';
import type { PickHow } from '../../lib/picks.ts';
import type { Selection } from '../../lib/selection.ts';
import { type Camera, cameraFor } from './camera.ts';
import { changedHalves } from './changes.ts';
import { type Connecting, connectingOn } from './connecting.ts';
import { type GraphDoor, mountGraph } from './cy/mount.ts';
import { type Elements, elementsOf } from './elements.ts';
import { type Arrangement, type EstatePlaces, estatePlaces } from './estate-places.ts';
import type { Drawn } from './export/drawn.ts';
import { focusOf, selectionOf, type Target } from './focus.ts';
import { type Frames, framesOn } from './frames.ts';
import { glide } from './glide.ts';
import { marksOn } from './half-marks.ts';
import { handleAt } from './handle.ts';
import type { Hint } from './hint.ts';
import { extentOf } from './hit.ts';
import { type Lassoing, lassoOn } from './lassoing.ts';
import { levelAt } from './level.ts';
import { type Direction, nextAlongPeering, nextOnMap } from './neighbour.ts';
import type { FindingCounts } from './paint/findings.ts';
import { byImportance } from './paint/labels.ts';
import type { Picture } from './paint/painter.ts';
import { newPicker } from './picker.ts';
import type { Box, Point } from './placement/room.ts';
import type { PositionStore } from './positions.ts';
import { pointOf, type Scene, sceneOf } from './scene.ts';
import { NO_SURROUNDINGS, surroundingsOf } from './surroundings.ts';
import { AT_REST, type Effect, type LookAround, lookAround, type MapEvent } from './tools/look-around.ts';
import { type Size, toMap, toScreen, type View } from './view.ts';
import { zoomByWheel } from './wheel.ts';

/** What the map is told from outside. */
interface MapInput {
  readonly topology: Topology;
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  readonly selection: Selection | undefined;
  readonly arrangement: Arrangement;
  /** What people say of VNets, whatever is detected. */
  readonly said: SaidRoles;
  readonly theme: Theme;
  readonly estate: string;
  readonly findings: FindingCounts;
  /** The halves to emphasise while their peering is selected. */
  readonly guilty: readonly HalfRef[];
  /** What a draft does to halves, by `from>to`. */
  readonly planned: ReadonlyMap<string, PlannedChange>;
  /** How far an apply is with halves, by `from>to`. */
  readonly applying: ReadonlyMap<string, ApplyState>;
  readonly lit: ReadonlySet<ResourceKey>;
  readonly picked: ReadonlySet<ResourceKey>;
  /** Whether several VNets can be picked by hand. */
  readonly picks: boolean;
  /** Whether VNets can be connected by hand. */
  readonly connects: boolean;
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
  /** A VNet offers its handle at that place on screen; undefined withdraws it. */
  offer(key: ResourceKey | undefined, at: Point): void;
  /** What would come of letting go, beside that place on screen. */
  hint(hint: Hint | undefined, at: Point): void;
  connect(a: ResourceKey, b: ResourceKey): void;
  pick(keys: readonly ResourceKey[], how: PickHow): void;
}

/** The map in motion: takes what is to be shown, keeps places and view, and answers to hands and keys. */
export interface LivingMap {
  readonly camera: Camera;
  update(input: MapInput): void;
  /** Whether there is a VNet picked to step from. */
  hasStart(): boolean;
  /** Picks the next VNet in a direction, along peerings or across the map; answers which. */
  step(direction: Direction, alongPeerings: boolean): ResourceKey | undefined;
  resetPositions(): void;
  /** What it draws now; undefined before there is anything. */
  drawn(): Drawn | undefined;
  /** Calls off what is in hand, else the selection; answers whether there was either. */
  cancel(): boolean;
  /** The handle of that VNet was taken in hand. */
  takeHandle(key: ResourceKey): void;
  /** The hand that holds the handle moved to that place on screen. */
  moveHandle(at: Point): void;
  dropHandle(): void;
  /** The pointer has left the map with all that belongs to it. */
  leave(): void;
  destroy(): void;
}

const REST_MS = 140;
/** More VNets than this change their places at once, without gliding. */
const MOST_GLIDING = 2500;
const NO_ELEMENTS: Elements = { nodes: new Map(), links: new Map(), connectedGroups: [] };
const NOT_KEPT = 'This browser does not let the map keep positions; they will be lost when the page closes';

/** Mounts a living map on a canvas and on the element above it that takes the gestures. */
export function livingMap(events: HTMLElement, canvas: HTMLCanvasElement, store: PositionStore, output: MapOutput): LivingMap {
  const still = () => window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
  const picker = newPicker();
  let input: MapInput | undefined;
  let elements = NO_ELEMENTS;
  let scene = sceneOf(NO_ELEMENTS, new Map());
  let order = byImportance(scene);
  let surroundings = NO_SURROUNDINGS;
  let extent: Box | undefined;
  let places: EstatePlaces | undefined;
  let tool: LookAround = AT_REST;
  let over: Selection | undefined;
  let lifted: number | undefined;
  let gliding: { stop(): void } | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** A new estate has not been painted yet. */
  let opening = false;
  let picture: Picture | undefined;
  /** 1 for each VNet that cannot be peered with the one in hand. */
  let refused: Uint8Array | undefined;
  let size: Size = { width: events.clientWidth, height: events.clientHeight };

  const targetAt = (at: Point, touch: boolean) => picker.at(scene, surroundings, at, graph.view().zoom, touch);
  const graph: GraphDoor = mountGraph(events, {
    frame() {
      frames.paint(graph.view(), { ...size, ratio: window.devicePixelRatio || 1 });
      if (opening) restSoon(0);
      opening = false;
    },
    find: (at, touch) => targetAt(at, touch)?.key,
    tap: (at, touch, picks) => run({ type: 'tap', target: targetAt(at, touch), picks: picks && input?.picks === true }),
    doubleTap: (at, touch, picks) => run({ type: 'double-tap', target: targetAt(at, touch), picks: picks && input?.picks === true }),
    hover(at) {
      const target = targetAt(at, false);
      run({ type: 'hover', target, at: toScreen(graph.view(), at) });
      offer(target?.kind === 'vnet' ? target.key : undefined);
    },
    dragged(id, at, pointer) {
      const key = id as ResourceKey;
      const node = scene.indexOf.get(key);
      if (input?.connects && node !== undefined) connecting.run({ type: 'carry', from: key, home: pointOf(scene, node) });
      if (connecting.isCalledOff()) return;
      run({ type: 'drag', key });
      carry(key, at);
      connecting.move(pointer);
    },
    dropped(key) {
      connecting.run({ type: 'release' });
      run({ type: 'drop', key });
    },
    taken: () => camera.taken(),
    viewChanged: () => {
      run({ type: 'leave' });
      connecting.run({ type: 'hover', over: undefined });
      output.view(graph.view(), size);
      restSoon();
    },
  });
  const frames: Frames = framesOn(canvas, { redraw: graph.redraw, now: () => performance.now(), still });
  const camera: Camera = cameraFor({
    look: () => ({ scene, containers: surroundings.containers, size }),
    view: graph.view,
    show: (view, milliseconds) => graph.show(view, still() ? 0 : milliseconds),
  });

  const connecting: Connecting = connectingOn(
    { topology: () => input?.topology, scene: () => scene, zoom: () => graph.view().zoom },
    {
      offer(key) {
        const node = key && scene.indexOf.get(key);
        if (node === undefined) return output.offer(undefined, { x: 0, y: 0 });
        const view = graph.view();
        output.offer(key, toScreen(view, handleAt(scene, node, view.zoom)));
      },
      dim(reasons) {
        refused =
          reasons && Uint8Array.from(scene.nodes, ({ key }) => (reasons.get(key) && reasons.get(key)?.code !== 'self-peering' ? 1 : 0));
        showPicture();
      },
      aim: (aim) => frames.aim(aim),
      hint: (hint, at) => output.hint(hint, toScreen(graph.view(), at)),
      putBack,
      propose: output.connect,
    },
  );

  const lassoing: Lassoing = lassoOn(
    events,
    {
      scene: () => scene,
      shown: () => input?.shown,
      toMap: (at) => toMap(graph.view(), at),
      isFree: (at) => input?.picks === true && targetAt(toMap(graph.view(), at), false)?.kind !== 'vnet',
    },
    {
      draw(loop) {
        if (loop) run({ type: 'leave' });
        frames.lasso(loop);
      },
      hint: output.hint,
      pick: output.pick,
    },
  );

  const run = (event: MapEvent) => {
    const [next, ...effects] = lookAround(tool, event);
    tool = next;
    effects.forEach(carryOut);
  };
  const carryOut = (effect: Effect) => {
    switch (effect.do) {
      case 'select':
        return output.select(effect.selection);
      case 'toggle':
        return output.pick([effect.key], 'toggle');
      case 'point':
        return point(effect.target, effect.at);
      case 'frame':
        return camera.frame(effect.selection);
      case 'lift':
        return lift(scene.indexOf.get(effect.key as ResourceKey));
      case 'settle':
        return settle(effect.key as ResourceKey);
    }
  };
  const point = (target: Target | undefined, at: Point) => {
    const next = selectionOf(target);
    events.style.cursor = next ? 'pointer' : '';
    if (next?.key !== over?.key) {
      over = next;
      frames.focus(focusOf(scene, input?.selection, over, input?.guilty));
    }
    output.point(target, at);
  };
  /** A VNet offers its handle while it is pointed at, else while it is selected; far away there is no room for one. */
  const offer = (pointed: ResourceKey | undefined) => {
    if (!input?.connects) return;
    const selected = input.selection?.kind === 'vnet' ? input.selection.key : undefined;
    const wanted = pointed ?? selected;
    const isVNet = wanted !== undefined && input.topology.vnets.has(wanted);
    connecting.run({ type: 'hover', over: isVNet && levelAt(graph.view().zoom) !== 'far' ? wanted : undefined });
  };
  const lift = (node: number | undefined) => {
    lifted = node;
    showPicture();
  };
  const carry = (key: ResourceKey, at: Point) => {
    const node = scene.indexOf.get(key);
    if (node === undefined) return;
    scene.x[node] = at.x;
    scene.y[node] = at.y;
    placesChanged();
  };
  const settle = (key: ResourceKey) => {
    const node = scene.indexOf.get(key);
    lift(undefined);
    if (node === undefined || !input || !places) return;
    if (!places.keep(input.arrangement, key, pointOf(scene, node))) output.trouble(NOT_KEPT);
    restSoon();
  };

  /** What was carried stands again where it was, and no place is kept for it. */
  function putBack(key: ResourceKey, home: Point) {
    carry(key, home);
    graph.move(new Map([[key, home]]));
    tool = AT_REST;
    lift(undefined);
    restSoon();
  }

  const placesChanged = () => {
    picker.spoil();
    extent = undefined;
    surroundings = surroundingsOf(scene);
  };
  const showPicture = () => {
    if (!input) return;
    const { shown, theme, findings } = input;
    const hidden = shown && Uint8Array.from(scene.nodes, ({ key }) => (shown.has(key) ? 0 : 1));
    const faint = hidden && refused ? hidden.map((one, i) => one | (refused?.[i] ?? 0)) : (hidden ?? refused);
    const planned = marksOn(scene, input.planned);
    picture = { scene, ...surroundings, order, faint, lifted, findings, planned };
    frames.show(picture, theme);
  };
  const restSoon = (milliseconds = REST_MS) => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      extent ??= extentOf(scene);
      offer(undefined);
      output.rest({ scene, order, extent, view: graph.view(), size });
    }, milliseconds);
  };

  /** Brings graph and scene in step with the input; answers which halves changed. */
  const rebuild = (next: MapInput, estate: EstatePlaces): number[] => {
    gliding?.stop();
    const [oldElements, sameMap] = [elements, input?.estate === next.estate && input.arrangement === next.arrangement];
    elements = elementsOf(next.topology, next.arrangement.grouping, next.said);
    const at = estate.of(elements, next.arrangement);
    graph.patch(elements, at);
    if (input && !sameMap) graph.move(at);
    scene = sceneOf(elements, at);
    order = byImportance(scene);
    tool = AT_REST;
    lifted = undefined;
    placesChanged();
    return sameMap ? changedHalves(oldElements, elements, scene) : [];
  };
  const glideFrom = (old: Scene) => {
    if (still() || scene.nodes.length > MOST_GLIDING || old.nodes.length === 0) return;
    gliding = glide(scene, new Map(old.nodes.map(({ key }, i) => [key, pointOf(old, i)])), () => {
      placesChanged();
      showPicture();
      restSoon();
    });
  };

  /** A new estate is seen whole, or where something is selected: a link to it leads there. */
  const open = ({ selection }: MapInput) => {
    opening = true;
    camera.fit(0);
    if (selection) camera.frame(selection, 0);
  };
  const update = (next: MapInput) => {
    const [before, oldScene] = [input, scene];
    const newEstate = before?.estate !== next.estate;
    const rearranged = before !== undefined && before.arrangement !== next.arrangement;
    if (newEstate || !places) places = estatePlaces(store, next.estate);
    const changed = newEstate || rearranged || before?.topology !== next.topology || before.said !== next.said ? rebuild(next, places) : [];
    input = next;
    if (newEstate) open(next);
    else if (rearranged) camera.fit();
    connecting.run({ type: 'refresh', there: scene.indexOf });
    lassoing.refresh();
    showPicture();
    frames.focus(focusOf(scene, next.selection, over, next.guilty));
    frames.glow(changed);
    const numbers = (keys: ReadonlySet<ResourceKey>) => [...keys].flatMap((key) => scene.indexOf.get(key) ?? []);
    frames.overlay({ lit: numbers(next.lit), picked: numbers(next.picked), applying: marksOn(scene, next.applying) });
    if (rearranged && !newEstate) glideFrom(oldScene);
    restSoon();
  };

  const watcher = new ResizeObserver(() => {
    const next = { width: events.clientWidth, height: events.clientHeight };
    if (next.width === size.width && next.height === size.height) return;
    size = next;
    camera.resized();
    graph.redraw();
    restSoon();
  });
  watcher.observe(events);
  const leave = () => run({ type: 'leave' });
  events.addEventListener('mouseleave', leave);
  const stopWheel = zoomByWheel(events, {
    view: graph.view,
    still,
    show(view) {
      camera.taken();
      graph.show(view);
    },
  });

  return {
    camera,
    update,
    hasStart: () => input?.selection?.kind === 'vnet',
    step(direction, alongPeerings) {
      const from = input?.selection?.kind === 'vnet' ? scene.indexOf.get(input.selection.key) : undefined;
      if (from === undefined) return undefined;
      const to = alongPeerings ? nextAlongPeering(scene, from, direction) : nextOnMap(scene, from, direction);
      const key = to === undefined ? undefined : scene.nodes[to]?.key;
      if (to === undefined || !key) return undefined;
      camera.bringIntoView(to);
      output.select({ kind: 'vnet', key });
      return key;
    },
    resetPositions() {
      if (!input || !places) return;
      const oldScene = scene;
      places.forget(input.arrangement);
      rebuild(input, places);
      graph.move(new Map(scene.nodes.map(({ key }, i) => [key, pointOf(scene, i)])));
      showPicture();
      camera.fit();
      glideFrom(oldScene);
      restSoon();
    },
    drawn: () => input && picture && { topology: input.topology, picture, theme: input.theme, view: graph.view(), size },
    cancel() {
      if (lassoing.cancel()) return true;
      const isBusy = connecting.isBusy();
      if (isBusy) connecting.run({ type: 'cancel' });
      else if (input?.selection) run({ type: 'cancel' });
      return isBusy || input?.selection !== undefined;
    },
    takeHandle: (key) => connecting.run({ type: 'press', from: key }),
    moveHandle: (at) => connecting.move(toMap(graph.view(), at)),
    dropHandle: () => connecting.run({ type: 'release' }),
    leave: () => offer(undefined),
    destroy() {
      gliding?.stop();
      clearTimeout(resting);
      stopWheel();
      lassoing.destroy();
      events.removeEventListener('mouseleave', leave);
      watcher.disconnect();
      frames.destroy();
      graph.destroy();
    },
  };
}
