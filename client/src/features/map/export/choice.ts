import { kept } from '../../../lib/state/kept.ts';
import type { Extent } from './drawn.ts';

/** The kinds of file that a map is saved as. */
export type Format = 'svg' | 'png' | 'drawio';

/** A kind of file, and what it is good for. */
interface FormatWords {
  readonly label: string;
  readonly use: string;
}

export const FORMATS: Readonly<Record<Format, FormatWords>> = {
  svg: { label: 'SVG', use: 'Sharp at every size, with text to search and edit. For documents and slides.' },
  png: { label: 'PNG', use: 'Pixels. For chats and tickets, and wherever nothing else is taken.' },
  drawio: { label: 'draw.io', use: 'Shapes, groups and lines to go on drawing with; each carries its data from Azure.' },
};

export const EXTENTS: Readonly<Record<Extent, string>> = {
  whole: 'The whole map, large enough to read every card',
  view: 'What is in view now',
};

/** What was chosen last, in this browser. */
export interface Choice {
  readonly format: Format;
  readonly extent: Extent;
  readonly scale: number;
  readonly hasLegend: boolean;
}

/** The format or extent of that name. */
export const formatNamed = (text: string) => Object.keys(FORMATS).find((one): one is Format => one === text);
export const extentNamed = (text: string) => Object.keys(EXTENTS).find((one): one is Extent => one === text);

const KEPT = {
  format: kept<Format>('export-format', 'svg', formatNamed),
  extent: kept<Extent>('export-extent', 'whole', extentNamed),
  scale: kept('export-scale', 2, (text) => (Number(text) > 0 ? Number(text) : undefined)),
  hasLegend: kept('export-legend', true, (text) => text !== 'false'),
};

export const readChoice = (): Choice => ({
  format: KEPT.format.read(),
  extent: KEPT.extent.read(),
  scale: KEPT.scale.read(),
  hasLegend: KEPT.hasLegend.read(),
});

export function keepChoice({ format, extent, scale, hasLegend }: Choice): void {
  KEPT.format.write(format);
  KEPT.extent.write(extent);
  KEPT.scale.write(scale);
  KEPT.hasLegend.write(hasLegend);
}
