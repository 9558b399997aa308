import type { ResourceKey } from '@peerscape/shared/arm';
import { arePeered, connectedPeers, type Topology } from '@peerscape/shared/topology';

/** Returns the VNets with which both VNets have a Connected peering; none if the two are peered themselves. */
export function findCommonPeers(topology: Topology, a: ResourceKey | undefined, b: ResourceKey | undefined): readonly ResourceKey[] {
  if (a === undefined || b === undefined || a === b || arePeered(topology, a, b)) return [];
  const peers = new Set(peersOf(topology, b));
  return peersOf(topology, a).filter((key) => peers.has(key));
}

const peersOf = (topology: Topology, key: ResourceKey): readonly ResourceKey[] => [...connectedPeers(topology, key)].map(({ to }) => to);
