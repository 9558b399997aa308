import type { Size } from '../geometry/view.ts';
import type { DrawingContext } from '../paint/paint-context.ts';
import { type Page, paintPage } from './page.ts';
import { createCanvas } from './text-measurer.ts';

/** Canvas limits that every supported browser can draw: longest side and area, in pixels. */
const LIMIT = { side: 16_384, area: 16_384 * 8192 } as const;

/** Returns the size of a PNG in pixels. */
export const pixelsOf = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
});

/** Returns the largest scale at which a page of this size can be drawn, rounded down to two decimals. */
export function largestScale({ width, height }: Size): number {
  const max = Math.min(LIMIT.side / Math.max(width, height), Math.sqrt(LIMIT.area / (width * height)));
  return Math.floor(max * 100) / 100;
}

/** Converts a page to a PNG file with `scale` pixels per CSS pixel; undefined if the browser could not draw it. */
export async function toPng(page: Page, scale: number): Promise<Blob | undefined> {
  const { width, height } = pixelsOf(page, scale);
  const canvas = createCanvas(width, height);
  const ctx = contextOf(canvas);
  if (!ctx) return undefined;
  paintPage(ctx, page, scale);
  const file = await blobOf(canvas);
  // free the pixels now instead of waiting for the garbage collector
  Object.assign(canvas, { width: 0, height: 0 });
  return file;
}

type Canvas = ReturnType<typeof createCanvas>;

const isOffscreen = (canvas: Canvas): canvas is OffscreenCanvas =>
  typeof OffscreenCanvas !== 'undefined' && canvas instanceof OffscreenCanvas;

/** Returns the 2D context. The two kinds of canvas need separate calls because their types differ. */
const contextOf = (canvas: Canvas): DrawingContext | null =>
  isOffscreen(canvas) ? canvas.getContext('2d', { alpha: false }) : canvas.getContext('2d', { alpha: false });

async function blobOf(canvas: Canvas): Promise<Blob | undefined> {
  if (isOffscreen(canvas)) return canvas.convertToBlob({ type: 'image/png' }).catch(() => undefined);
  return new Promise((resolve) => canvas.toBlob((file) => resolve(file ?? undefined), 'image/png'));
}
