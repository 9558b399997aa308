import type { ThemeName } from '../../../lib/format/half-status-styles.ts';
import type { DetailLevel } from '../geometry/detail-level.ts';
import type { Size, View } from '../geometry/view.ts';
import type { Palette } from '../model/palette.ts';
import type { Scene } from '../model/scene.ts';

/** Size of the map area in CSS pixels, with its device pixel ratio. */
export interface ScreenSize extends Size {
  readonly ratio: number;
  /** Height of the strip at the upper edge that controls float over, in CSS pixels; names of VNets below it do not reach into it. */
  readonly controls?: number;
}

/** Drawing context: the subset of a 2D canvas context that the painters use, so that other back ends (SVG, tests) can implement it. */
export interface DrawingContext
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

/** Identifies the VNet or half that is being drawn, by index. */
export interface Subject {
  readonly kind: 'vnet' | 'half';
  readonly number: number;
}

/** Items with labels and glyphs. */
interface LabelledItems {
  readonly nodes: ReadonlySet<number>;
  readonly links: ReadonlySet<number>;
  /** VNets that get their names also where VNets have none, by priority. */
  readonly named: readonly number[];
}

/** Everything that a painter needs for one frame. */
export interface PaintContext {
  readonly ctx: DrawingContext;
  readonly scene: Scene;
  readonly view: View;
  readonly screen: ScreenSize;
  readonly theme: ThemeName;
  readonly palette: Palette;
  readonly level: DetailLevel;
  /** At the middle distance or nearer: labels include prefixes, and lines go around cards. */
  readonly isClose: boolean;
  /** The whole map is drawn on one page that is also viewed from a distance, so headings fill the space reserved for them. */
  readonly isWhole?: boolean;
  /** Called with the subject of the next draw calls, until the units or the subject change. Not set on screen. */
  readonly onSubject?: (subject: Subject | undefined) => void;
  /** Half-configured links that a running apply works on: they are drawn as in progress, not as an alarm. */
  readonly writing?: ReadonlySet<number>;
  /** Restricts labels and glyphs to these items. All others only reserve their space, so that positions match the full picture. */
  readonly labelsFor?: LabelledItems;
}

/** Sets the transform so that one unit is a map unit. */
export function setMapUnits({ ctx, view, screen: { ratio }, onSubject }: PaintContext): void {
  onSubject?.(undefined);
  ctx.setTransform(view.zoom * ratio, 0, 0, view.zoom * ratio, view.x * ratio, view.y * ratio);
}

/** Sets the transform so that one unit is a CSS pixel. */
export function setScreenUnits({ ctx, screen: { ratio }, onSubject }: PaintContext): void {
  onSubject?.(undefined);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
}

/** Resizes the canvas to the device pixels of `screen` and returns it. */
export function fitCanvas(canvas: HTMLCanvasElement, { width, height, ratio }: ScreenSize): HTMLCanvasElement {
  const [pixelWidth, pixelHeight] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  return canvas;
}
