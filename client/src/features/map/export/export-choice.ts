import { createPreference } from '../../../lib/state/create-preference.ts';
import type { Extent } from './map-drawing.ts';

/** File formats of an exported map. */
export type ExportFormat = 'svg' | 'png' | 'drawio';

/** Label of a file format, and a hint on when to use it. */
interface FormatDescription {
  readonly label: string;
  readonly use: string;
}

export const FORMATS: Readonly<Record<ExportFormat, FormatDescription>> = {
  svg: { label: 'SVG', use: 'Vector image with searchable, editable text. For documents and slides.' },
  png: { label: 'PNG', use: 'Bitmap image. For chats, tickets and apps that do not support SVG.' },
  drawio: { label: 'draw.io', use: 'Editable diagram whose shapes include their Azure properties.' },
};

export const EXTENTS: Readonly<Record<Extent, string>> = {
  whole: 'Whole map, large enough to read every card',
  view: 'Current view',
};

/** Export options that were last used in this browser. */
export interface ExportChoice {
  readonly format: ExportFormat;
  readonly extent: Extent;
  readonly scale: number;
  readonly hasLegend: boolean;
}

/** Parses a format name; undefined if there is no such format. */
export const parseFormat = (text: string) => Object.keys(FORMATS).find((one): one is ExportFormat => one === text);
/** Parses an extent name; undefined if there is no such extent. */
export const parseExtent = (text: string) => Object.keys(EXTENTS).find((one): one is Extent => one === text);

const PREFERENCES = {
  format: createPreference<ExportFormat>('export-format', 'svg', parseFormat),
  extent: createPreference<Extent>('export-extent', 'whole', parseExtent),
  scale: createPreference('export-scale', 2, (text) => (Number(text) > 0 ? Number(text) : undefined)),
  hasLegend: createPreference('export-legend', true, (text) => text !== 'false'),
};

export const readChoice = (): ExportChoice => ({
  format: PREFERENCES.format.read(),
  extent: PREFERENCES.extent.read(),
  scale: PREFERENCES.scale.read(),
  hasLegend: PREFERENCES.hasLegend.read(),
});

export function saveChoice({ format, extent, scale, hasLegend }: ExportChoice): void {
  PREFERENCES.format.write(format);
  PREFERENCES.extent.write(extent);
  PREFERENCES.scale.write(scale);
  PREFERENCES.hasLegend.write(hasLegend);
}
