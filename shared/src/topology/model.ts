import type { ResourceKey } from '../arm/index.ts';
import type {
  ApplianceRow,
  AttachedKind,
  ConnectedGroupRow,
  ConnectionRow,
  DnsLinkRow,
  DnsZoneRow,
  FirewallRow,
  GatewayRow,
  HalfRow,
  RouteServerRow,
  RouteTableRow,
  SubscriptionRow,
  VNetRow,
} from './rows.ts';

/** A virtual network that was read. */
export interface VNet extends VNetRow {
  readonly kind: 'vnet';
  readonly key: ResourceKey;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
}

/** A VNet that a half refers to and that we may not read, or that is gone: Azure does not say which. */
export interface Ghost {
  readonly kind: 'ghost';
  readonly key: ResourceKey;
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Its prefixes as the halves that point at it have learned them. */
  readonly addressSpace: readonly string[];
}

/** One half of a peering, seen from the VNet that owns it: `hub → spoke-a`. */
export interface Half extends HalfRow {
  readonly key: ResourceKey;
  readonly name: string;
  /** The VNet that owns this half. */
  readonly from: ResourceKey;
  /** The VNet it points at. */
  readonly to: ResourceKey;
}

/**
 * What a person means by a peering: the link between two VNets, made of two halves, one of which may be missing.
 * `a` and `b` stand in the order of their keys, so one pair has one peering whichever half is read first.
 */
export interface Peering {
  /** `keyOf(a)|keyOf(b)`: stable, and the same on every machine. */
  readonly key: PeeringKey;
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  /** The half that `a` owns. */
  readonly ab: Half | undefined;
  /** The half that `b` owns. */
  readonly ba: Half | undefined;
  /** Further halves between the same two VNets. Azure refuses them; merged files can hold them. */
  readonly extra: readonly Half[];
}

declare const peering: unique symbol;
export type PeeringKey = string & { readonly [peering]: true };

/** Whatever a half can point at. */
export type Node = VNet | Ghost;

/** All VNets and halves with what explains them; immutable, indexed, built once. */
export interface Topology {
  readonly subscriptions: ReadonlyMap<string, SubscriptionRow>;
  readonly vnets: ReadonlyMap<ResourceKey, VNet>;
  readonly ghosts: ReadonlyMap<ResourceKey, Ghost>;
  readonly peerings: ReadonlyMap<PeeringKey, Peering>;
  readonly halves: ReadonlyMap<ResourceKey, Half>;
  /** The peerings of each VNet or ghost, in the order of the other end's name. */
  readonly peeringsOf: ReadonlyMap<ResourceKey, readonly Peering[]>;
  /** What stands in or is attached to each VNet. Absent when there is nothing. */
  readonly equipmentOf: ReadonlyMap<ResourceKey, Equipment>;
  readonly connections: readonly ConnectionRow[];
  readonly routeTables: readonly RouteTableRow[];
  readonly dnsZones: ReadonlyMap<ResourceKey, DnsZoneRow>;
  readonly connectedGroups: readonly ConnectedGroupRow[];
  /** Kinds that are missing from the source: an empty list of theirs does not mean that there are none. */
  readonly missingKinds: ReadonlySet<AttachedKind>;
}

/** What stands in or is attached to one VNet and decides who reaches and resolves whom. */
export interface Equipment {
  readonly gateways: readonly GatewayRow[];
  readonly firewalls: readonly FirewallRow[];
  readonly appliances: readonly ApplianceRow[];
  readonly routeServers: readonly RouteServerRow[];
  readonly dnsLinks: readonly DnsLinkRow[];
  readonly routeTables: readonly RouteTableRow[];
  readonly connectedGroups: readonly ConnectedGroupRow[];
}
