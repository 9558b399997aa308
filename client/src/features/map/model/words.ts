import type { ResourceKey } from '@peerscape/shared/arm';
import { type HalfLook, halfFrom, lookOf, nodeOf, otherEnd, type Peering, type Topology } from '@peerscape/shared/topology';
import { PLANNED_WORDS, type PlannedChange } from '../../../lib/format/half-looks.ts';
import { HALF_OPTIONS } from '../../../lib/format/half-options.ts';
import type { MapNode } from './elements.ts';
import { endsOf } from './half-marks.ts';
import type { SceneMesh } from './scene.ts';

const plural = (count: number, one: string): string => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** Which lines of a large mesh are drawn. */
export const MESH_LINES = 'Lines that need attention are always drawn; the others as you zoom in, or for the VNet that you point at.';

/** A large mesh in words: `mesh of 40` and `780 peerings`, or how many are missing of them. */
export function meshInWords({ nodes, peerings, mesh: { missing } }: SceneMesh): { readonly name: string; readonly content: string } {
  const content = missing.length > 0 ? `${plural(missing.length, 'peering')} missing` : plural(peerings, 'peering');
  return { name: `mesh of ${nodes.length}`, content };
}

/** The accessible name of a VNet on the map: `hub-weu, 14 peerings, 1 half-configured`. */
export function nameOf({ name, kind, peerings, halfConfigured }: MapNode): string {
  const parts = [name, ...(kind === 'ghost' ? ['not readable'] : []), plural(peerings, 'peering')];
  return [...parts, ...(halfConfigured > 0 ? [`${halfConfigured} half-configured`] : [])].join(', ');
}

/** How much is wrong with a VNet: `1 error or warning`, `3 errors and warnings`. */
export const troubleInWords = (count: number): string => (count === 1 ? '1 error or warning' : `${count} errors and warnings`);

/** What a draft does to the halves that a VNet owns: `hub → spoke-a to be created`. */
export const plannedInWords = (topology: Topology, planned: ReadonlyMap<string, PlannedChange>, vnet: ResourceKey): readonly string[] =>
  [...planned].flatMap(([key, change]) => {
    const [from, to] = endsOf(key);
    if (from !== vnet) return [];
    return [`${nodeOf(topology, from)?.name ?? from} → ${nodeOf(topology, to)?.name ?? to} ${PLANNED_WORDS[change]}`];
  });

const STATES: Readonly<Record<Exclude<HalfLook, 'other' | 'connected'>, string>> = {
  'out-of-sync': 'Connected, out of sync',
  'access-off': 'Connected, access off',
  initiated: 'Initiated',
  disconnected: 'Disconnected',
  missing: 'missing',
  unknown: 'not readable',
};

/** One half in words. */
export interface HalfInWords {
  /** `hub → spoke-a` */
  readonly title: string;
  readonly state: string;
  readonly look: HalfLook;
  readonly options: readonly string[];
}

/** The half that `from` owns, in words. */
export function halfInWords(topology: Topology, peering: Peering, from: ResourceKey): HalfInWords {
  const half = halfFrom(peering, from);
  const look = lookOf(topology, peering, from);
  const local = nodeOf(topology, from)?.name ?? from;
  const to = otherEnd(peering, from);
  const remote = nodeOf(topology, to)?.name ?? to;
  const connected = half?.sync === 'FullyInSync' ? 'Connected, in sync' : half?.sync ? 'Connected, its remote is out of sync' : 'Connected';
  return {
    title: `${local} → ${remote}`,
    state: look === 'connected' ? connected : look === 'other' ? (half?.state ?? '') : STATES[look],
    look,
    options: half ? HALF_OPTIONS.filter((option) => option.on(half)).map((option) => option.sentence(local, remote)) : [],
  };
}
