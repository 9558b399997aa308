import { type ResourceKey, resourceKey } from '../arm/index.ts';
import type { ConnectedGroupRow, HalfRef, NameOf, Peering } from '../topology/index.ts';

/**
 * The subject of a verdict. `keys` are VNets: one for `vnet`, both ends for `peering` and for `pair` (two VNets that are not peered with
 * each other), owner and target for `half`, which need not exist. For `group`, the key is the connected group. `estate` has no keys: it
 * covers everything.
 */
export interface About {
  readonly kind: 'vnet' | 'half' | 'peering' | 'pair' | 'group' | 'estate';
  readonly keys: readonly ResourceKey[];
}

export const aboutVNet = (key: ResourceKey): About => ({ kind: 'vnet', keys: [key] });
export const aboutHalf = ({ from, to }: HalfRef): About => ({ kind: 'half', keys: [from, to] });
export const aboutPeering = ({ a, b }: Peering): About => ({ kind: 'peering', keys: [a, b] });
export const aboutPair = (one: ResourceKey, other: ResourceKey): About => ({
  kind: 'pair',
  keys: one < other ? [one, other] : [other, one],
});
export const WHOLE_ESTATE: About = { kind: 'estate', keys: [] };
export const aboutGroup = ({ id }: ConnectedGroupRow): About => ({ kind: 'group', keys: [resourceKey(id)] });

export type { NameOf } from '../topology/index.ts';

/** Formats the subject for display on a finding: `hub → spoke-a`. */
export function placeInWords({ kind, keys }: About, name: NameOf): string {
  const [first = '', second = ''] = keys.map(name);
  const [low, high] = [first, second].sort();
  return {
    vnet: first,
    half: `${first} → ${second}`,
    peering: `${low} ↔ ${high}`,
    pair: `${low} and ${high}`,
    group: first,
    estate: 'whole estate',
  }[kind];
}
