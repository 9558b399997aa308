import { CARD } from '../geometry/bounds.ts';
import type { Size } from '../geometry/view.ts';
import type { NameLabel } from './name-labels.ts';

/** Widths of cards, in map units: few steps, so that a new VNet rarely changes them. */
const WIDTHS = [CARD.width, 162, 186] as const;
const WIDEST = WIDTHS[2];
/** Height of cards whose names take two lines. */
const TALL = 64;
/** Width of a card that its name cannot use. */
const PADDING = 22;
/** Average width of a character of a name, which may be drawn a little smaller than preferred. */
const CHARACTER = 6.5;
/** Share of the names that fit; the others are drawn smaller. */
const FITTING = 0.9;

/** Returns the size of the cards of an estate, for which nearly all names fit: on one line, or else on two. All cards have the same size, so that they stay in line. */
export function cardSizeFor(labels: Iterable<NameLabel>): Size {
  const all = [...labels];
  const fits = (lengths: readonly number[], width: number) =>
    lengths.filter((length) => length * CHARACTER + PADDING <= width).length >= FITTING * lengths.length;
  const isOnOneLine =
    all.every(({ qualifier }) => !qualifier) &&
    fits(
      all.map(({ text }) => text.length),
      CARD.width,
    );
  if (isOnOneLine) return CARD;
  const lengths = all.map(({ text, qualifier }) => (qualifier ? text.length : longerLine(text)));
  return { width: WIDTHS.find((width) => fits(lengths, width)) ?? WIDEST, height: TALL };
}

/** Returns the length of the longer line when a name is broken into two lines at a separator, or in its middle. */
const longerLine = (text: string): number => Math.max(...breakName(text).map(({ length }) => length));

/** Largest distance of a break from the middle, as a share of the name. */
const MAX_OFFSET = 0.34;

/** Breaks a name into two lines of about the same length: after a separator, or in the middle of a name without one. */
export function breakName(text: string): readonly [string, string] {
  const middle = text.length / 2;
  let best = Math.ceil(middle);
  let least = text.length * MAX_OFFSET;
  for (const { index } of text.matchAll(/[-_.]/g)) {
    const distance = Math.abs(index + 1 - middle);
    if (distance < least && index + 1 < text.length) [best, least] = [index + 1, distance];
  }
  return [text.slice(0, best), text.slice(best)];
}
