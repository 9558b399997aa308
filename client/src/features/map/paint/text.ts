import type { Ink } from './canvas.ts';

/** The faces of all text on the map; nothing is loaded. */
export const FONT = '"Segoe UI", "Segoe UI Web (West European)", system-ui, -apple-system, Roboto, "Helvetica Neue", sans-serif';

export const font = (size: number, weight: 400 | 600 = 400, style: 'normal' | 'italic' = 'normal'): string =>
  `${style} ${weight} ${size}px ${FONT}`;

/** What measures text: a canvas context, or a stand-in where there is none. */
export type Measure = (text: string) => number;

/**
 * The text, shortened in its middle until it fits: names of one estate differ at their ends
 * (`spoke-westeurope-001-017`), so both ends stay.
 */
export function shorten(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  let [least, most] = [0, text.length - 1];
  const cut = (keep: number) => `${text.slice(0, Math.ceil(keep / 2))}…${keep > 1 ? text.slice(-Math.floor(keep / 2)) : ''}`;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measure(cut(middle)) <= width) least = middle;
    else most = middle - 1;
  }
  return cut(least);
}

const MOST_REMEMBERED = 30_000;
const remembered = new Map<string, { text: string; width: number }>();

/** The text as it fits in that font and width, with its own width; measured once. Sets the context's font. */
export function fitted(ctx: Ink, text: string, textFont: string, width: number): { text: string; width: number } {
  ctx.font = textFont;
  const key = `${textFont}|${width}|${text}`;
  const known = remembered.get(key);
  if (known) return known;
  const short = shorten(text, width, (part) => ctx.measureText(part).width);
  const fit = { text: short, width: ctx.measureText(short).width };
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, fit);
  return fit;
}
