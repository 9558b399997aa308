import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { otherEnd, peeringKey, type Topology } from '../topology/index.ts';

/**
 * Relations of two VNets, closest first: a peering between them; a peering of each with the same VNet; the same connected group; the same
 * network of peerings, further apart; none of these.
 */
export const RELATIONS = ['peered', 'shared-peer', 'connected-group', 'same-network', 'unrelated'] as const;
export type Relation = (typeof RELATIONS)[number];

/** The relation of two VNets, and the VNets that both are peered with. */
export interface RelatedBy {
  readonly relation: Relation;
  readonly sharedPeers: readonly ResourceKey[];
}

/** Creates a function that returns the closest relation of two VNets. Peerings count in whatever state they are. */
export function createRelations(topology: Topology): (a: ResourceKey, b: ResourceKey) => RelatedBy {
  const networks = numberNetworks(topology);
  const relationOf = (a: ResourceKey, b: ResourceKey, sharedPeers: readonly ResourceKey[]): Relation => {
    if (topology.peerings.has(peeringKey(a, b))) return 'peered';
    if (sharedPeers.length > 0) return 'shared-peer';
    if (areInGroup(topology, a, b)) return 'connected-group';
    const network = networks.get(a);
    return network !== undefined && network === networks.get(b) ? 'same-network' : 'unrelated';
  };
  return (a, b) => {
    const others = new Set(peersOf(topology, b));
    const sharedPeers = peersOf(topology, a).filter((key) => others.has(key));
    return { relation: relationOf(a, b, sharedPeers), sharedPeers };
  };
}

/** Returns the VNets and ghosts that a VNet has a peering with, in whatever state. */
export const peersOf = ({ peeringsOf }: Topology, key: ResourceKey): readonly ResourceKey[] =>
  (peeringsOf.get(key) ?? []).map((peering) => otherEnd(peering, key));

/** Returns the members of the connected groups of a VNet. */
export const groupMembersOf = ({ attachedResources }: Topology, key: ResourceKey): readonly ResourceKey[] =>
  (attachedResources.get(key)?.connectedGroups ?? []).flatMap(({ vnetIds }) => vnetIds.map(resourceKey));

const areInGroup = (topology: Topology, a: ResourceKey, b: ResourceKey): boolean => groupMembersOf(topology, a).includes(b);

/** Numbers the networks of VNets that peerings join, directly or through others. */
function numberNetworks(topology: Topology): ReadonlyMap<ResourceKey, number> {
  const numbers = new Map<ResourceKey, number>();
  let next = 0;
  for (const start of topology.peeringsOf.keys()) {
    if (numbers.has(start)) continue;
    next++;
    numbers.set(start, next);
    const queue = [start];
    for (const key of queue) {
      for (const peer of peersOf(topology, key)) {
        if (numbers.has(peer)) continue;
        numbers.set(peer, next);
        queue.push(peer);
      }
    }
  }
  return numbers;
}
