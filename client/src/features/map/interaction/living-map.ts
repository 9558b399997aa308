import type { ResourceKey } from '@peerscape/shared/arm';
import type { Selection } from '../../../lib/state/selection.ts';
import { type GraphDoor, mountGraph } from '../cy/mount.ts';
import type { Drawn } from '../export/drawn.ts';
import { levelAt } from '../geometry/level.ts';
import type { Point } from '../geometry/room.ts';
import { type Size, toMap, toScreen } from '../geometry/view.ts';
import { marksOn } from '../model/half-marks.ts';
import { handleAt } from '../model/handle.ts';
import { type Direction, nextAlongPeering, nextOnMap } from '../model/neighbour.ts';
import { type Frames, framesOn } from '../paint/frames.ts';
import { lightsOn } from '../paint/lights.ts';
import type { Picture } from '../paint/painter.ts';
import { type Camera, cameraFor } from './camera.ts';
import { type Connecting, connectingOn } from './connecting.ts';
import { focusOf, selectionOf, type Target } from './focus.ts';
import { type Lassoing, lassoOn } from './lassoing.ts';
import type { MapInput, MapOutput } from './map-io.ts';
import { emptyStand } from './stand.ts';
import { type Taking, takingOn } from './taking.ts';
import { AT_REST, type Effect, type LookAround, lookAround, type MapEvent } from './tools/look-around.ts';
import { zoomByWheel } from './wheel.ts';

