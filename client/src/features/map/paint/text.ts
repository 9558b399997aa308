import { breakName } from '../model/card-size.ts';
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

/** Text on one or several lines, with the font in which it fits. */
interface FittedLines {
  readonly lines: readonly string[];
  readonly font: string;
}

interface FitOptions {
  /** Preferred font size in the units of the context. */
  readonly size: number;
  readonly weight?: 400 | 600;
  readonly style?: 'normal' | 'italic';
  readonly width: number;
  /** Maximum number of lines. */
  readonly lines: 1 | 2;
}

/** Font sizes that are tried, relative to the preferred one: names must be readable as a whole rather than large. */
const SHRINKING = [1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.54] as const;
const linesCache = new Map<string, FittedLines>();

/** Fits a whole text into `width`: on one line, or two, or in a smaller font. Only a text that fits in none is shortened. Results are cached. */
export function fitLines(
  ctx: DrawingContext,
  text: string,
  { size, weight = 400, style = 'normal', width, lines }: FitOptions,
): FittedLines {
  const key = `${style}|${weight}|${size}|${width}|${lines}|${text}`;
  const cached = linesCache.get(key);
  if (cached) return cached;
  const fitted = findFit(ctx, text, lines, width, (share) => font(size * share, weight, style));
  if (linesCache.size >= MAX_CACHE_ENTRIES) linesCache.clear();
  linesCache.set(key, fitted);
  return fitted;
}

function findFit(ctx: DrawingContext, text: string, maxLines: number, width: number, fontOf: (share: number) => string): FittedLines {
  const fits = (line: string) => ctx.measureText(line).width <= width;
  for (const share of SHRINKING) {
    ctx.font = fontOf(share);
    if (fits(text)) return { lines: [text], font: ctx.font };
    const broken = breakName(text);
    if (maxLines > 1 && broken.every(fits)) return { lines: broken, font: ctx.font };
  }
  const smallest = fontOf(SHRINKING[SHRINKING.length - 1] ?? 1);
  return { lines: [fitText(ctx, text, smallest, width).text], font: smallest };
}
