import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { type ConnectedGroupRow, type HalfRef, type Namer, orderPair, type Peering } from '../topology/index.ts';

/**
 * The subject of a verdict. `keys` are VNets: one for `vnet`, both ends for `peering` and for `pair` (two VNets that are not peered with
 * each other), owner and target for `half`, which need not exist. For `group`, the key is the connected group. `estate` has no keys: it
 * covers everything.
 */
export interface VerdictSubject {
  readonly kind: 'vnet' | 'half' | 'peering' | 'pair' | 'group' | 'estate';
  readonly keys: readonly ResourceKey[];
}

export const vnetSubject = (key: ResourceKey): VerdictSubject => ({ kind: 'vnet', keys: [key] });
export const halfSubject = ({ from, to }: HalfRef): VerdictSubject => ({ kind: 'half', keys: [from, to] });
// sorted by key, because the ids of findings contain the keys and mutes are stored by id
export const peeringSubject = ({ a, b }: Peering): VerdictSubject => ({ kind: 'peering', keys: [a, b].sort() });
export const pairSubject = (one: ResourceKey, other: ResourceKey): VerdictSubject => ({ kind: 'pair', keys: [one, other].sort() });
export const ESTATE_SUBJECT: VerdictSubject = { kind: 'estate', keys: [] };
export const groupSubject = ({ id }: ConnectedGroupRow): VerdictSubject => ({ kind: 'group', keys: [resourceKey(id)] });

export type { Namer } from '../topology/index.ts';

/** Formats the subject for display on a finding: `hub → spoke-a`. */
export function formatSubject({ kind, keys }: VerdictSubject, name: Namer): string {
  const [from, to] = keys;
  const [first = '', second = ''] = keys.map(name);
  const [low, high] = from && to ? orderPair(from, to).map(name) : [];
  return {
    vnet: first,
    half: `${first} → ${second}`,
    peering: `${low} ↔ ${high}`,
    pair: `${low} and ${high}`,
    group: first,
    estate: 'whole estate',
  }[kind];
}