/** The map in motion: takes what is to be shown, keeps places and view, and answers to hands and keys. */
export interface LivingMap {
  readonly camera: Camera;
  /** Shows the selection, now or as soon as there is something to be seen. */
  frame(selection: Selection): void;
  update(input: MapInput): void;
  /** Whether there is a VNet picked to step from. */
  hasStart(): boolean;
  /** Picks the next VNet in a direction, along peerings or across the map; answers which. */
  step(direction: Direction, alongPeerings: boolean): ResourceKey | undefined;
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

/** Mounts a living map on a canvas and on the element above it that takes the gestures. */
export function livingMap(events: HTMLElement, canvas: HTMLCanvasElement, output: MapOutput): LivingMap {
  const still = () => window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
  const stand = emptyStand();
  let input: MapInput | undefined;
  let tool: LookAround = AT_REST;
  let over: Selection | undefined;
  let lifted: number | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** A new estate has not been painted yet. */
  let opening = false;
  /** What is to be framed once there is something to be seen. */
  let wanted: Selection | undefined;
  let picture: Picture | undefined;
  /** 1 for each VNet that cannot be peered with the one in hand. */
  let refused: Uint8Array | undefined;
  let size: Size = { width: events.clientWidth, height: events.clientHeight };

  const targetAt = (at: Point, touch: boolean) => stand.targetAt(at, graph.view().zoom, touch, input);
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
      // what is still gliding would take the VNet out of the hand
      if (tool.path !== 'carrying') taking.stop();
      const home = stand.placeOf(key);
      if (input?.connects && home) connecting.run({ type: 'carry', from: key, home });
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
    look: () => ({ scene: stand.scene, containers: stand.surroundings.containers, size }),
    view: graph.view,
    show: (view, milliseconds) => graph.show(view, still() ? 0 : milliseconds),
  });

  const taking: Taking = takingOn({
    stand,
    graph,
    camera,
    still,
    stepped() {
      showPicture();
      restSoon();
    },
  });

  const connecting: Connecting = connectingOn(
    { topology: () => input?.placed.topology, scene: () => stand.scene, zoom: () => graph.view().zoom },
    {
      offer(key) {
        const node = key && stand.scene.indexOf.get(key);
        if (node === undefined) return output.offer(undefined, { x: 0, y: 0 });
        const view = graph.view();
        output.offer(key, toScreen(view, handleAt(stand.scene, node, view.zoom)));
      },
      dim(reasons) {
        refused =
          reasons &&
          Uint8Array.from(stand.scene.nodes, ({ key }) => (reasons.get(key) && reasons.get(key)?.code !== 'self-peering' ? 1 : 0));
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
      scene: () => stand.scene,
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
        return lift(stand.scene.indexOf.get(effect.key as ResourceKey));
      case 'settle':
        return settle(effect.key as ResourceKey);
    }
  };
  const point = (target: Target | undefined, at: Point) => {
    const next = selectionOf(target);
    events.style.cursor = next ? 'pointer' : '';
    if (next?.key !== over?.key) {
      over = next;
      frames.focus(focusOf(stand.scene, input?.selection, over, input?.guilty));
    }
    output.point(target, at);
  };
  /** A VNet offers its handle while it is pointed at, else while it is selected; far away there is no room for one. */
  const offer = (pointed: ResourceKey | undefined) => {
    if (!input?.connects) return;
    const selected = input.selection?.kind === 'vnet' ? input.selection.key : undefined;
    const pointedOrSelected = pointed ?? selected;
    const isVNet = pointedOrSelected !== undefined && input.placed.topology.vnets.has(pointedOrSelected);
    connecting.run({ type: 'hover', over: isVNet && levelAt(graph.view().zoom) !== 'far' ? pointedOrSelected : undefined });
  };
  const lift = (node: number | undefined) => {
    lifted = node;
    showPicture();
  };
  const carry = (key: ResourceKey, at: Point) => stand.move(new Map([[key, at]]));
  const settle = (key: ResourceKey) => {
    const at = stand.placeOf(key);
    lift(undefined);
    if (!at || !input) return;
    const put = { x: Math.round(at.x), y: Math.round(at.y) };
    carry(key, put);
    graph.move(new Map([[key, put]]));
    output.moved(input.placed.arrangement, key, put);
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

  const showPicture = () => {
    if (!input) return;
    const { shown, theme, findings } = input;
    const { scene, order, surroundings } = stand;
    const hidden = shown && Uint8Array.from(scene.nodes, ({ key }) => (shown.has(key) ? 0 : 1));
    const faint = hidden && refused ? hidden.map((one, i) => one | (refused?.[i] ?? 0)) : (hidden ?? refused);
    picture = { scene, ...surroundings, order, faint, lifted, findings, planned: marksOn(scene, input.planned) };
    frames.show(picture, theme);
  };
  const restSoon = (milliseconds = REST_MS) => {
    clearTimeout(resting);
    output.moves();
    resting = setTimeout(() => {
      offer(undefined);
      output.rest({ scene: stand.scene, order: stand.order, extent: stand.extent, view: graph.view(), size });
    }, milliseconds);
  };

  /** A new estate is seen whole, or where something is selected: a link to it leads there. */
  const open = ({ selection }: MapInput) => {
    opening = true;
    const first = wanted ?? selection;
    if (first) camera.frame(first, 0);
    wanted = undefined;
  };
  const update = (next: MapInput) => {
    const [before, { scene: oldScene }] = [input, stand];
    const inHand = tool.path === 'carrying' ? (tool.key as ResourceKey) : undefined;
    const changed = taking.take(next.placed, before?.placed, inHand);
    input = next;
    const { scene } = stand;
    if (scene !== oldScene) {
      lifted = inHand && scene.indexOf.get(inHand);
      if (lifted === undefined) tool = AT_REST;
    }
    if (before?.placed.estate !== next.placed.estate) open(next);
    connecting.run({ type: 'refresh', there: scene.indexOf });
    lassoing.refresh();
    showPicture();
    frames.focus(focusOf(scene, next.selection, over, next.guilty));
    frames.glow(changed);
    const numbers = (keys: ReadonlySet<ResourceKey>) => [...keys].flatMap((key) => scene.indexOf.get(key) ?? []);
    frames.overlay({ lit: lightsOn(scene, next.lit), picked: numbers(next.picked), applying: marksOn(scene, next.applying) });
    restSoon();
  };

  const watcher = new ResizeObserver(() => {
    const next = { width: events.clientWidth, height: events.clientHeight };
    if (next.width === size.width && next.height === size.height) return;
    size = next;
    camera.refit(0);
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
    frame(selection) {
      if (input) camera.frame(selection);
      else wanted = selection;
    },
    hasStart: () => input?.selection?.kind === 'vnet',
    step(direction, alongPeerings) {
      const { scene } = stand;
      const from = input?.selection?.kind === 'vnet' ? scene.indexOf.get(input.selection.key) : undefined;
      if (from === undefined) return undefined;
      const to = alongPeerings ? nextAlongPeering(scene, from, direction) : nextOnMap(scene, from, direction);
      const key = to === undefined ? undefined : scene.nodes[to]?.key;
      if (to === undefined || !key) return undefined;
      camera.bringIntoView(to);
      output.select({ kind: 'vnet', key });
      return key;
    },
    drawn: () => input && picture && { topology: input.placed.topology, picture, theme: input.theme, view: graph.view(), size },
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
      taking.stop();
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
