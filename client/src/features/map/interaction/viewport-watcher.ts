import type { Size } from '../geometry/view.ts';

interface ViewportCallbacks {
  /** The view or the scene started to change. */
  busy(): void;
  /** The view and the scene are at rest. */
  idle(): void;
  /** The area was of size `before`, and is no longer. */
  resized(before: Size): void;
}

/** Watches the size of the map's area and when the viewport comes to rest. */
export interface ViewportWatcher {
  readonly size: Size;
  /** Reports that the viewport is busy, and that it is idle once `milliseconds` pass without another change. */
  markBusy(milliseconds?: number): void;
  destroy(): void;
}

/** The viewport counts as idle after this time without a change. */
const IDLE_MS = 140;

/** Creates the watcher of an element. */
export function watchViewport(element: HTMLElement, callbacks: ViewportCallbacks): ViewportWatcher {
  const measure = (): Size => ({ width: element.clientWidth, height: element.clientHeight });
  let size = measure();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const markBusy = (milliseconds = IDLE_MS) => {
    clearTimeout(timer);
    callbacks.busy();
    timer = setTimeout(callbacks.idle, milliseconds);
  };
  const resizeObserver = new ResizeObserver(() => {
    const next = measure();
    if (next.width === size.width && next.height === size.height) return;
    const before = size;
    size = next;
    callbacks.resized(before);
    markBusy();
  });
  resizeObserver.observe(element);
  return {
    get size() {
      return size;
    },
    markBusy,
    destroy() {
      clearTimeout(timer);
      resizeObserver.disconnect();
    },
  };
}
