import { lastName, type ResourceKey } from '@peerscape/shared/arm';
import { nodeOf, type Peering, type Topology } from '@peerscape/shared/topology';

/** The name of a VNet or ghost as Azure spells it. */
export const nameOf = (topology: Topology, key: ResourceKey): string => nodeOf(topology, key)?.name ?? lastName(key);

/** What a peering is called: `hub – spoke-a`. */
export const peeringName = (topology: Topology, { a, b }: Pick<Peering, 'a' | 'b'>): string =>
  `${nameOf(topology, a)} – ${nameOf(topology, b)}`;

/** The display name of a subscription; its id when there is none. */
export const subscriptionName = (topology: Topology, id: string): string => topology.subscriptions.get(id.toLowerCase())?.name || id;
