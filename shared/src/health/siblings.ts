import type { ResourceKey } from '../arm/index.ts';
import { connectedPeers, type Half, halfFrom, hasOwnGateway, otherEnd, type Topology } from '../topology/index.ts';

/** A spoke of a hub, with both halves of its peering. */
export interface Spoke {
  readonly vnet: ResourceKey;
  /** The hub's half to the spoke. */
  readonly out: Half;
  /** The spoke's half to the hub. */
  readonly back: Half;
}

/**
 * The spokes of a VNet that can be compared with each other: Connected, both halves read, with fewer peerings than the hub.
 * Those with a gateway of their own, or that use another VNet's, are left out: they are set up differently on purpose.
 */
export function spokesOf(topology: Topology, hub: ResourceKey): Spoke[] {
  const degree = (key: ResourceKey): number => topology.peeringsOf.get(key)?.length ?? 0;
  const own = degree(hub);
  return [...connectedPeers(topology, hub)].flatMap(({ to, near, far }) =>
    near && far && degree(to) < own && !hasOwnGateway(topology, to) && !isServedElsewhere(topology, to, hub)
      ? [{ vnet: to, out: near, back: far }]
      : [],
  );
}

const isServedElsewhere = ({ peeringsOf }: Topology, spoke: ResourceKey, hub: ResourceKey): boolean =>
  (peeringsOf.get(spoke) ?? []).some((peering) => halfFrom(peering, spoke)?.useRemoteGateways && otherEnd(peering, spoke) !== hub);

/** How many of the siblings agree, out of how many. */
export interface Majority {
  readonly agree: number;
  readonly of: number;
}
