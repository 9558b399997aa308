import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { formatNumber, type HalfRow, type VNetRow } from '@peerscape/shared/topology';
import { halvesOf, toVNetRow, type Wire } from '../azure/translate/index.ts';

const MAX_LISTED = 4;

/** Formats the names of VNets that are described differently: `a, b, c, d and 3 more`. */
export const formatNames = (names: readonly string[]): string =>
  names.length <= MAX_LISTED + 1
    ? names.join(', ')
    : `${names.slice(0, MAX_LISTED).join(', ')} and ${formatNumber(names.length - MAX_LISTED)} more`;

/** Returns a key of the properties in which two records of one VNet should agree. */
export const recordKey = ({ addressSpace }: VNetRow, halves: readonly HalfRow[]): string =>
  JSON.stringify([
    [...addressSpace].sort(),
    halves.map(({ id, remoteId, state, sync }) => [id.toLowerCase(), remoteId.toLowerCase(), state, sync]).sort(),
  ]);

/** Returns the records of VNets that have several. */
function repeatedVNets(resources: readonly Wire[]): readonly Wire[] {
  const vnets = resources.filter(({ id }) => typeof id === 'string' && /\/virtualNetworks\/[^/]+$/i.test(id));
  const counts = new Map<string, number>();
  const keyOf = ({ id }: Wire): string => String(id).toLowerCase();
  for (const vnet of vnets) counts.set(keyOf(vnet), (counts.get(keyOf(vnet)) ?? 0) + 1);
  return vnets.filter((vnet) => (counts.get(keyOf(vnet)) ?? 0) > 1);
}

/** Describes the VNets of which one file contains several complete records that contradict each other. The last one is used. */
export function describeContradictionsWithin(resources: readonly Wire[]): readonly string[] {
  const before = new Map<ResourceKey, string>();
  const names = new Set<string>();
  for (const resource of repeatedVNets(resources)) {
    const vnet = toVNetRow(resource);
    const { halves, extent } = halvesOf(resource);
    if (!vnet || extent !== 'all') continue;
    const key = resourceKey(vnet.id);
    const record = recordKey(vnet, halves);
    if ((before.get(key) ?? record) !== record) names.add(vnet.id.split('/').at(-1) ?? vnet.id);
    before.set(key, record);
  }
  return names.size === 0 ? [] : [`It contains records that contradict each other; the last one is used for ${formatNames([...names])}`];
}
