import type { ResourceKey } from '@peerscape/shared/arm';
import type { AccessBook } from './access.ts';
import type { Pace, RunningOperation } from './operations.ts';

type Provisioning = 'Succeeded' | 'Updating' | 'Deleting' | 'Failed' | (string & {});

export interface StoredSubscription {
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
}

export interface StoredGroup {
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly location: string;
}

export interface StoredSubnet {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly routeTableId?: string | undefined;
  readonly networkSecurityGroupId?: string | undefined;
  /** What a writer sent that the sandbox keeps and shows but does not act on. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** Where every stored resource stands. */
export interface Placed {
  readonly id: string;
  readonly key: ResourceKey;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
}

export interface StoredVNet extends Placed {
  readonly location: string;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly addressSpace: readonly string[];
  /** Absent when `dhcpOptions` was never sent. */
  readonly dnsServers: readonly string[] | undefined;
  readonly subnets: readonly StoredSubnet[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly resourceGuid: string;
  /** Shared by the VNet, its subnets and its halves, as in recordings. */
  readonly etag: string;
  readonly provisioning: Provisioning;
}

/** One `virtualNetworkPeerings` resource. Its state and sync level are not here: they are derived. */
export interface StoredHalf extends Placed {
  readonly from: ResourceKey;
  readonly to: ResourceKey;
  readonly remoteId: string;
  readonly allowAccess: boolean;
  readonly allowForwarded: boolean;
  readonly allowTransit: boolean;
  readonly useRemoteGateways: boolean;
  readonly doNotVerifyRemoteGateways: boolean;
  readonly completeVnets: boolean;
  readonly onlyIPv6: boolean | undefined;
  readonly localSubnets: readonly string[] | undefined;
  readonly remoteSubnets: readonly string[] | undefined;
  /** The remote's prefixes as this half last learned them. */
  readonly learned: readonly string[];
  /** The remote's prefixes when it was last there; shown once it is gone. */
  readonly lastKnown: readonly string[];
  /** Set when the counterpart disappears, cleared only by writing this half again. */
  readonly disconnected: boolean;
  readonly resourceGuid: string;
  readonly provisioning: Provisioning;
}

/** Any other resource, kept in the shape in which ARM shows it. */
export interface StoredResource extends Placed {
  /** In Azure's spelling, such as `Microsoft.Network/routeTables`. */
  readonly type: string;
  readonly location: string | undefined;
  readonly tags?: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Further members beside `properties`, such as `sku`. */
  readonly beside?: Readonly<Record<string, unknown>>;
  /** The VNet it stands in, if it stands in one. */
  readonly inVNet?: ResourceKey | undefined;
  /** The subnet it occupies. */
  readonly inSubnet?: ResourceKey | undefined;
}

/** Told which resources look different from now on. */
export type ChangeListener = (keys: readonly ResourceKey[]) => void;

/** The memory of the sandbox. Values are immutable; a change puts a new value in the old one's place. */
export interface Store {
  readonly subscriptions: Map<string, StoredSubscription>;
  /** By `subscription/group` in lower case. */
  readonly groups: Map<string, StoredGroup>;
  readonly vnets: ReadonlyMap<ResourceKey, StoredVNet>;
  readonly halves: ReadonlyMap<ResourceKey, StoredHalf>;
  readonly resources: ReadonlyMap<ResourceKey, StoredResource>;
  readonly operations: Map<string, RunningOperation>;
  readonly access: AccessBook;
  pace: Pace;

  /** The halves that a VNet owns. */
  halvesOf(vnet: ResourceKey): readonly StoredHalf[];
  /** The halves of other VNets that point at it. */
  halvesTo(vnet: ResourceKey): readonly StoredHalf[];
  /** The half that `from` owns and that points at `to`. */
  halfBetween(from: ResourceKey, to: ResourceKey): StoredHalf | undefined;
  /** Other resources of one type, compared without case. */
  resourcesOf(type: string): readonly StoredResource[];
  /** Other resources that stand in a VNet. */
  resourcesIn(vnet: ResourceKey): readonly StoredResource[];

  putVNet(vnet: StoredVNet): void;
  dropVNet(key: ResourceKey): void;
  putHalf(half: StoredHalf): void;
  dropHalf(key: ResourceKey): void;
  putResource(resource: StoredResource): void;
  dropResource(key: ResourceKey): void;

  newGuid(): string;
  newEtag(): string;
  onChange(listener: ChangeListener): void;
  clear(): void;
}

export const groupKey = (subscriptionId: string, group: string): string => `${subscriptionId}/${group}`.toLowerCase();
