import type { ResourceKey } from '@peerscape/shared/arm';
import { count } from '../../../lib/format/format.ts';
import type { SelectionChange } from '../../../lib/state/multi-selection.ts';
import type { Point } from '../geometry/bounds.ts';
import { isInsidePolygon } from '../geometry/polygon.ts';
import { positionOf, type Scene } from '../model/scene.ts';
import type { LassoShape } from '../paint/selection-marks.ts';
import type { Hint } from './hint.ts';
import { LASSO_IDLE, type LassoEffect, type LassoEvent, type LassoOutline, reduceLasso } from './tools/lasso-tool.ts';

/** Map state that the lasso reads. */
interface LassoMapState {
  scene(): Scene;
  /** VNets that match the filter; undefined for all. The lasso ignores the others. */
  shown(): ReadonlySet<ResourceKey> | undefined;
  /** Converts a screen position to a map position. */
  toMap(at: Point): Point;
  /** Returns true if a lasso can start at a screen position: not on a VNet, which a press drags. */
  canStart(at: Point): boolean;
}

/** Actions of the lasso on the map. */
interface LassoActions {
  draw(loop: LassoShape | undefined): void;
  /** Shows what releasing will do, at a screen position. */
  showHint(hint: Hint | undefined, at: Point): void;
  select(keys: readonly ResourceKey[], change: SelectionChange): void;
}

/** Runs the lasso tool on the map: a drag with Shift draws it. */
export interface LassoController {
  /** Cancels the lasso; returns false if none was being drawn. */
  cancel(): boolean;
  /** Updates the lasso after VNets were added, removed or moved. */
  refresh(): void;
  destroy(): void;
}

/** Minimum movement of the pointer, in CSS pixels. */
const MIN_STEP = 3;

/** Creates the lasso controller. It listens in the capture phase, because the same drag without Shift pans the view. */
export function createLassoController(element: HTMLElement, map: LassoMapState, actions: LassoActions): LassoController {
  let tool = LASSO_IDLE;
  let last: Point = { x: 0, y: 0 };

  const run = (event: LassoEvent) => {
    const [next, ...effects] = reduceLasso(tool, event);
    tool = next;
    effects.forEach(carryOut);
  };
  const carryOut = (effect: LassoEffect) => {
    const { outline } = effect;
    const inside = outline ? findEnclosedNodes(map.scene(), outline, map.shown()) : [];
    if (effect.do === 'outline') {
      actions.draw(outline && { ...outline, inside });
      return actions.showHint(outline && hintFor(inside.length, outline.removes), last);
    }
    const keys = inside.flatMap((node) => map.scene().nodes[node]?.key ?? []);
    if (keys.length > 0) actions.select(keys, effect.outline.removes ? 'remove' : 'add');
  };

  const positionOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const press = (event: PointerEvent) => {
    const at = positionOf(event);
    if (event.button !== 0 || !event.shiftKey || !map.canStart(at)) return;
    event.preventDefault();
    event.stopPropagation();
    element.setPointerCapture?.(event.pointerId);
    last = at;
    run({ type: 'press', at: map.toMap(at), removes: event.altKey });
  };
  const move = (event: PointerEvent) => {
    if (tool.path === 'lasso.idle') return;
    event.stopPropagation();
    const at = positionOf(event);
    if (Math.hypot(at.x - last.x, at.y - last.y) < MIN_STEP) return;
    last = at;
    run({ type: 'move', at: map.toMap(at), removes: event.altKey });
  };
  const end = (type: 'release' | 'cancel') => (event: PointerEvent) => {
    if (tool.path === 'lasso.idle') return;
    event.stopPropagation();
    run({ type });
  };

  const listeners = new AbortController();
  const listen = (type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel', listener: (event: PointerEvent) => void) =>
    element.addEventListener(type, listener, { capture: true, signal: listeners.signal });
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
    destroy: () => listeners.abort(),
  };
}

/** Returns the indices of the VNets whose centre is inside the outline, without ghosts and VNets that the filter dims. */
export function findEnclosedNodes(scene: Scene, { line }: LassoOutline, shown: ReadonlySet<ResourceKey> | undefined): readonly number[] {
  const [xs, ys] = [line.map(({ x }) => x), line.map(({ y }) => y)];
  const box = { x1: Math.min(...xs), x2: Math.max(...xs), y1: Math.min(...ys), y2: Math.max(...ys) };
  return scene.nodes.flatMap(({ key, kind }, node) => {
    const at = positionOf(scene, node);
    if (at.x < box.x1 || at.x > box.x2 || at.y < box.y1 || at.y > box.y2) return [];
    return kind === 'vnet' && (!shown || shown.has(key)) && isInsidePolygon(line, at) ? [node] : [];
  });
}

const hintFor = (inside: number, removes: boolean): Hint | undefined =>
  inside === 0
    ? undefined
    : { text: removes ? `Remove ${count(inside, 'VNet')} from selection` : `Select ${count(inside, 'VNet')}`, isAllowed: true };
