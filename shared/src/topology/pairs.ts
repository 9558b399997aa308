import type { ResourceKey } from '../arm/index.ts';
import { peeringKey } from './build.ts';
import type { HalfRef } from './change.ts';
import { halfFrom, hasAllHalves, nodeOf, otherEnd } from './half-status.ts';
import { missingOf } from './missing-kinds.ts';
import type { Half, Peering, Topology } from './model.ts';
import { isVirtualHubVNet } from './virtual-hub.ts';

/** A half with its counterpart. */
export interface Side extends HalfRef {
  readonly peering: Peering;
  readonly half: Half;
  /** The half that points back, if it could be read. */
  readonly counterpart: Half | undefined;
}

/** Yields every half that could be read, with its counterpart. */
export function* sides({ peerings }: Topology): Iterable<Side> {
  for (const peering of peerings.values()) {
    const { a, b, ab, ba } = peering;
    if (ab) yield { peering, from: a, to: b, half: ab, counterpart: ba };
    if (ba) yield { peering, from: b, to: a, half: ba, counterpart: ab };
  }
}

/** Yields every Connected half that could be read, with its counterpart. */
export function* connectedSides(topology: Topology): Iterable<Side> {
  for (const side of sides(topology)) if (side.half.state === 'Connected') yield side;
}

/** A peering whose halves both exist and are Connected. */
export type ConnectedPair = { readonly peering: Peering } & (
  | { readonly seen: 'both'; readonly near: Half; readonly far: Half }
  /** Only `near` could be read: `hidden` owns the other half. */
  | { readonly seen: 'one'; readonly near: Half; readonly hidden: ResourceKey }
);

/** Yields every peering whose halves are both Connected; the state of an unreadable half follows from its counterpart. */
export function* connectedPairs(topology: Topology): Iterable<ConnectedPair> {
  for (const peering of topology.peerings.values()) {
    const { ab, ba } = peering;
    if (ab?.state === 'Connected' && ba?.state === 'Connected') yield { peering, seen: 'both', near: ab, far: ba };
    const single = ab && ba ? undefined : (ab ?? ba);
    if (single?.state === 'Connected' && !hasAllHalves(topology, single.to))
      yield { peering, seen: 'one', near: single, hidden: single.to };
  }
}

/** Yields the VNets and ghosts that `from` is Connected to, with both halves as far as they could be read. */
export function* connectedPeers(
  topology: Topology,
  from: ResourceKey,
): Iterable<HalfRef & { near: Half | undefined; far: Half | undefined; peering: Peering }> {
  for (const peering of topology.peeringsOf.get(from) ?? []) {
    const to = otherEnd(peering, from);
    const near = halfFrom(peering, from);
    const far = halfFrom(peering, to);
    const isWhole = near && far ? near.state === 'Connected' && far.state === 'Connected' : (near ?? far)?.state === 'Connected';
    if (isWhole) yield { from, to, near, far, peering };
  }
}

/** Returns whether the key is that of a virtual hub's VNet (Virtual WAN). Microsoft manages it and its halves; nobody can read them. */
export const isVirtualHub = ({ ghosts, vnets }: Topology, key: ResourceKey): boolean => {
  const vnet = vnets.get(key);
  return vnet ? isVirtualHubVNet(vnet.id) : ghosts.get(key)?.reason === 'virtual-hub';
};

/** Returns whether the two VNets are connected by a peering of their own. */
export function arePeered({ peerings }: Topology, one: ResourceKey, other: ResourceKey): boolean {
  const peering = peerings.get(peeringKey(one, other));
  return peering !== undefined && (peering.ab?.state ?? 'Connected') === 'Connected' && (peering.ba?.state ?? 'Connected') === 'Connected';
}

/** Returns the current prefixes of a VNet; for a ghost, those that halves have learned. */
export const spaceOf = (topology: Topology, key: ResourceKey): readonly string[] => nodeOf(topology, key)?.addressSpace ?? [];

/** Returns whether the VNet has a gateway or Route Server, which gateway transit applies to (azure-semantics §6.5). */
export function hasGateway({ attachedResources }: Topology, key: ResourceKey): boolean {
  const attached = attachedResources.get(key);
  return attached !== undefined && (attached.gateways.length > 0 || attached.routeServers.length > 0);
}

/** Returns whether the VNet certainly has no gateway or Route Server: false if the source does not include one of these types. */
export const hasNoGateway = (topology: Topology, key: ResourceKey): boolean =>
  missingOf(topology, ['gateways', 'routeServers'], [key]).length === 0 && !hasGateway(topology, key);

/** Returns whether the VNet has a VPN or ExpressRoute gateway. */
export const hasOwnGateway = ({ attachedResources }: Topology, key: ResourceKey): boolean =>
  (attachedResources.get(key)?.gateways.length ?? 0) > 0;
