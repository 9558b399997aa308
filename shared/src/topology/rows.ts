/**
 * Flat, plain form of a topology: the output of the readers and the wire format, in Azure's terms. Ids keep their original casing. A
 * property that Azure did not send is absent, never guessed. `buildTopology` turns rows into an indexed topology.
 */
import { type AttachedKind, type AttachedRows, NO_ATTACHED_ROWS } from './attached/index.ts';
import type { SettingValues } from './half-settings.ts';

/** Subscription that was read, or that was requested but could not be read. */
export interface SubscriptionRow {
  readonly id: string;
  readonly name: string;
  readonly tenantId?: string;
}

export interface SubnetRow {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly routeTableId?: string;
  readonly networkSecurityGroupId?: string;
  readonly natGatewayId?: string;
  /** False for a private subnet, from which nothing leaves without an explicit outbound method. */
  readonly defaultOutboundAccess?: boolean;
  /** Services with a service endpoint, as ARM names them: `Microsoft.Storage`. */
  readonly serviceEndpoints?: readonly string[];
  /** Policies that apply to private endpoints in the subnet: `Enabled`, `Disabled`, `RouteTableEnabled` or `NetworkSecurityGroupEnabled`. */
  readonly privateEndpointNetworkPolicies?: string;
}

export interface VNetRow {
  readonly id: string;
  readonly location: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Prefixes as returned by Azure, unparsed: an imported file may contain anything. */
  readonly addressSpace: readonly string[];
  readonly subnets: readonly SubnetRow[];
  /** Set if the source does not contain this VNet's list of peerings, or not all of it could be read: a half that is not there may exist. */
  readonly halvesNotRead?: boolean;
  /** Custom DNS servers; empty means Azure DNS. */
  readonly dnsServers?: readonly string[];
  /** Prefixes that gateways announce in place of those that they cover. */
  readonly summarizedGatewayPrefixes?: readonly string[];
  readonly etag?: string;
  readonly resourceGuid?: string;
  readonly provisioningState?: string;
}

/** `peeringState` as returned by Azure; values that this version does not know are passed through. */
export type PeeringState = 'Initiated' | 'Connected' | 'Disconnected' | (string & {});

/** `peeringSyncLevel` as returned by Azure. `LocalNotInSync`: this half's copy of the remote address space is outdated; sync this half. */
export type SyncLevel = 'FullyInSync' | 'RemoteNotInSync' | 'LocalNotInSync' | 'LocalAndRemoteNotInSync' | (string & {});

/** One ARM `virtualNetworkPeerings` resource, that is, one half, with all of its ARM properties; its settings are in `HALF_SETTINGS`. */
export interface HalfRow extends SettingValues {
  readonly id: string;
  readonly remoteId: string;
  readonly state: PeeringState;
  readonly sync?: SyncLevel;
  /** remoteAddressSpace: the remote prefixes that this half has learned; Azure creates routes from these. */
  readonly remoteLearned?: readonly string[];
  /** remoteVirtualNetworkAddressSpace: the current prefixes of the remote VNet. */
  readonly remoteCurrent?: readonly string[];
  /** localAddressSpace: the prefixes of this VNet that the remote half has learned. */
  readonly localLearned?: readonly string[];
  /** localVirtualNetworkAddressSpace: the current prefixes of this VNet. */
  readonly localCurrent?: readonly string[];
  readonly provisioningState?: string;
  /** The same on both halves of a peering, stable across updates. */
  readonly resourceGuid?: string;
  readonly etag?: string;
  /** ARM properties that this version does not know, preserved verbatim so that a write never loses them. */
  readonly other?: Readonly<Record<string, unknown>>;
}

/** Reasons for which a VNet that a half points at is not among the rows, from Azure's response when it was read by itself, or from its name. */
export const ABSENCE_REASONS = ['not-in-file', 'not-found', 'no-permission', 'other-tenant', 'virtual-hub'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

export interface AbsentVNetRow {
  readonly id: string;
  readonly reason: AbsenceReason;
  /** The tenant of its subscription, where Azure reported one. */
  readonly tenantId?: string;
}

/** Resource types that were not read in a subscription of which VNets were read. */
export interface SubscriptionCoverageRow {
  readonly subscriptionId: string;
  readonly missingKinds: readonly AttachedKind[];
}

/** Types of rows. */
export type RowKind = 'subscriptions' | 'vnets' | 'halves' | AttachedKind;

/** All rows of a snapshot. */
export interface TopologyRows extends AttachedRows {
  readonly subscriptions: readonly SubscriptionRow[];
  readonly vnets: readonly VNetRow[];
  readonly halves: readonly HalfRow[];
  /** Resource types that are missing from the source, so that it is unknown whether any exist. Absent if all types were read. */
  readonly missingKinds?: readonly AttachedKind[];
  /** Subscriptions in which resource types are missing that the source includes elsewhere. */
  readonly subscriptionCoverage?: readonly SubscriptionCoverageRow[];
  /** VNets that halves point at and that are not in `vnets`, where the reason is known. */
  readonly absentVNets?: readonly AbsentVNetRow[];
}

export const NO_ROWS: Readonly<Pick<TopologyRows, RowKind>> = {
  subscriptions: [],
  vnets: [],
  halves: [],
  ...NO_ATTACHED_ROWS,
};
