import type { ResourceKey } from '../arm/index.ts';
import { connectedPeers, type Half, halfFrom, hasOwnGateway, otherEnd, type Topology } from '../topology/index.ts';

/** A spoke of a hub with both halves of its peering. */
export interface Spoke {
  readonly vnet: ResourceKey;
  /** The hub's half to the spoke. */
  readonly out: Half;
  /** The spoke's half to the hub. */
  readonly back: Half;
}

/**
 * Returns the comparable spokes of a VNet: Connected, with both halves readable and fewer peerings than the hub. Spokes that have a gateway
 * or use another VNet's are left out: they are configured differently on purpose.
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

/** Number of siblings that agree, out of the number compared. */
export interface Majority {
  readonly agree: number;
  readonly total: number;
}
