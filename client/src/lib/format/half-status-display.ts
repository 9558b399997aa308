import type { ResourceKey } from '@peerscape/shared/arm';
import { type HalfStatus, halfFrom, halfStatus, type Peering, type Topology } from '@peerscape/shared/topology';
import { GLYPH_PATHS, type GlyphPath } from './glyph-paths.ts';
import { HALF_STATUS_STYLES, HALF_STATUSES, type ThemeName } from './half-status-styles.ts';

/** A half status with its texts. */
export interface DescribedHalfStatus {
  readonly status: HalfStatus;
  readonly label: string;
  readonly sentence: string;
}

/** Returns the status of the half that `from` owns with its texts; a state that this version does not know is labelled as in ARM. */
export function describeHalfStatus(topology: Topology, peering: Peering, from: ResourceKey): DescribedHalfStatus {
  const status = halfStatus(topology, peering, from);
  const { label, sentence } = HALF_STATUS_STYLES[status];
  return { status: status, label: (status === 'other' && halfFrom(peering, from)?.state) || label, sentence: sentence };
}

/** Returns the status colours as CSS variables (`--status-connected` …); use them only beside a label or a glyph. */
export const statusColourVariables = (theme: ThemeName): Readonly<Record<string, string>> =>
  Object.fromEntries(HALF_STATUSES.map((status) => [`--status-${status}`, HALF_STATUS_STYLES[status].colour[theme]]));

/** Icon of a half status as on the map: paths in a square from -6 to 6, on a disc. */
export interface StatusIconShape extends GlyphPath {
  readonly disc: 'whole' | 'dashed' | 'none';
}

/** Statuses whose icon differs from the glyph on the map, where a missing half is simply an absent line. */
const CUSTOM_ICONS: Partial<Record<HalfStatus, StatusIconShape>> = {
  connected: { disc: 'none', fill: 'M-3.5 0A3.5 3.5 0 1 0 3.5 0A3.5 3.5 0 1 0 -3.5 0Z' },
  missing: { disc: 'dashed' },
};

/** Returns the icon to show beside the label of a status. */
export const statusIconShape = (status: HalfStatus): StatusIconShape =>
  CUSTOM_ICONS[status] ?? { disc: 'whole', ...GLYPH_PATHS[HALF_STATUS_STYLES[status].glyph] };
