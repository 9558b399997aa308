import type { ResourceKey } from '@peerscape/shared/arm';
import type { AccessRegistry } from './access.ts';
import type { StoredSettings } from './half-settings.ts';
import type { LockRegistry } from './locks.ts';
import type { OperationProblem, OperationTiming, RunningOperation } from './operations.ts';
import type { Reference } from './references.ts';
import type { Site } from './sites.ts';

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
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly provisioning?: Provisioning;
  /** The resource that manages the group, such as a managed application. */
  readonly managedBy?: string;
  readonly denyAssignment?: { readonly id: string; readonly name: string };
}

/** Creation of one resource by a deployment. */
export interface StoredDeploymentOperation {
  readonly id: string;
  readonly target: { readonly id: string; readonly resourceType: string; readonly resourceName: string };
  /** Reason of the failure. */
  readonly problem?: OperationProblem;
}

/** Deployment of a template to a resource group. */
export interface StoredDeployment {
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly operations: readonly StoredDeploymentOperation[];
}

export interface StoredSubnet {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly routeTableId?: string | undefined;
  readonly networkSecurityGroupId?: string | undefined;
  /** Properties that the sandbox stores and returns without interpreting them. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** Identity of a stored resource: ID, key, name and scope. */
export interface ResourceRef {
  readonly id: string;
  readonly key: ResourceKey;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
}

export interface StoredVNet extends ResourceRef {
  readonly location: string;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly addressSpace: readonly string[];
  /** Undefined if `dhcpOptions` was never sent. */
  readonly dnsServers: readonly string[] | undefined;
  readonly subnets: readonly StoredSubnet[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly resourceGuid: string;
  /** Shared by the VNet, its subnets and its halves, as in the recordings. */
  readonly etag: string;
  readonly provisioning: Provisioning;
}

/** One `virtualNetworkPeerings` resource. State and sync level are derived, not stored. */
export interface StoredHalf extends ResourceRef, StoredSettings {
  readonly from: ResourceKey;
  readonly to: ResourceKey;
  readonly remoteId: string;
  /** Prefixes of the remote VNet that this half has learned. */
  readonly learned: readonly string[];
  /** Last prefixes of the remote VNet, returned after its deletion. */
  readonly lastKnown: readonly string[];
  /** Set when the counterpart is deleted; cleared only by writing this half again. */
  readonly disconnected: boolean;
  readonly resourceGuid: string;
  readonly provisioning: Provisioning;
}

/** Any other resource: what was written, with Azure's defaults. What Azure derives from other resources is added by the view of its kind. */
export interface StoredResource extends ResourceRef {
  /** In Azure's casing, such as `Microsoft.Network/routeTables`. */
  readonly type: string;
  readonly location: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly etag: string;
  readonly resourceGuid: string;
  readonly provisioning: Provisioning;
  /** True until the operation that creates it is done. */
  readonly isNew?: boolean;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Other top-level properties besides `properties`, such as `sku`. */
  readonly topLevelProperties?: Readonly<Record<string, unknown>> | undefined;
  /** The VNet that it is in, if any. */
  readonly inVNet?: ResourceKey | undefined;
}

/** Called with the keys of resources whose representation has changed. */
export type ChangeListener = (keys: readonly ResourceKey[]) => void;

/** In-memory store of the sandbox. Values are immutable; a change replaces a value. */
export interface Store {
  readonly subscriptions: Map<string, StoredSubscription>;
  /** By `subscription/group` in lower case. */
  readonly groups: Map<string, StoredGroup>;
  readonly vnets: ReadonlyMap<ResourceKey, StoredVNet>;
  readonly halves: ReadonlyMap<ResourceKey, StoredHalf>;
  readonly resources: ReadonlyMap<ResourceKey, StoredResource>;
  readonly operations: Map<string, RunningOperation>;
  /** By `subscription/group/deployment` in lower case. */
  readonly deployments: Map<string, StoredDeployment>;
  /** Networks outside Azure, by the local network gateway or circuit that leads to them. */
  readonly sites: ReadonlyMap<ResourceKey, Site>;
  readonly access: AccessRegistry;
  readonly locks: LockRegistry;
  operationTiming: OperationTiming;

  /** Returns the halves that a VNet owns. */
  halvesOf(vnet: ResourceKey): readonly StoredHalf[];
  /** Returns the halves of other VNets that point at it. */
  remoteHalvesOf(vnet: ResourceKey): readonly StoredHalf[];
  /** Returns the half that `from` owns and that points at `to`. */
  findHalf(from: ResourceKey, to: ResourceKey): StoredHalf | undefined;
  /** Returns the other resources of one type, ignoring case. */
  resourcesOfType(type: string): readonly StoredResource[];
  /** Returns the resources directly below another one, such as the links of a private DNS zone. */
  childrenOf(parent: ResourceKey): readonly StoredResource[];
  /** Returns the other resources in a VNet. */
  resourcesOfVNet(vnet: ResourceKey): readonly StoredResource[];
  /** Returns the references to a resource or to a part of one, in the order in which they were written. */
  referencesTo(key: ResourceKey): readonly Reference[];

  putVNet(vnet: StoredVNet): void;
  dropVNet(key: ResourceKey): void;
  putHalf(half: StoredHalf): void;
  dropHalf(key: ResourceKey): void;
  putResource(resource: StoredResource): void;
  dropResource(key: ResourceKey): void;
  putSite(key: ResourceKey, site: Site): void;
  dropSite(key: ResourceKey): void;

  newGuid(): string;
  newEtag(): string;
  onChange(listener: ChangeListener): void;
  clear(): void;
}

export const groupKey = (subscriptionId: string, group: string): string => `${subscriptionId}/${group}`.toLowerCase();
