import type { Theme } from '../../../lib/format/half-looks.ts';
import type { Level } from '../geometry/level.ts';
import type { Size, View } from '../geometry/view.ts';
import type { Palette } from '../model/palette.ts';
import type { Scene } from '../model/scene.ts';

/** The map's area with its device pixels per CSS pixel. */
export interface Screen extends Size {
  readonly ratio: number;
}

/** What painters draw with: the calls of a canvas that they use, so that anything that answers to these can be drawn on. */
export interface Ink
  extends Pick<
    CanvasRenderingContext2D,
    'fillStyle' | 'strokeStyle' | 'lineWidth' | 'lineCap' | 'lineJoin' | 'globalAlpha' | 'font' | 'textAlign' | 'textBaseline'
  > {
  save(): void;
  restore(): void;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  translate(x: number, y: number): void;
  scale(x: number, y: number): void;
  rotate(angle: number): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void;
  rect(x: number, y: number, width: number, height: number): void;
  roundRect(x: number, y: number, width: number, height: number, radius: number | number[]): void;
  closePath(): void;
  fill(path?: Path2D): void;
  stroke(path?: Path2D): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };
  setLineDash(lengths: number[]): void;
}

/** What is being drawn: a VNet or a half, by its number. */
export interface Subject {
  readonly kind: 'vnet' | 'half';
  readonly number: number;
}

/** All that a painting needs to know; the same for the whole frame. */
export interface Painting {
  readonly ctx: Ink;
  readonly scene: Scene;
  readonly view: View;
  readonly screen: Screen;
  readonly theme: Theme;
  readonly palette: Palette;
  readonly level: Level;
  /** The whole map is on one page, which is also looked at from afar: headings are as large as their room. */
  readonly isWhole?: boolean;
  /** Told what is drawn next, until the next setting of units or the next subject; nobody listens on screen. */
  readonly about?: (subject: Subject | undefined) => void;
  /** What alone is written and signed; all the rest only takes its room, so that names and signs stand where they do in the whole picture. */
  readonly only?: { readonly nodes: ReadonlySet<number>; readonly links: ReadonlySet<number> };
}

/** From here on one unit is a map unit. */
export function inMapUnits({ ctx, view, screen: { ratio }, about }: Painting): void {
  about?.(undefined);
  ctx.setTransform(view.zoom * ratio, 0, 0, view.zoom * ratio, view.x * ratio, view.y * ratio);
}

/** From here on one unit is a CSS pixel. */
export function inScreenUnits({ ctx, screen: { ratio }, about }: Painting): void {
  about?.(undefined);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
}

/** The canvas, with as many pixels as the screen has there. */
export function fitCanvas(canvas: HTMLCanvasElement, { width, height, ratio }: Screen): HTMLCanvasElement {
  const [wide, high] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  return canvas;
}
