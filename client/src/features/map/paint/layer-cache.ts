import type { View } from '../geometry/view.ts';
import { fitCanvas, type ScreenSize } from './paint-context.ts';

/**
 * Caches the last full picture as a bitmap. Hover and selection only draw the bitmap again; while the view moves and painting
 * is slow, the bitmap is drawn shifted and scaled until the view rests.
 */
export interface LayerCache {
  /** Marks the bitmap as outdated. */
  invalidate(): void;
  /** Repaints the bitmap with `paint` unless it can be reused for this view. */
  update(view: View, screen: ScreenSize, paint: (ctx: CanvasRenderingContext2D) => void): void;
  /** Draws the bitmap, transformed to this view. */
  draw(ctx: CanvasRenderingContext2D, view: View, screen: ScreenSize): void;
}

/** Repaints that take longer than this are avoided while the view moves. */
const SLOW_MS = 26;
/** The view is at rest when it has not moved for this long. */
const REST_MS = 110;
/** Share of the width or height that may stay blank at an edge previousFrame the bitmap is repainted. */
const MAX_BLANK = 0.2;

interface LayerCacheOptions {
  redraw(): void;
  now(): number;
}

/** Creates an empty layer cache; a transparent one shows the layers below it. */
export function createLayerCache(options: LayerCacheOptions, isTransparent = false): LayerCache {
  const canvas = document.createElement('canvas');
  let isValid = false;
  let painted: { readonly view: View; readonly screen: ScreenSize } | undefined;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let paintMs = 0;
  let previousFrame: { readonly at: number; readonly full: boolean } = { at: 0, full: false };

  const isReusable = (view: View, screen: ScreenSize): boolean => {
    if (!isValid || !painted || !sameScreen(painted.screen, screen)) return false;
    if (sameView(painted.view, view)) return true;
    if (paintMs < SLOW_MS || !coversScreen(painted.view, view, screen)) return false;
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      isValid = false;
      options.redraw();
    }, REST_MS);
    return true;
  };

  /** Measures the cost of a repaint as the interval to the next frame, which includes deferred work of the browser. */
  const measure = (full: boolean) => {
    const now = options.now();
    const interval = now - previousFrame.at;
    if (previousFrame.full && interval < 400) paintMs = paintMs === 0 ? interval : paintMs * 0.6 + interval * 0.4;
    previousFrame = { at: now, full };
  };

  return {
    invalidate() {
      isValid = false;
    },
    update(view, screen, paint) {
      const full = !isReusable(view, screen);
      measure(full);
      if (!full) return;
      const ctx = fitCanvas(canvas, screen).getContext('2d', { alpha: isTransparent });
      if (!ctx) return;
      clearTimeout(restTimer);
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      if (isTransparent) ctx.clearRect(0, 0, canvas.width, canvas.height);
      paint(ctx);
      painted = { view, screen };
      isValid = true;
    },
    draw(ctx, view, { ratio }) {
      if (!painted) return;
      const scale = view.zoom / painted.view.zoom;
      const [x, y] = [(view.x - painted.view.x * scale) * ratio, (view.y - painted.view.y * scale) * ratio];
      if (scale === 1) ctx.drawImage(canvas, Math.round(x), Math.round(y));
      else ctx.drawImage(canvas, x, y, canvas.width * scale, canvas.height * scale);
    },
  };
}

const sameView = (one: View, other: View): boolean => one.zoom === other.zoom && one.x === other.x && one.y === other.y;
const sameScreen = (one: ScreenSize, other: ScreenSize): boolean =>
  one.width === other.width && one.height === other.height && one.ratio === other.ratio;

/** Returns true if a picture painted for one view still fills most of the screen, sharply enough, in another. */
export function coversScreen(paintedView: View, view: View, screen: { readonly width: number; readonly height: number }): boolean {
  const scale = view.zoom / paintedView.zoom;
  if (scale < 0.6 || scale > 1.7) return false;
  const [left, top] = [view.x - paintedView.x * scale, view.y - paintedView.y * scale];
  const [right, bottom] = [screen.width * (1 - scale) - left, screen.height * (1 - scale) - top];
  return Math.max(left, right) <= MAX_BLANK * screen.width && Math.max(top, bottom) <= MAX_BLANK * screen.height;
}
