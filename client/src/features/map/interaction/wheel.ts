import { type View, zoomedAt } from '../geometry/view.ts';

interface Wheeled {
  view(): View;
  show(view: View): void;
  /** Whether the person asked for less motion. */
  still(): boolean;
}

/** How quickly the view follows the wheel: after that many milliseconds about two thirds of the way are done. */
const FOLLOW_MS = 55;

/** The factor by which one wheel event zooms; a pinch on a touchpad comes as small steps with Ctrl held. */
export function wheelFactor({ deltaY, deltaMode, ctrlKey }: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  const pixels = deltaMode === 1 ? deltaY * 16 : deltaMode === 2 ? deltaY * 400 : deltaY;
  return Math.exp(-Math.max(-240, Math.min(240, pixels)) * (ctrlKey ? 0.01 : 0.0022));
}

/** Zooms smoothly at the pointer as the wheel turns on that element, before anyone else hears of it; returns how to stop listening. */
export function zoomByWheel(element: HTMLElement, map: Wheeled): () => void {
  let goal: { readonly zoom: number; readonly at: { readonly x: number; readonly y: number } } | undefined;
  let frame = 0;
  let last = 0;
  const tick = (now: number) => {
    frame = 0;
    if (!goal) return;
    const view = map.view();
    const left = goal.zoom / view.zoom;
    const part = map.still() ? 1 : 1 - Math.exp(-Math.min(64, now - last) / FOLLOW_MS);
    const factor = Math.abs(left - 1) < 0.004 ? left : left ** part;
    last = now;
    map.show(zoomedAt(view, factor, goal.at));
    if (factor === left) goal = undefined;
    else frame = requestAnimationFrame(tick);
  };
  const turn = (event: WheelEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const { left, top } = element.getBoundingClientRect();
    const at = { x: event.clientX - left, y: event.clientY - top };
    const from = goal?.zoom ?? map.view().zoom;
    goal = { zoom: zoomedAt({ zoom: from, x: 0, y: 0 }, wheelFactor(event), at).zoom, at };
    if (frame !== 0) return;
    last = performance.now() - 16;
    frame = requestAnimationFrame(tick);
  };
  element.addEventListener('wheel', turn, { capture: true, passive: false });
  return () => {
    cancelAnimationFrame(frame);
    element.removeEventListener('wheel', turn, { capture: true });
  };
}
