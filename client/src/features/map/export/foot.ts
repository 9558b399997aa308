import type { Theme } from '../../../lib/format/half-looks.ts';
import type { Point } from '../geometry/room.ts';
import { PALETTES } from '../model/palette.ts';
import type { Ink } from '../paint/canvas.ts';
import { font } from '../paint/text.ts';
import type { Caption } from './drawn.ts';
import type { LegendItem } from './legend-items.ts';
import { paintSample, SAMPLE } from './legend-sample.ts';
import type { Ruler } from './ruler.ts';

const TITLE = font(15, 600);
const FACT = font(13);
const LABEL = font(12);
const NOTE = font(12, 600);
const MARGIN = 24;
const LINE = 22;
const ROW = 24;
/** Between facts, between a sample and its label, between one item and the next. */
const GAP = { fact: 22, label: 10, item: 28 } as const;
const LEAD = 'Each half of a line belongs to the VNet beside it';

/** A word with its place. */
interface Written extends Point {
  readonly text: string;
  readonly font: string;
  readonly tone: 'text' | 'quiet';
}

/** What stands under a picture, laid out for its width. */
export interface Foot {
  readonly height: number;
  readonly words: readonly Written[];
  readonly samples: readonly (Point & { readonly item: LegendItem })[];
}

/** The caption, and under it a legend in columns, for a width in CSS pixels. */
export function footOf(caption: Caption, items: readonly LegendItem[], width: number, ruler: Ruler): Foot {
  const { words, bottom } = captionOf(caption, width, ruler);
  if (items.length === 0) return { height: bottom + MARGIN, words, samples: [] };
  const lead: Written = { text: LEAD, font: NOTE, tone: 'quiet', x: MARGIN, y: bottom + LINE + 10 };
  const widest = Math.max(...items.map(({ label }) => ruler.width(label, LABEL)));
  const column = SAMPLE + GAP.label + widest + GAP.item;
  const columns = Math.max(1, Math.floor((width - 2 * MARGIN + GAP.item) / column));
  const rows = Math.ceil(items.length / columns);
  const top = lead.y + 8;
  // down the columns: what belongs together stays together
  const samples = items.map((item, i) => ({ item, x: MARGIN + Math.floor(i / rows) * column, y: top + ((i % rows) + 0.5) * ROW }));
  const labels = samples.map(
    ({ item, x, y }): Written => ({ text: item.label, font: LABEL, tone: 'text', x: x + SAMPLE + GAP.label, y: y + 4 }),
  );
  return { height: top + rows * ROW + MARGIN - 6, words: [...words, lead, ...labels], samples };
}

/** Title and facts in as many lines as they need; a fact is never broken, unlike a filter, which may be longer than any line. */
function captionOf({ title, facts, filter }: Caption, width: number, ruler: Ruler): { words: Written[]; bottom: number } {
  const words: Written[] = [{ text: title, font: TITLE, tone: 'text', x: MARGIN, y: MARGIN + 10 }];
  let [x, y] = [MARGIN + ruler.width(title, TITLE), MARGIN + 10];
  for (const fact of facts) {
    const wide = ruler.width(fact, FACT);
    if (x + GAP.fact + wide > width - MARGIN) [x, y] = [MARGIN, y + LINE];
    else words.push({ text: '·', font: FACT, tone: 'quiet', x: x + GAP.fact / 2 - 2, y });
    const from = x === MARGIN ? MARGIN : x + GAP.fact;
    words.push({ text: fact, font: FACT, tone: 'quiet', x: from, y });
    x = from + wide;
  }
  if (filter !== '') {
    y += LINE;
    words.push({ text: `Filter: ${filter}`, font: FACT, tone: 'quiet', x: MARGIN, y });
  }
  return { words, bottom: y };
}

/** Draws a foot; the ink's units are its own and its upper left corner is their origin. */
export function paintFoot(ink: Ink, { height, words, samples }: Foot, width: number, theme: Theme): void {
  const palette = PALETTES[theme];
  ink.fillStyle = palette.background;
  ink.fillRect(0, 0, width, height);
  ink.fillStyle = palette.groupLine;
  ink.fillRect(0, 0, width, 1);
  ink.textAlign = 'left';
  ink.textBaseline = 'alphabetic';
  for (const { text, font: face, tone, x, y } of words) {
    ink.font = face;
    ink.fillStyle = palette[tone];
    ink.fillText(text, x, y);
  }
  for (const { item, x, y } of samples) {
    ink.save();
    ink.translate(x, y);
    paintSample(ink, item, theme);
    ink.restore();
  }
}
