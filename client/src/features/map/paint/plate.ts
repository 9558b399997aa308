import type { View } from '../geometry/view.ts';
import { fitCanvas, type Screen } from './canvas.ts';

/**
 * The last full picture as a bitmap. Pointing and picking only lay it down again; while the view moves and full pictures
 * take too long, it is laid down shifted and scaled until the view rests.
 */
export interface Plate {
  /** The picture is no longer true. */
  spoil(): void;
  /** Paints the picture if the bitmap cannot stand in for it. */
  ready(view: View, screen: Screen, paint: (ctx: CanvasRenderingContext2D) => void): void;
  /** Lays the bitmap down as that view sees it. */
  lay(ctx: CanvasRenderingContext2D, view: View, screen: Screen): void;
}

/** A full picture that keeps the next frame waiting for longer than this is worth avoiding while the view moves. */
const SLOW_MS = 26;
/** The view counts as resting when it has not moved for that long. */
const REST_MS = 110;
/** The part of the width or height that may stay blank at an edge before the picture is painted anew. */
const MOST_BLANK = 0.2;

interface Stage {
  redraw(): void;
  now(): number;
}

/** An empty plate; a clear one lets what lies below shine through. */
export function plateFor(stage: Stage, isClear = false): Plate {
  const canvas = document.createElement('canvas');
  let fresh = false;
  let shot: { readonly view: View; readonly screen: Screen } | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let cost = 0;
  let before: { readonly at: number; readonly full: boolean } = { at: 0, full: false };

  const standsIn = (view: View, screen: Screen): boolean => {
    if (!fresh || !shot || !sameScreen(shot.screen, screen)) return false;
    if (sameView(shot.view, view)) return true;
    if (cost < SLOW_MS || !covers(shot.view, view, screen)) return false;
    clearTimeout(rest);
    rest = setTimeout(() => {
      fresh = false;
      stage.redraw();
    }, REST_MS);
    return true;
  };

  /** How long full pictures take, seen from outside: the time from one frame to the next includes what the browser does later. */
  const measure = (full: boolean) => {
    const now = stage.now();
    const interval = now - before.at;
    if (before.full && interval < 400) cost = cost === 0 ? interval : cost * 0.6 + interval * 0.4;
    before = { at: now, full };
  };

  return {
    spoil() {
      fresh = false;
    },
    ready(view, screen, paint) {
      const full = !standsIn(view, screen);
      measure(full);
      if (!full) return;
      const ctx = fitCanvas(canvas, screen).getContext('2d', { alpha: isClear });
      if (!ctx) return;
      clearTimeout(rest);
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      if (isClear) ctx.clearRect(0, 0, canvas.width, canvas.height);
      paint(ctx);
      shot = { view, screen };
      fresh = true;
    },
    lay(ctx, view, { ratio }) {
      if (!shot) return;
      const scale = view.zoom / shot.view.zoom;
      const [x, y] = [(view.x - shot.view.x * scale) * ratio, (view.y - shot.view.y * scale) * ratio];
      if (scale === 1) ctx.drawImage(canvas, Math.round(x), Math.round(y));
      else ctx.drawImage(canvas, x, y, canvas.width * scale, canvas.height * scale);
    },
  };
}

const sameView = (one: View, other: View): boolean => one.zoom === other.zoom && one.x === other.x && one.y === other.y;
const sameScreen = (one: Screen, other: Screen): boolean =>
  one.width === other.width && one.height === other.height && one.ratio === other.ratio;

/** Whether a picture taken in one view still fills most of the screen, sharply enough, in another. */
export function covers(taken: View, view: View, screen: { readonly width: number; readonly height: number }): boolean {
  const scale = view.zoom / taken.zoom;
  if (scale < 0.6 || scale > 1.7) return false;
  const [left, top] = [view.x - taken.x * scale, view.y - taken.y * scale];
  const [right, bottom] = [screen.width * (1 - scale) - left, screen.height * (1 - scale) - top];
  return Math.max(left, right) <= MOST_BLANK * screen.width && Math.max(top, bottom) <= MOST_BLANK * screen.height;
}
