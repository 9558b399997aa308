import { lastName, type ResourceKey } from '@peerscape/shared/arm';
import { nodeOf, type Peering, type Topology } from '@peerscape/shared/topology';

/** Returns the name of a VNet or ghost as Azure spells it. */
export const nameOf = (topology: Topology, key: ResourceKey): string => nodeOf(topology, key)?.name ?? lastName(key);

/** Returns the display name of a peering: `hub – spoke-a`. */
export const peeringName = (topology: Topology, { a, b }: Pick<Peering, 'a' | 'b'>): string =>
  `${nameOf(topology, a)} – ${nameOf(topology, b)}`;

/** Returns the display name of a subscription, or its id when it has none. */
export const subscriptionName = (topology: Topology, id: string): string => topology.subscriptions.get(id.toLowerCase())?.name || id;
