import type { ResourceKey } from '../arm/index.ts';
import { peeringKey } from './build.ts';
import type { HalfRef } from './change.ts';
import { halfFrom, nodeOf, otherEnd } from './half-look.ts';
import type { Half, Peering, Topology } from './model.ts';

/** A half and the one that answers it. */
export interface Side extends HalfRef {
  readonly peering: Peering;
  readonly half: Half;
  /** The half that points back, if it was read. */
  readonly twin: Half | undefined;
}

/** Every half that was read, beside its twin. */
export function* sides({ peerings }: Topology): Iterable<Side> {
  for (const peering of peerings.values()) {
    const { a, b, ab, ba } = peering;
    if (ab) yield { peering, from: a, to: b, half: ab, twin: ba };
    if (ba) yield { peering, from: b, to: a, half: ba, twin: ab };
  }
}

/** Every half that was read and is Connected, beside its twin. */
export function* connectedSides(topology: Topology): Iterable<Side> {
  for (const side of sides(topology)) if (side.half.state === 'Connected') yield side;
}

/** A peering of which both halves exist and are Connected. */
export type ConnectedPair = { readonly peering: Peering } & (
  | { readonly seen: 'both'; readonly near: Half; readonly far: Half }
  /** Only `near` was read: `hidden` owns the other half. */
  | { readonly seen: 'one'; readonly near: Half; readonly hidden: ResourceKey }
);

/** Every peering whose halves are both Connected, each once; the half of a VNet that may not be read is vouched for by its twin. */
export function* connectedPairs(topology: Topology): Iterable<ConnectedPair> {
  for (const peering of topology.peerings.values()) {
    const { ab, ba } = peering;
    if (ab?.state === 'Connected' && ba?.state === 'Connected') yield { peering, seen: 'both', near: ab, far: ba };
    const alone = ab && ba ? undefined : (ab ?? ba);
    if (alone?.state === 'Connected' && !topology.vnets.has(alone.to)) yield { peering, seen: 'one', near: alone, hidden: alone.to };
  }
}

/** The VNets and ghosts that `from` is Connected with, each with its own half where that was read. */
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

/** Whether traffic between the two goes straight over their own peering. */
export function arePeered({ peerings }: Topology, one: ResourceKey, other: ResourceKey): boolean {
  const peering = peerings.get(peeringKey(one, other));
  return peering !== undefined && (peering.ab?.state ?? 'Connected') === 'Connected' && (peering.ba?.state ?? 'Connected') === 'Connected';
}

/** The VNet's prefixes as they are now; for a ghost, as halves have learned them. */
export const spaceOf = (topology: Topology, key: ResourceKey): readonly string[] => nodeOf(topology, key)?.addressSpace ?? [];

/** Whether a gateway or a Route Server stands in the VNet: what gateway transit can carry (azure-semantics §6.5). */
export function hasGateway({ equipmentOf }: Topology, key: ResourceKey): boolean {
  const equipment = equipmentOf.get(key);
  return equipment !== undefined && (equipment.gateways.length > 0 || equipment.routeServers.length > 0);
}

/** Whether the VNet certainly has neither gateway nor Route Server: where either kind is missing from the source, that is not known. */
export const hasNoGateway = (topology: Topology, key: ResourceKey): boolean =>
  !topology.missingKinds.has('gateways') && !topology.missingKinds.has('routeServers') && !hasGateway(topology, key);

/** Whether a VPN or ExpressRoute gateway stands in the VNet. */
export const hasOwnGateway = ({ equipmentOf }: Topology, key: ResourceKey): boolean => (equipmentOf.get(key)?.gateways.length ?? 0) > 0;
