import type { GLYPH_PATHS } from '../../../lib/format/glyph-paths.ts';
import {
  HALF_APPLY_STATUS_STYLES,
  HALF_STATUS_STYLES,
  PLANNED_STATUS_STYLES,
  type ThemeName,
} from '../../../lib/format/half-status-styles.ts';
import { PATH_STYLES } from '../../../lib/format/path-styles.ts';
import type { LegendItem } from './legend.ts';
import { PALETTES, type Palette } from './palette.ts';

/** Width and height of a sample, in CSS pixels. */
export const SAMPLE = { width: 52, height: 16 } as const;

/** Shape of a sample, in CSS pixels from the middle of its left edge. */
export type SampleShape =
  /** Horizontal line from the left edge to `to`. */
  | {
      readonly kind: 'line';
      readonly to: number;
      readonly colour: string;
      readonly width: number;
      readonly dash: readonly number[];
      readonly opacity?: number;
    }
  | SampleBox
  | {
      readonly kind: 'glyph';
      readonly x: number;
      readonly y: number;
      readonly glyph: keyof typeof GLYPH_PATHS;
      readonly size: number;
      readonly foreground: string;
      readonly disc: string;
    }
  /** Text in the middle of the sample. */
  | { readonly kind: 'text'; readonly text: string; readonly colour: string };

/** Box in the middle of the sample. */
export interface SampleBox {
  readonly kind: 'box';
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly fill: string;
  readonly stroke?: { readonly colour: string; readonly width: number; readonly dash: readonly number[] };
}

/** Size of the text of a sample, in CSS pixels. */
export const SAMPLE_TEXT_SIZE = 9;

const CENTRE = SAMPLE.width / 2;
const NONE = 'rgba(0,0,0,0)';

/** Returns the shapes of an item's sample, lowest first: the single description of what the legend shows, for page and exports. */
export function sampleShapes(item: LegendItem, theme: ThemeName): readonly SampleShape[] {
  const palette = PALETTES[theme];
  const connected = HALF_STATUS_STYLES.connected.colour[theme];
  switch (item.kind) {
    case 'half': {
      const { colour, dash, glyph } = HALF_STATUS_STYLES[item.status];
      if (!dash) return [line(connected, [], CENTRE), { kind: 'box', width: 2.2, height: 12, radius: 0, fill: colour[theme] }];
      return [line(colour[theme], dash), ...(glyph === 'dot' ? [] : [glyphAt(glyph, colour[theme], palette.background)])];
    }
    case 'plan': {
      const { colour, dash, glyph } = PLANNED_STATUS_STYLES[item.status];
      return [
        { ...line(colour[theme], []), width: 9, opacity: 0.18 },
        dash ? { ...line(colour[theme], dash), width: 2.6 } : line(connected, []),
        glyphAt(glyph, palette.background, colour[theme]),
      ];
    }
    case 'apply': {
      const { colour, glyph } = HALF_APPLY_STATUS_STYLES[item.status];
      return [glyphAt(glyph, colour[theme], palette.background)];
    }
    case 'path':
      return [{ ...line(palette.highlight, PATH_STYLES[item.way].dash), width: 3 }];
    case 'path-end': {
      const colour = HALF_STATUS_STYLES.disconnected.colour[theme];
      return [{ ...line(colour, [], CENTRE), width: 3 }, glyphAt('cross', palette.background, colour)];
    }
    case 'option':
      return [glyphAt(item.option.glyph, palette.quiet, palette.background)];
    case 'badge':
      return chip(item.badge.text, palette.badge[item.badge.kind], palette);
    case 'findings':
      return chip('2', HALF_STATUS_STYLES.disconnected.colour[theme], palette);
    case 'connected-group':
      return [area(palette.connectedGroup.area, palette.connectedGroup.line, 2, [0, 5])];
    case 'mesh':
      return [area(palette.mesh.area, palette.mesh.line, 1.4, [])];
    case 'group':
      return [area(palette.group, palette.groupLine, 1, [])];
    case 'bundle':
      return [{ ...line(connected, []), width: 4, opacity: 0.45 }];
    case 'role':
      return [disc(palette.role[item.role], item.role === 'hub' ? 3 : DISC / 2)];
    case 'dimmed':
      return [disc(withAlpha(palette.role.spoke, 0.2), DISC / 2)];
    case 'card':
      return [card(palette), { ...card(palette), width: 2, height: 8, radius: 0, fill: palette.role.spoke }];
    case 'missing-end':
      return [{ kind: 'text', text: '→ hub', colour: HALF_STATUS_STYLES.missing.colour[theme] }];
    case 'highlighted':
      return [
        card(palette),
        { kind: 'box', width: 30, height: 15, radius: 5, fill: NONE, stroke: { colour: palette.highlight, width: 3, dash: [] } },
      ];
    case 'ghost':
      return [area(palette.background, palette.role.ghost, 1.2, [5, 4])];
    case 'selected':
      return [
        card(palette),
        { kind: 'box', width: 28, height: 13, radius: 4, fill: NONE, stroke: { colour: palette.focus, width: 1.4, dash: [] } },
        { kind: 'glyph', x: CENTRE - 13, y: -3, glyph: 'tick', size: 4.5, foreground: palette.background, disc: palette.focus },
      ];
  }
}

const DISC = 11;
const disc = (fill: string, radius: number): SampleBox => ({ kind: 'box', width: DISC, height: DISC, radius, fill });

const card = ({ card: fill, cardLine }: Palette): SampleBox => ({
  kind: 'box',
  width: 24,
  height: 9,
  radius: 2.5,
  fill,
  stroke: { colour: cardLine, width: 1, dash: [] },
});

/** Converts a colour such as `#3f7fc4` to a translucent one. */
const withAlpha = (hex: string, alpha: number): string =>
  `rgba(${[1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)).join(',')},${alpha})`;

const line = (colour: string, dash: readonly number[], to: number = SAMPLE.width) =>
  ({ kind: 'line', to, colour, width: 2, dash }) as const;

const glyphAt = (glyph: keyof typeof GLYPH_PATHS, foreground: string, disc: string) =>
  ({ kind: 'glyph', x: CENTRE, y: 0, glyph, size: 7, foreground, disc }) as const;

const area = (fill: string, colour: string, width: number, dash: readonly number[]): SampleBox => ({
  kind: 'box',
  width: SAMPLE.width - 8,
  height: 14,
  radius: 5,
  fill,
  stroke: { colour, width, dash },
});

const chip = (text: string, fill: string, palette: Palette): readonly SampleShape[] => [
  { kind: 'box', width: Math.max(18, 12 + 6 * text.length), height: 14, radius: 4, fill },
  { kind: 'text', text, colour: palette.badgeText },
];
