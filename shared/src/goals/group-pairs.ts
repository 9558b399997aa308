import type { ConnectedGroupRow, Topology } from '../topology/index.ts';
import type { Pair } from './pairs.ts';
import { isSameRegion } from './region.ts';

/** Two VNets that Azure Virtual Network Manager connects without a peering. */
export interface GroupPair extends Pair {
  readonly group: ConnectedGroupRow;
}

/** Returns whether a group connects two of its members: within a region, or anywhere if it is global (azure-semantics §6.6). */
export const isConnecting = ({ vnets }: Topology, { global }: ConnectedGroupRow, { a, b }: Pair): boolean =>
  global || isSameRegion(vnets.get(a)?.location ?? '', vnets.get(b)?.location ?? '');

/** Returns the first group that connects the two VNets; undefined if there is none. */
export function findConnectingGroup(topology: Topology, pair: Pair): ConnectedGroupRow | undefined {
  const groupsOf = (key: Pair['a']): readonly ConnectedGroupRow[] => topology.attachedResources.get(key)?.connectedGroups ?? [];
  const far = groupsOf(pair.b);
  return groupsOf(pair.a).find((group) => far.includes(group) && isConnecting(topology, group, pair));
}
