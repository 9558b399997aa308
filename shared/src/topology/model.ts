import type { ResourceKey } from '../arm/index.ts';
import type {
  AttachedKind,
  AttachedResources,
  AttachedRows,
  ConnectedGroupRow,
  ConnectionRow,
  DnsZoneRow,
  RouteTableRow,
} from './attached/index.ts';
import type { AbsenceReason, HalfRow, SubscriptionRow, VNetRow } from './rows.ts';

/** Virtual network that could be read. */
export interface VNet extends VNetRow {
  readonly kind: 'vnet';
  readonly key: ResourceKey;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
}

/** VNet that a half points at and that cannot be read: permissions are missing or it was deleted; Azure does not report which. */
export interface Ghost {
  readonly kind: 'ghost';
  readonly key: ResourceKey;
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Prefixes that the halves pointing at it have learned. */
  readonly addressSpace: readonly string[];
  /** Undefined if nothing is known but that it could not be read. */
  readonly reason: AbsenceReason | undefined;
  /** The tenant of its subscription, where Azure reported one. */
  readonly tenantId?: string;
}

/** One half of a peering, named from the VNet that owns it: `hub → spoke-a`. */
export interface Half extends HalfRow {
  readonly key: ResourceKey;
  readonly name: string;
  /** The VNet that owns this half. */
  readonly from: ResourceKey;
  /** The VNet it points at. */
  readonly to: ResourceKey;
}

/**
 * Link between two VNets, made of two halves, one of which may be missing. `a` and `b` are sorted by name, so every list names the pair in the
 * same order, whichever half is read first.
 */
export interface Peering {
  /** The keys of `a` and `b`, sorted and joined by `|`: stable, and the same on every machine. */
  readonly key: PeeringKey;
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  /** The half that `a` owns. */
  readonly ab: Half | undefined;
  /** The half that `b` owns. */
  readonly ba: Half | undefined;
  /** Further halves between the same two VNets. Azure rejects them; merged files can contain them. */
  readonly extra: readonly Half[];
}

declare const peering: unique symbol;
export type PeeringKey = string & { readonly [peering]: true };

/** Anything that a half can point at. */
export type Node = VNet | Ghost;

/** All VNets and halves with their attached resources; immutable and indexed. */
export interface Topology {
  readonly subscriptions: ReadonlyMap<string, SubscriptionRow>;
  readonly vnets: ReadonlyMap<ResourceKey, VNet>;
  readonly ghosts: ReadonlyMap<ResourceKey, Ghost>;
  readonly peerings: ReadonlyMap<PeeringKey, Peering>;
  readonly halves: ReadonlyMap<ResourceKey, Half>;
  /** Peerings of each VNet or ghost, sorted by the name of the other end. */
  readonly peeringsOf: ReadonlyMap<ResourceKey, readonly Peering[]>;
  /** Resources attached to each VNet; a VNet without any has no entry. */
  readonly attachedResources: ReadonlyMap<ResourceKey, AttachedResources>;
  readonly connections: readonly ConnectionRow[];
  readonly routeTables: readonly RouteTableRow[];
  readonly dnsZones: ReadonlyMap<ResourceKey, DnsZoneRow>;
  readonly connectedGroups: readonly ConnectedGroupRow[];
  readonly loadBalancers: AttachedRows['loadBalancers'];
  readonly localNetworkGateways: AttachedRows['localNetworkGateways'];
  readonly machines: AttachedRows['machines'];
  readonly networkSecurityGroups: AttachedRows['networkSecurityGroups'];
  readonly publicIpAddresses: AttachedRows['publicIpAddresses'];
  readonly routeServerPeers: AttachedRows['routeServerPeers'];
  /** Resource types that are missing from the source: an empty list of such a type does not mean that there are none. */
  readonly missingKinds: ReadonlySet<AttachedKind>;
  /** Resource types that are missing in single subscriptions, by subscription id in lower case. */
  readonly missingKindsIn: ReadonlyMap<string, ReadonlySet<AttachedKind>>;
}
