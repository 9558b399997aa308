import type { ResourceKey } from '@peerscape/shared/arm';
import { type HalfLook, halfFrom, lookOf, type Peering, type Topology } from '@peerscape/shared/topology';
import { GLYPH_PATHS, type GlyphPath } from './glyph-paths.ts';
import { HALF_LOOKS, LOOKS, type Theme } from './half-looks.ts';

/** A half status with its texts. */
export interface SaidLook {
  readonly look: HalfLook;
  readonly word: string;
  readonly means: string;
}

/** Returns the status of the half that `from` owns with its texts; a state that this version does not know is labelled as in ARM. */
export function saidLook(topology: Topology, peering: Peering, from: ResourceKey): SaidLook {
  const status = lookOf(topology, peering, from);
  const { label, sentence } = HALF_LOOKS[status];
  return { look: status, word: (status === 'other' && halfFrom(peering, from)?.state) || label, means: sentence };
}

/** Returns the status colours as CSS variables (`--look-connected` …); use them only beside a label or a glyph. */
export const lookVariables = (theme: Theme): Readonly<Record<string, string>> =>
  Object.fromEntries(LOOKS.map((status) => [`--look-${status}`, HALF_LOOKS[status].colour[theme]]));

/** Icon of a half status as on the map: paths in a square from -6 to 6, on a disc. */
export interface LookSign extends GlyphPath {
  readonly disc: 'whole' | 'dashed' | 'none';
}

/** Statuses whose icon differs from the glyph on the map, where a missing half is simply an absent line. */
const CUSTOM_ICONS: Partial<Record<HalfLook, LookSign>> = {
  connected: { disc: 'none', fill: 'M-3.5 0A3.5 3.5 0 1 0 3.5 0A3.5 3.5 0 1 0 -3.5 0Z' },
  missing: { disc: 'dashed' },
};

/** Returns the icon to show beside the label of a status. */
export const lookSign = (status: HalfLook): LookSign => CUSTOM_ICONS[status] ?? { disc: 'whole', ...GLYPH_PATHS[HALF_LOOKS[status].glyph] };
