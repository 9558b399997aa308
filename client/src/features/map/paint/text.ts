import type { DrawingContext } from './paint-context.ts';

/** Font family of all text on the map: system fonts only, so that nothing is downloaded. */
export const FONT = '"Segoe UI", "Segoe UI Web (West European)", system-ui, -apple-system, Roboto, "Helvetica Neue", sans-serif';

/** Returns a CSS font value for the map's font family; `size` in CSS pixels. */
export const font = (size: number, weight: 400 | 600 = 400, style: 'normal' | 'italic' = 'normal'): string =>
  `${style} ${weight} ${size}px ${FONT}`;

/** Measures the width of a text in CSS pixels. */
export type MeasureText = (text: string) => number;

/**
 * Shortens the text in the middle until it fits. Both ends stay, because the names of an estate differ there
 * (`spoke-westeurope-001-017`).
 */
export function shorten(text: string, width: number, measure: MeasureText): string {
  if (measure(text) <= width) return text;
  let [min, max] = [0, text.length - 1];
  const cut = (length: number) => `${text.slice(0, Math.ceil(length / 2))}…${length > 1 ? text.slice(-Math.floor(length / 2)) : ''}`;
  while (min < max) {
    const middle = Math.ceil((min + max) / 2);
    if (measure(cut(middle)) <= width) min = middle;
    else max = middle - 1;
  }
  return cut(min);
}

const MAX_CACHE_ENTRIES = 30_000;
const cache = new Map<string, { text: string; width: number }>();

/** Fits the text into `width` in the given font and returns it with its measured width; results are cached. Sets the font of `ctx`. */
export function fitText(ctx: DrawingContext, text: string, textFont: string, width: number): { text: string; width: number } {
  ctx.font = textFont;
  const key = `${textFont}|${width}|${text}`;
  const cached = cache.get(key);
  if (cached) return cached;
  const short = shorten(text, width, (candidate) => ctx.measureText(candidate).width);
  const fit = { text: short, width: ctx.measureText(short).width };
  if (cache.size >= MAX_CACHE_ENTRIES) cache.clear();
  cache.set(key, fit);
  return fit;
}
