import type { ThemeName } from '../../../lib/format/half-status-styles.ts';
import type { Point } from '../geometry/bounds.ts';
import { LEGEND_INTRO, type LegendItem } from '../model/legend.ts';
import { SAMPLE, sampleShapes } from '../model/legend-sample.ts';
import { PALETTES } from '../model/palette.ts';
import type { DrawingContext } from '../paint/paint-context.ts';
import { font } from '../paint/text.ts';
import type { Caption } from './map-drawing.ts';
import { paintSampleShape } from './paint-sample.ts';
import type { TextMeasurer } from './text-measurer.ts';

const TITLE = font(15, 600);
const FACT = font(13);
const LABEL = font(12);
const NOTE = font(12, 600);
const MARGIN = 24;
const LINE_HEIGHT = 22;
const ROW_HEIGHT = 24;
/** Gaps between facts, between a sample and its label, and between items. */
const GAP = { fact: 22, label: 10, item: 28 } as const;

/** A text with its position. */
interface PlacedText extends Point {
  readonly text: string;
  readonly font: string;
  readonly tone: 'text' | 'quiet';
}

/** The caption and legend below a picture, laid out for its width; lengths in CSS pixels. */
export interface Footer {
  readonly height: number;
  readonly texts: readonly PlacedText[];
  readonly samples: readonly (Point & { readonly item: LegendItem })[];
}

/** Lays out the caption, and below it the legend in columns, for `width` in CSS pixels. */
export function createFooter(caption: Caption, items: readonly LegendItem[], width: number, measurer: TextMeasurer): Footer {
  const { texts, bottom } = layOutCaption(caption, width, measurer);
  if (items.length === 0) return { height: bottom + MARGIN, texts, samples: [] };
  const intro: PlacedText = { text: LEGEND_INTRO, font: NOTE, tone: 'quiet', x: MARGIN, y: bottom + LINE_HEIGHT + 10 };
  const widest = Math.max(...items.map(({ label }) => measurer.width(label, LABEL)));
  const columnWidth = SAMPLE.width + GAP.label + widest + GAP.item;
  const columns = Math.max(1, Math.floor((width - 2 * MARGIN + GAP.item) / columnWidth));
  const rows = Math.ceil(items.length / columns);
  const top = intro.y + 8;
  // fill column by column, so that related items stay together
  const samples = items.map((item, i) => ({
    item,
    x: MARGIN + Math.floor(i / rows) * columnWidth,
    y: top + ((i % rows) + 0.5) * ROW_HEIGHT,
  }));
  const labels = samples.map(
    ({ item, x, y }): PlacedText => ({ text: item.label, font: LABEL, tone: 'text', x: x + SAMPLE.width + GAP.label, y: y + 4 }),
  );
  return { height: top + rows * ROW_HEIGHT + MARGIN - 6, texts: [...texts, intro, ...labels], samples };
}

/** Lays out the title and facts on as many lines as needed. Facts are not broken; the filter is a single line of any length. */
function layOutCaption({ title, facts, filter }: Caption, width: number, measurer: TextMeasurer): { texts: PlacedText[]; bottom: number } {
  const texts: PlacedText[] = [{ text: title, font: TITLE, tone: 'text', x: MARGIN, y: MARGIN + 10 }];
  let [x, y] = [MARGIN + measurer.width(title, TITLE), MARGIN + 10];
  for (const fact of facts) {
    const factWidth = measurer.width(fact, FACT);
    if (x + GAP.fact + factWidth > width - MARGIN) [x, y] = [MARGIN, y + LINE_HEIGHT];
    else texts.push({ text: '·', font: FACT, tone: 'quiet', x: x + GAP.fact / 2 - 2, y });
    const from = x === MARGIN ? MARGIN : x + GAP.fact;
    texts.push({ text: fact, font: FACT, tone: 'quiet', x: from, y });
    x = from + factWidth;
  }
  if (filter !== '') {
    y += LINE_HEIGHT;
    texts.push({ text: `Filter: ${filter}`, font: FACT, tone: 'quiet', x: MARGIN, y });
  }
  return { texts, bottom: y };
}

/** Draws a footer. The context's units must be those of the footer, with the origin at its upper left corner. */
export function paintFooter(ctx: DrawingContext, { height, texts, samples }: Footer, width: number, theme: ThemeName): void {
  const palette = PALETTES[theme];
  ctx.fillStyle = palette.background;
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = palette.groupLine;
  ctx.fillRect(0, 0, width, 1);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  for (const { text, font: textFont, tone, x, y } of texts) {
    ctx.font = textFont;
    ctx.fillStyle = palette[tone];
    ctx.fillText(text, x, y);
  }
  for (const { item, x, y } of samples) {
    ctx.save();
    ctx.translate(x, y);
    for (const shape of sampleShapes(item, theme)) paintSampleShape(ctx, shape);
    ctx.restore();
  }
}
