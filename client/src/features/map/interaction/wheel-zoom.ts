import { type View, zoomView } from '../geometry/view.ts';

interface WheelZoomOptions {
  view(): View;
  show(view: View): void;
  /** Returns true if the user prefers reduced motion. */
  still(): boolean;
}

/** Time constant of the zoom animation: after this time about two thirds of the zoom are done. */
const TIME_CONSTANT_MS = 55;

/** Returns the zoom factor of one wheel event; a pinch on a touchpad arrives as small steps with `ctrlKey` set. */
export function wheelZoomFactor({ deltaY, deltaMode, ctrlKey }: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  const pixels = deltaMode === 1 ? deltaY * 16 : deltaMode === 2 ? deltaY * 400 : deltaY;
  return Math.exp(-Math.max(-240, Math.min(240, pixels)) * (ctrlKey ? 0.01 : 0.0022));
}

/** Returns the factor of one animation step towards a zoom that is `remaining` times the current one, `elapsed` ms after the last step. */
export function wheelZoomStep(remaining: number, elapsed: number, isStill: boolean): number {
  if (isStill || Math.abs(remaining - 1) < 0.004) return remaining;
  return remaining ** (1 - Math.exp(-Math.min(64, elapsed) / TIME_CONSTANT_MS));
}

/** Zooms smoothly around the pointer on wheel events of the element, in the capture phase; returns a function that removes the listener. */
export function attachWheelZoom(element: HTMLElement, map: WheelZoomOptions): () => void {
  let target: { readonly zoom: number; readonly at: { readonly x: number; readonly y: number } } | undefined;
  let frame = 0;
  let last = 0;
  const tick = (now: number) => {
    frame = 0;
    if (!target) return;
    const view = map.view();
    const remaining = target.zoom / view.zoom;
    const factor = wheelZoomStep(remaining, now - last, map.still());
    last = now;
    map.show(zoomView(view, factor, target.at));
    if (factor === remaining) target = undefined;
    else frame = requestAnimationFrame(tick);
  };
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const { left, top } = element.getBoundingClientRect();
    const at = { x: event.clientX - left, y: event.clientY - top };
    const from = target?.zoom ?? map.view().zoom;
    target = { zoom: zoomView({ zoom: from, x: 0, y: 0 }, wheelZoomFactor(event), at).zoom, at };
    if (frame !== 0) return;
    last = performance.now() - 16;
    frame = requestAnimationFrame(tick);
  };
  element.addEventListener('wheel', onWheel, { capture: true, passive: false });
  return () => {
    cancelAnimationFrame(frame);
    element.removeEventListener('wheel', onWheel, { capture: true });
  };
}
