import type { ResourceKey } from '@peerscape/shared/arm';
import { count } from '../../../lib/format/format.ts';
import type { PickHow } from '../../../lib/state/picks.ts';
import { isInside } from '../geometry/polygon.ts';
import type { Point } from '../geometry/room.ts';
import { pointOf, type Scene } from '../model/scene.ts';
import type { Loop } from '../paint/picked.ts';
import type { Hint } from './hint.ts';
import { type LassoEffect, type LassoEvent, lasso, NO_LASSO, type Outline } from './tools/lasso.ts';

/** What the lasso sees of the map. */
interface Ground {
  scene(): Scene;
  /** What the filter lets through; undefined is all. The lasso leaves the rest alone. */
  shown(): ReadonlySet<ResourceKey> | undefined;
  /** The place of the map at that place on screen. */
  toMap(at: Point): Point;
  /** Whether a lasso may begin there: not on a VNet, which a press takes in hand. */
  isFree(at: Point): boolean;
}

/** What it asks of the map. */
interface Hands {
  draw(loop: Loop | undefined): void;
  /** Says what letting go would do; the place is one on screen. */
  hint(hint: Hint | undefined, at: Point): void;
  pick(keys: readonly ResourceKey[], how: PickHow): void;
}

/** The lasso in hand: Shift and a drag over the map draw it. */
export interface Lassoing {
  /** Calls off what is being drawn; answers whether there was something. */
  cancel(): boolean;
  /** The VNets are others, or stand elsewhere. */
  refresh(): void;
  destroy(): void;
}

/** A hand that moved less than that, in CSS pixels, has not moved. */
const STEP = 3;

/** A lasso on that element. It takes the press before anyone else hears of it: the same drag without Shift moves the view. */
export function lassoOn(element: HTMLElement, ground: Ground, hands: Hands): Lassoing {
  let tool = NO_LASSO;
  let last: Point = { x: 0, y: 0 };

  const run = (event: LassoEvent) => {
    const [next, ...effects] = lasso(tool, event);
    tool = next;
    effects.forEach(carryOut);
  };
  const carryOut = (effect: LassoEffect) => {
    const { outline } = effect;
    const inside = outline ? nodesInside(ground.scene(), outline, ground.shown()) : [];
    if (effect.do === 'outline') {
      hands.draw(outline && { ...outline, inside });
      return hands.hint(outline && hintFor(inside.length, outline.removes), last);
    }
    const keys = inside.flatMap((node) => ground.scene().nodes[node]?.key ?? []);
    if (keys.length > 0) hands.pick(keys, effect.outline.removes ? 'remove' : 'add');
  };

  const placeOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const press = (event: PointerEvent) => {
    const at = placeOf(event);
    if (event.button !== 0 || !event.shiftKey || !ground.isFree(at)) return;
    event.preventDefault();
    event.stopPropagation();
    element.setPointerCapture?.(event.pointerId);
    last = at;
    run({ type: 'press', at: ground.toMap(at), removes: event.altKey });
  };
  const move = (event: PointerEvent) => {
    if (tool.path === 'lasso.idle') return;
    event.stopPropagation();
    const at = placeOf(event);
    if (Math.hypot(at.x - last.x, at.y - last.y) < STEP) return;
    last = at;
    run({ type: 'move', at: ground.toMap(at), removes: event.altKey });
  };
  const end = (type: 'release' | 'cancel') => (event: PointerEvent) => {
    if (tool.path === 'lasso.idle') return;
    event.stopPropagation();
    run({ type });
  };

  const listening = new AbortController();
  const listen = (type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel', to: (event: PointerEvent) => void) =>
    element.addEventListener(type, to, { capture: true, signal: listening.signal });
  listen('pointerdown', press);
  listen('pointermove', move);
  listen('pointerup', end('release'));
  listen('pointercancel', end('cancel'));
  return {
    cancel() {
      const wasDrawing = tool.path === 'lasso.drawing';
      run({ type: 'cancel' });
      return wasDrawing;
    },
    refresh: () => run({ type: 'refresh' }),
    destroy: () => listening.abort(),
  };
}

/** The VNets whose middle the line goes around, by their numbers: no ghosts, and nothing that the filter leaves in the background. */
export function nodesInside(scene: Scene, { line }: Outline, shown: ReadonlySet<ResourceKey> | undefined): readonly number[] {
  const [xs, ys] = [line.map(({ x }) => x), line.map(({ y }) => y)];
  const box = { x1: Math.min(...xs), x2: Math.max(...xs), y1: Math.min(...ys), y2: Math.max(...ys) };
  return scene.nodes.flatMap(({ key, kind }, node) => {
    const at = pointOf(scene, node);
    if (at.x < box.x1 || at.x > box.x2 || at.y < box.y1 || at.y > box.y2) return [];
    return kind === 'vnet' && (!shown || shown.has(key)) && isInside(line, at) ? [node] : [];
  });
}

const hintFor = (inside: number, removes: boolean): Hint | undefined =>
  inside === 0
    ? undefined
    : { text: removes ? `Drop ${count(inside, 'VNet')} from the picks` : `Pick ${count(inside, 'VNet')}`, fits: true };
