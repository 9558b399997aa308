import type { Size } from '../geometry/view.ts';
import type { Ink } from '../paint/canvas.ts';
import { newCanvas } from './ruler.ts';
import { paintSheet, type Sheet } from './sheet.ts';

/** What every browser in use can still draw: longest side and area of a canvas, in pixels. */
const MOST = { side: 16_384, area: 16_384 * 8192 } as const;

/** The size of a picture in pixels. */
export const pixelsOf = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
});

/** The largest scale at which a picture of that size can be drawn, rounded down to the hundredth. */
export function largestScale({ width, height }: Size): number {
  const most = Math.min(MOST.side / Math.max(width, height), Math.sqrt(MOST.area / (width * height)));
  return Math.floor(most * 100) / 100;
}

/** A page as a PNG file with so many pixels per CSS pixel; undefined when the browser could not draw that many. */
export async function pngOf(sheet: Sheet, scale: number): Promise<Blob | undefined> {
  const { width, height } = pixelsOf(sheet, scale);
  const canvas = newCanvas(width, height);
  const ink = inkOn(canvas);
  if (!ink) return undefined;
  paintSheet(ink, sheet, scale);
  const file = await blobOf(canvas);
  // so many pixels are not left to the garbage collector
  Object.assign(canvas, { width: 0, height: 0 });
  return file;
}

type Canvas = ReturnType<typeof newCanvas>;

const isOffscreen = (canvas: Canvas): canvas is OffscreenCanvas =>
  typeof OffscreenCanvas !== 'undefined' && canvas instanceof OffscreenCanvas;

/** Asked of each kind of canvas by itself: their contexts are alike, their types are not. */
const inkOn = (canvas: Canvas): Ink | null =>
  isOffscreen(canvas) ? canvas.getContext('2d', { alpha: false }) : canvas.getContext('2d', { alpha: false });

async function blobOf(canvas: Canvas): Promise<Blob | undefined> {
  if (isOffscreen(canvas)) return canvas.convertToBlob({ type: 'image/png' }).catch(() => undefined);
  return new Promise((resolve) => canvas.toBlob((file) => resolve(file ?? undefined), 'image/png'));
}
