import type { OptionGlyph } from './half-options.ts';
import type { ChangeGlyph, Glyph } from './half-status-styles.ts';

/** SVG path data of one glyph, in a square from -6 to 6; canvas and legend draw the same paths. */
export interface GlyphPath {
  readonly stroke?: string;
  readonly fill?: string;
}

/** Paths of all glyphs for half statuses, half options, planned changes and apply progress. */
export const GLYPH_PATHS: Readonly<Record<Glyph | OptionGlyph | ChangeGlyph, GlyphPath>> = {
  dot: { fill: 'M-2 0A2 2 0 1 0 2 0A2 2 0 1 0 -2 0Z' },
  sync: { stroke: 'M-3 -.6A3.1 3.1 0 0 1 2.6 -1.8M3 .6A3.1 3.1 0 0 1 -2.6 1.8', fill: 'M3.6 -3.8L3.4 -.6L.6 -2Z M-3.6 3.8L-3.4 .6L-.6 2Z' },
  'no-entry': { stroke: 'M-2.8 0L2.8 0' },
  'half-moon': { fill: 'M0 -3.4A3.4 3.4 0 0 0 0 3.4Z', stroke: 'M0 -3.4A3.4 3.4 0 0 1 0 3.4' },
  cross: { stroke: 'M-2.3 -2.3L2.3 2.3M2.3 -2.3L-2.3 2.3' },
  gap: { stroke: 'M0 -5L0 5' },
  question: { stroke: 'M-1.7 -1.6A1.8 1.8 0 1 1 .4 .2Q0 .5 0 1.2', fill: 'M-.7 2.6A.7 .7 0 1 0 .7 2.6A.7 .7 0 1 0 -.7 2.6Z' },
  exclamation: { stroke: 'M0 -3L0 .9', fill: 'M-.8 2.7A.8 .8 0 1 0 .8 2.7A.8 .8 0 1 0 -.8 2.7Z' },
  plus: { stroke: 'M-3 0L3 0M0 -3L0 3' },
  pencil: { stroke: 'M-2.6 2.6L-2 .6L2 -3.2L3.2 -2L-.6 2Z' },
  minus: { stroke: 'M-3 0L3 0' },
  wait: {
    fill: 'M-3.3 0A.8 .8 0 1 0 -1.7 0A.8 .8 0 1 0 -3.3 0ZM-.8 0A.8 .8 0 1 0 .8 0A.8 .8 0 1 0 -.8 0ZM1.7 0A.8 .8 0 1 0 3.3 0A.8 .8 0 1 0 1.7 0Z',
  },
  run: { fill: 'M-1.8 -3L3 0L-1.8 3Z' },
  tick: { stroke: 'M-2.8 .2L-.8 2.3L3 -2.2' },
  forwarded: { stroke: 'M-3 -2.4L-.6 0L-3 2.4M.4 -2.4L2.8 0L.4 2.4' },
  'gateway-out': { stroke: 'M0 3L0 -2.6M-2.4 -.4L0 -2.8L2.4 -.4M-3 3.2L3 3.2' },
  'gateway-in': { stroke: 'M0 -3.2L0 2M-2.4 -.2L0 2.2L2.4 -.2M-3 3.4L3 3.4' },
};
