import type { ResourceKey } from '@peerscape/shared/arm';
import { type HalfLook, halfFrom, lookOf, type Peering, type Topology } from '@peerscape/shared/topology';
import { HALF_LOOKS, LOOKS } from '../features/map/half-looks.ts';
import type { ThemeName } from './theme-choice.ts';

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
