import type { ResourceKey } from '@peerscape/shared/arm';
import { type HalfLook, halfFrom, lookOf, nodeOf, otherEnd, type Peering, type Topology } from '@peerscape/shared/topology';
import { PLANNED_WORDS, type PlannedChange } from '../../../lib/format/half-looks.ts';
import { HALF_OPTIONS } from '../../../lib/format/half-options.ts';
import type { MapNode } from './elements.ts';
import { endsOf } from './half-marks.ts';
import type { SceneMesh } from './scene.ts';

const plural = (count: number, one: string): string => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** Explains which lines of a large mesh are drawn. */
export const MESH_LINES = 'Lines that need attention are always drawn. The others appear when you zoom in or hover over a VNet.';

/** Describes a large mesh: `mesh of 40` and `780 peerings`, or `3 peerings missing`. */
export function meshInWords({ nodes, peerings, mesh: { missing } }: SceneMesh): { readonly name: string; readonly content: string } {
  const content = missing.length > 0 ? `${plural(missing.length, 'peering')} missing` : plural(peerings, 'peering');
  return { name: `mesh of ${nodes.length}`, content };
}

/** Returns the accessible name of a VNet on the map: `hub-weu, 14 peerings, 1 half-configured`. */
export function nameOf({ name, kind, peerings, halfConfigured, needAttention }: MapNode): string {
  const facts = [name, ...(kind === 'ghost' ? ['not visible to you'] : []), plural(peerings, 'peering')];
  const others = needAttention - halfConfigured;
  return [
    ...facts,
    ...(halfConfigured > 0 ? [`${halfConfigured} half-configured`] : []),
    ...(others > 0 ? [`${others} ${halfConfigured > 0 ? 'more ' : ''}${others === 1 ? 'needs' : 'need'} attention`] : []),
  ].join(', ');
}

/** Formats the number of findings of a VNet: `1 error or warning`, `3 errors and warnings`. */
export const troubleInWords = (count: number): string => (count === 1 ? '1 error or warning' : `${count} errors and warnings`);

/** Describes the planned changes to the halves that a VNet owns: `hub → spoke-a to be created`. */
export const plannedInWords = (topology: Topology, planned: ReadonlyMap<string, PlannedChange>, vnet: ResourceKey): readonly string[] =>
  [...planned].flatMap(([key, change]) => {
    const [from, to] = endsOf(key);
    if (from !== vnet) return [];
    return [`${nodeOf(topology, from)?.name ?? from} → ${nodeOf(topology, to)?.name ?? to} ${PLANNED_WORDS[change]}`];
  });

const STATUS_TEXTS: Readonly<Record<Exclude<HalfLook, 'other' | 'connected'>, string>> = {
  'out-of-sync': 'Connected, out of sync',
  'access-off': 'Connected, access off',
  initiated: 'Initiated',
  disconnected: 'Disconnected',
  missing: 'Missing',
  unknown: 'Unknown (VNet not visible to you)',
};

/** Description of one half. */
export interface HalfInWords {
  /** `hub → spoke-a` */
  readonly title: string;
  readonly state: string;
  readonly look: HalfLook;
  readonly options: readonly string[];
}

/** Describes the half that `from` owns. */
export function halfInWords(topology: Topology, peering: Peering, from: ResourceKey): HalfInWords {
  const half = halfFrom(peering, from);
  const status = lookOf(topology, peering, from);
  const local = nodeOf(topology, from)?.name ?? from;
  const to = otherEnd(peering, from);
  const remote = nodeOf(topology, to)?.name ?? to;
  const connected = half?.sync === 'FullyInSync' ? 'Connected, in sync' : half?.sync ? 'Connected, remote half out of sync' : 'Connected';
  return {
    title: `${local} → ${remote}`,
    state: status === 'connected' ? connected : status === 'other' ? (half?.state ?? '') : STATUS_TEXTS[status],
    look: status,
    options: half ? HALF_OPTIONS.filter((option) => option.on(half)).map((option) => option.sentence(local, remote)) : [],
  };
}
