import { kept } from '../../../lib/state/kept.ts';
import type { Extent } from './drawn.ts';

/** File formats of an exported map. */
export type Format = 'svg' | 'png' | 'drawio';

/** Label of a file format, and a hint on when to use it. */
interface FormatDescription {
  readonly label: string;
  readonly use: string;
}

export const FORMATS: Readonly<Record<Format, FormatDescription>> = {
  svg: { label: 'SVG', use: 'Vector image with searchable, editable text. For documents and slides.' },
  png: { label: 'PNG', use: 'Bitmap image. For chats, tickets and apps that do not support SVG.' },
  drawio: { label: 'draw.io', use: 'Editable diagram whose shapes include their Azure properties.' },
};

export const EXTENTS: Readonly<Record<Extent, string>> = {
  whole: 'Whole map, large enough to read every card',
  view: 'Current view',
};

/** Export options that were last used in this browser. */
export interface Choice {
  readonly format: Format;
  readonly extent: Extent;
  readonly scale: number;
  readonly hasLegend: boolean;
}

/** Parses a format name; undefined if there is no such format. */
export const formatNamed = (text: string) => Object.keys(FORMATS).find((one): one is Format => one === text);
/** Parses an extent name; undefined if there is no such extent. */
export const extentNamed = (text: string) => Object.keys(EXTENTS).find((one): one is Extent => one === text);

const PREFERENCES = {
  format: kept<Format>('export-format', 'svg', formatNamed),
  extent: kept<Extent>('export-extent', 'whole', extentNamed),
  scale: kept('export-scale', 2, (text) => (Number(text) > 0 ? Number(text) : undefined)),
  hasLegend: kept('export-legend', true, (text) => text !== 'false'),
};

export const readChoice = (): Choice => ({
  format: PREFERENCES.format.read(),
  extent: PREFERENCES.extent.read(),
  scale: PREFERENCES.scale.read(),
  hasLegend: PREFERENCES.hasLegend.read(),
});

export function keepChoice({ format, extent, scale, hasLegend }: Choice): void {
  PREFERENCES.format.write(format);
  PREFERENCES.extent.write(extent);
  PREFERENCES.scale.write(scale);
  PREFERENCES.hasLegend.write(hasLegend);
}
