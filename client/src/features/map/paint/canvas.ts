import type { Theme } from '../../../lib/half-looks.ts';
import type { Level } from '../level.ts';
import type { Palette } from '../palette.ts';
import type { Scene } from '../scene.ts';
import type { Size, View } from '../view.ts';

/** The map's area with its device pixels per CSS pixel. */
export interface Screen extends Size {
  readonly ratio: number;
}

/** All that a painting needs to know; the same for the whole frame. */
export interface Painting {
  readonly ctx: CanvasRenderingContext2D;
  readonly scene: Scene;
  readonly view: View;
  readonly screen: Screen;
  readonly theme: Theme;
  readonly palette: Palette;
  readonly level: Level;
  /** What alone is written and signed; all the rest only takes its room, so that names and signs stand where they do in the whole picture. */
  readonly only?: { readonly nodes: ReadonlySet<number>; readonly links: ReadonlySet<number> };
}

/** From here on one unit is a map unit. */
export function inMapUnits({ ctx, view, screen: { ratio } }: Painting): void {
  ctx.setTransform(view.zoom * ratio, 0, 0, view.zoom * ratio, view.x * ratio, view.y * ratio);
}

/** From here on one unit is a CSS pixel. */
export function inScreenUnits({ ctx, screen: { ratio } }: Painting): void {
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
}

/** The canvas, with as many pixels as the screen has there. */
export function fitCanvas(canvas: HTMLCanvasElement, { width, height, ratio }: Screen): HTMLCanvasElement {
  const [wide, high] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  return canvas;
}
