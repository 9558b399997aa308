/**
 * What a reader hands in and what travels on the wire: plain, flat, in Azure's own words.
 * Ids keep the spelling they came with; `buildTopology` turns rows into an indexed topology.
 * A property that Azure did not send is absent, never guessed.
 */

/** A subscription that was read, or that was asked for and could not be read. */
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
}

export interface VNetRow {
  readonly id: string;
  readonly location: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Prefixes as Azure has them, unparsed: an imported file may hold anything. */
  readonly addressSpace: readonly string[];
  readonly subnets: readonly SubnetRow[];
  /** Set if the source does not contain this VNet's list of peerings, or not all of it could be read: a half that is not there may exist. */
  readonly halvesNotRead?: boolean;
  /** Custom DNS servers; empty means Azure's own. */
  readonly dnsServers?: readonly string[];
  readonly etag?: string;
  readonly resourceGuid?: string;
  readonly provisioningState?: string;
}

/** `peeringState` as Azure has it; a word this build does not know is kept as it came. */
export type PeeringState = 'Initiated' | 'Connected' | 'Disconnected' | (string & {});

/** `peeringSyncLevel` as Azure has it. `LocalNotInSync`: this half holds an old picture of its remote, sync here. */
export type SyncLevel = 'FullyInSync' | 'RemoteNotInSync' | 'LocalNotInSync' | 'LocalAndRemoteNotInSync' | (string & {});

/** One ARM `virtualNetworkPeerings` resource: the half that its own VNet holds. All of ARM's properties, nothing dropped. */
export interface HalfRow {
  readonly id: string;
  readonly remoteId: string;
  readonly state: PeeringState;
  readonly sync?: SyncLevel;
  /** allowVirtualNetworkAccess; absent means Azure's default, true. */
  readonly allowAccess: boolean;
  readonly allowForwarded: boolean;
  /** allowGatewayTransit: offers this VNet's gateway to the remote. */
  readonly allowTransit: boolean;
  /** useRemoteGateways: sends through the remote's gateway. */
  readonly useRemoteGateways: boolean;
  readonly doNotVerifyRemoteGateways?: boolean;
  /** peerCompleteVnets; false means only the named subnets are peered. */
  readonly completeVnets?: boolean;
  readonly onlyIPv6?: boolean;
  readonly localSubnets?: readonly string[];
  readonly remoteSubnets?: readonly string[];
  /** remoteAddressSpace: the remote's prefixes as this half learned them; routes are made from these. */
  readonly remoteLearned?: readonly string[];
  /** remoteVirtualNetworkAddressSpace: the remote's prefixes as they are now. */
  readonly remoteCurrent?: readonly string[];
  /** localAddressSpace: this VNet's prefixes as the remote learned them. */
  readonly localLearned?: readonly string[];
  /** localVirtualNetworkAddressSpace: this VNet's prefixes as they are now. */
  readonly localCurrent?: readonly string[];
  readonly provisioningState?: string;
  /** The same on both halves of one pair, stable over updates. */
  readonly resourceGuid?: string;
  readonly etag?: string;
  /** Properties ARM sent that this build has no word for, kept verbatim so that a write never loses them. */
  readonly other?: Readonly<Record<string, unknown>>;
}

export interface GatewayRow {
  readonly id: string;
  /** The VNet whose GatewaySubnet holds it. */
  readonly vnetId: string;
  readonly kind: 'Vpn' | 'ExpressRoute' | (string & {});
  readonly sku?: string;
  readonly vpnType?: string;
  readonly activeActive?: boolean;
  readonly asn?: number;
}

/** A `connections` resource: what joins a gateway to another gateway, a site or a circuit. */
export interface ConnectionRow {
  readonly id: string;
  readonly kind: 'IPsec' | 'Vnet2Vnet' | 'ExpressRoute' | 'VPNClient' | (string & {});
  readonly status?: string;
  readonly gatewayId: string;
  /** The other gateway, local network gateway or circuit. */
  readonly toId?: string;
}

export interface FirewallRow {
  readonly id: string;
  readonly vnetId: string;
  readonly privateIp?: string;
  readonly sku?: string;
}

/** A network interface with IP forwarding on: as much of an NVA as ARM shows. */
export interface ApplianceRow {
  readonly id: string;
  readonly vnetId: string;
  readonly privateIps: readonly string[];
}

export interface RouteServerRow {
  readonly id: string;
  readonly vnetId: string;
}

export interface RouteRow {
  readonly name: string;
  readonly prefix: string;
  readonly nextHopType: string;
  readonly nextHopIp?: string;
}

export interface RouteTableRow {
  readonly id: string;
  readonly routes: readonly RouteRow[];
  readonly subnetIds: readonly string[];
  readonly disableBgpPropagation?: boolean;
}

export interface DnsZoneRow {
  readonly id: string;
}

export interface DnsLinkRow {
  readonly id: string;
  readonly zoneId: string;
  readonly vnetId: string;
  readonly registration: boolean;
  readonly state?: string;
}

/** VNets that Azure Virtual Network Manager connects without any peering resource. */
export interface ConnectedGroupRow {
  readonly id: string;
  readonly name: string;
  readonly global: boolean;
  readonly vnetIds: readonly string[];
}

/** The kinds of resources that explain VNets and halves. */
export const ATTACHED_KINDS = [
  'gateways',
  'connections',
  'firewalls',
  'appliances',
  'routeServers',
  'routeTables',
  'dnsZones',
  'dnsLinks',
  'connectedGroups',
] as const;
export type AttachedKind = (typeof ATTACHED_KINDS)[number];

/** What rows are kept by. */
export type RowKind = 'subscriptions' | 'vnets' | 'halves' | AttachedKind;

/** Everything that was read, flat. */
export interface TopologyRows {
  readonly subscriptions: readonly SubscriptionRow[];
  readonly vnets: readonly VNetRow[];
  readonly halves: readonly HalfRow[];
  readonly gateways: readonly GatewayRow[];
  readonly connections: readonly ConnectionRow[];
  readonly firewalls: readonly FirewallRow[];
  readonly appliances: readonly ApplianceRow[];
  readonly routeServers: readonly RouteServerRow[];
  readonly routeTables: readonly RouteTableRow[];
  readonly dnsZones: readonly DnsZoneRow[];
  readonly dnsLinks: readonly DnsLinkRow[];
  readonly connectedGroups: readonly ConnectedGroupRow[];
  /** Kinds that are missing from the source, so that whether there are any is unknown. Absent: every kind was read. */
  readonly missingKinds?: readonly AttachedKind[];
}

export const NO_ROWS: Readonly<Pick<TopologyRows, RowKind>> = {
  subscriptions: [],
  vnets: [],
  halves: [],
  gateways: [],
  connections: [],
  firewalls: [],
  appliances: [],
  routeServers: [],
  routeTables: [],
  dnsZones: [],
  dnsLinks: [],
  connectedGroups: [],
};
