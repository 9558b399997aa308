import type { ResourceKey } from '@peerscape/shared/arm';
import { type HalfLook, halfFrom, lookOf, type Peering, type Topology } from '@peerscape/shared/topology';
import { GLYPH_PATHS, type GlyphPath } from './glyph-paths.ts';
import { HALF_LOOKS, LOOKS } from './half-looks.ts';

export type ThemeName = 'light' | 'dark';

export interface SaidLook {
  readonly look: HalfLook;
  readonly word: string;
  readonly means: string;
}

/** The look of the half that `from` owns, with the words to say it; a state that this build does not know is said as Azure has it. */
export function saidLook(topology: Topology, peering: Peering, from: ResourceKey): SaidLook {
  const look = lookOf(topology, peering, from);
  const { label, sentence } = HALF_LOOKS[look];
  return { look, word: (look === 'other' && halfFrom(peering, from)?.state) || label, means: sentence };
}

/** The colours of the looks as CSS variables, `--look-connected` and so on; they never stand without a word or a glyph. */
export const lookVariables = (theme: ThemeName): Readonly<Record<string, string>> =>
  Object.fromEntries(LOOKS.map((look) => [`--look-${look}`, HALF_LOOKS[look].colour[theme]]));

/** The sign of a look as the map draws it: paths in a square from -6 to 6, and the disc that they stand on. */
export interface LookSign extends GlyphPath {
  readonly disc: 'whole' | 'dashed' | 'none';
}

/** On the map a missing half is a line that is not there; as a sign it is a disc that is not there. */
const NO_PLAIN_DISC: Partial<Record<HalfLook, LookSign>> = {
  connected: { disc: 'none', fill: 'M-3.5 0A3.5 3.5 0 1 0 3.5 0A3.5 3.5 0 1 0 -3.5 0Z' },
  missing: { disc: 'dashed' },
};

/** The sign to put beside the word for a look. */
export const lookSign = (look: HalfLook): LookSign => NO_PLAIN_DISC[look] ?? { disc: 'whole', ...GLYPH_PATHS[HALF_LOOKS[look].glyph] };
