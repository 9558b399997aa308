import type { ResourceKey } from '@peerscape/shared/arm';
import type { Namer } from '@peerscape/shared/topology';
import { count, formatList, formatNumber } from './format.ts';

/** Number of VNets that are named one by one. */
const MAX_NAMES = 3;

/** VNets, with the hub that all of them are spokes of, if there is one. */
export interface VNetGroup {
  readonly keys: readonly ResourceKey[];
  readonly hub: ResourceKey | undefined;
}

/** Describes VNets in few words: `a, b and c`, `14 spokes of hub-weu`, or `a, b and 12 more VNets`. */
function describeVNets(nameOf: Namer, { keys, hub }: VNetGroup): string {
  if (keys.length <= MAX_NAMES) return formatList(keys.map(nameOf));
  if (hub !== undefined) return `${count(keys.length, 'spoke')} of ${nameOf(hub)}`;
  const [first = '', second = ''] = keys.map(nameOf);
  return `${first}, ${second} and ${formatNumber(keys.length - 2)} more VNets`;
}

/** Describes pairs of VNets: `app ↔ 14 spokes of hub-weu`. Without `other`, they pair with each other. */
export function describePairs(
  nameOf: Namer,
  { side, other, isBothWays }: { readonly side: VNetGroup; readonly other: VNetGroup; readonly isBothWays: boolean },
): string {
  const first = describeVNets(nameOf, side);
  if (other.keys.length === 0) return `${first}, with each other`;
  return `${first} ${isBothWays ? '↔' : '→'} ${describeVNets(nameOf, other)}`;
}
