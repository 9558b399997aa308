import { formatResourceId, parseResourceId, type ResourceKey } from '@peerscape/shared/arm';
import type { TopologyRows } from '@peerscape/shared/topology';
import { type ArmError, frontEndError } from '../arm/operation-handler.ts';
import type { PropertyVersions } from '../arm/property-versions.ts';
import type { Shape } from '../arm/shape.ts';
import type { OperationClass, PollingPlace } from '../store/operations.ts';
import type { ResourceRef, Store, StoredResource } from '../store/store.ts';

export type Properties = Readonly<Record<string, unknown>>;

/** Content of a resource that its kind decides; identity, scope, tags, etag and provisioning state are the same for all. */
type Content = Pick<StoredResource, 'properties' | 'topLevelProperties' | 'inVNet'>;

/** A resource that is about to be stored. */
export interface Draft extends ResourceRef {
  /** In Azure's casing, such as `Microsoft.Network/routeTables`. */
  readonly type: string;
  readonly location: string | undefined;
  /** `properties` of the body. */
  readonly properties: Properties;
  /** All of the body, for kinds with other top-level properties such as `sku`. */
  readonly body: Properties;
  readonly before: StoredResource | undefined;
  readonly apiVersion: string;
}

/** Rules for writing resources of a kind. */
export interface Writing {
  /** Shape of a PUT's body. */
  readonly body: Shape;
  /** Shape of a PATCH's body, whose properties replace those that are there; absent if a PATCH only changes the tags. */
  readonly patch?: Shape;
  /** Class of the long-running operation, or `synchronous` if the resource is done when the response arrives. */
  readonly takes: OperationClass | 'synchronous';
  /** Returns whether a PUT is done when the response arrives, although it names an operation; by default none is. */
  readonly isImmediate?: (after: StoredResource, before: StoredResource | undefined) => boolean;
  /** True if a change of the tags takes an operation, as any other change does. */
  readonly tagsTakeOperation?: true;
  /** Retry-After of a PUT in seconds, if it differs from that of the class. */
  readonly retryAfter?: number;
  /** Class of the deletion, if it differs. */
  readonly deletionTakes?: OperationClass;
  /** True if `build` checks the name, by rules of its own. */
  readonly checksName?: true;
  /** Returns the content that a PUT results in, or Azure's refusal. References are checked afterwards. */
  readonly build: (store: Store, draft: Draft) => Content | ArmError;
  /** Returns Azure's refusal to delete the resource; by default none. */
  readonly deletionProblem?: (store: Store, resource: StoredResource) => ArmError | undefined;
  /** Changes other resources when one was stored or removed, such as the interface of a private endpoint. */
  readonly afterPut?: (store: Store, resource: StoredResource) => void;
  readonly afterDelete?: (store: Store, resource: StoredResource) => void;
}

/** Children that Azure embeds in the parent's properties and also serves by themselves, such as the routes of a route table. */
export interface EmbeddedChildKind {
  /** Azure's name for the operation group: `Routes`. */
  readonly group: string;
  /** Last segment of the type and property of the parent: `routes`. */
  readonly property: string;
  /** Shape of a PUT's body; absent if the children are only written with the parent. */
  readonly body?: Shape;
}

/** Service behind Microsoft.Network that answers differently from the network resource provider, as those of DNS do. */
export interface Service {
  readonly polledAt: PollingPlace;
  readonly newEtag: (store: Store) => string;
  /** Returns the name of a resource in messages about failed preconditions: `The Zone contoso.com`. */
  readonly subject: (id: string) => string;
  /** True if a failed precondition is only reported by the operation, which is accepted first. */
  readonly checksPreconditionsLater?: true;
  /** Returns the error for a resource that does not exist although its parent does; by default the one of ARM's front end. */
  readonly notFound?: (name: string, params: Readonly<Record<string, string>>) => ArmError;
}

/** List of children of several kinds, such as all record sets of a zone. */
interface ChildList {
  /** Azure's operation id: `RecordSets_ListByType`. */
  readonly operation: string;
  /** Last segment of the path. */
  readonly segment: string;
  readonly kinds: readonly ResourceKind[];
}

/** Resource type of Microsoft.Network that the sandbox serves. */
export interface ResourceKind {
  /** Azure's name for the operation group: `RouteTables`. */
  readonly group: string;
  /** Distinguishes kinds of one operation group: `private A`. */
  readonly variant?: string;
  /** Resource type starting with the parent: `networkManagers/networkGroups`. */
  readonly type: string;
  /** Operation that lists the resources of a subscription, if Azure has one. */
  readonly listInSubscription?: string;
  /** Location of all resources of the type, or `own` for children that have one; by default, only top-level resources have one. */
  readonly location?: 'global' | 'own';
  /** Service that serves the type; by default the network resource provider. */
  readonly service?: Service;
  /** True if Azure stores names in lower case. */
  readonly hasLowerCaseNames?: true;
  /** True if Azure shows no provisioning state. */
  readonly hasNoProvisioningState?: true;
  /** True if the response to a GET has no `ETag` header. */
  readonly hasNoEtagHeader?: true;
  /** True if resources of the type are deleted with the VNet that they refer to. */
  readonly isDeletedWithVNet?: true;
  /** True if Azure shows a `resourceGuid`. */
  readonly hasResourceGuid?: true;
  /** Api-versions of properties that Azure has not always shown. */
  readonly versions?: PropertyVersions;
  /** Absent if the sandbox serves the type read-only. */
  readonly write?: Writing;
  readonly children?: readonly EmbeddedChildKind[];
  readonly childLists?: readonly ChildList[];
  /** Query parameters of the list, other than those that are ignored. */
  readonly listQuery?: readonly string[];
  /** Returns the children of the type that Azure itself maintains. One that is written replaces the one of the same name until it is deleted. */
  readonly derived?: (store: Store, parent: StoredResource) => readonly StoredResource[];
  /** Returns the properties as Azure shows them: those stored and those derived from other resources; by default the stored ones. */
  readonly view?: (store: Store, resource: StoredResource, apiVersion: string) => Properties;
  /** Returns the resources that a fixture contains. */
  readonly fromRows?: (rows: TopologyRows, store: Store) => readonly SeededResource[];
}

/** A resource of a fixture: the body of its PUT if the kind can be written, otherwise as ARM returns it. */
export interface SeededResource {
  readonly id: string;
  readonly properties: Properties;
  /** Other top-level properties besides `properties`, such as `sku`. */
  readonly topLevelProperties?: Properties;
  readonly tags?: Readonly<Record<string, string>>;
  /** Location; by default that of its VNet, of the VNet `locatedWith`, or of its resource group. */
  readonly location?: string | undefined;
  readonly locatedWith?: string;
}

/** Resource of a fixture without its ID and scope. */
export type SeededContent = Pick<SeededResource, 'properties' | 'topLevelProperties'>;

/** Returns the children of a kind: those that were written and those that Azure maintains. */
export function childrenOfKind(store: Store, kind: ResourceKind, parent: StoredResource): readonly StoredResource[] {
  const type = `microsoft.network/${kind.type}`.toLowerCase();
  const written = store.childrenOf(parent.key).filter((child) => child.type.toLowerCase() === type);
  const derived = kind.derived?.(store, parent).filter(({ key }) => !store.resources.has(key)) ?? [];
  return derived.length === 0 ? written : [...derived, ...written];
}

/** Returns Azure's refusal to delete a resource with children of the given types. */
export function nestedResourceProblem(store: Store, resource: StoredResource, types: readonly string[]): ArmError | undefined {
  const nested = store.childrenOf(resource.key).filter((child) => types.includes(child.type.split('/').pop() ?? ''));
  if (nested.length === 0) return undefined;
  const names = nested.slice(0, 5).map(({ id }) => `'${id.replace(/^.*\/providers\//, '')}'`);
  return frontEndError(
    409,
    'CannotDeleteResource',
    `Cannot delete resource while nested resources exist. Some existing nested resource IDs include: ${names.join(', ')}. Please delete all nested resources before deleting this resource.`,
  );
}

/** Returns a reference to a subnet. */
export const subnetOf = (vnetId: string, name: string): { id: string } => ({ id: `${vnetId}/subnets/${name}` });

/** Returns the public IP address for a resource: in the same resource group, named after it. */
export function publicAddressOf(id: string): { id: string } {
  const parsed = parseResourceId(id);
  const name = `pip-${id.split('/').pop()}`;
  return { id: parsed.ok ? formatResourceId({ ...parsed.value, types: ['publicIPAddresses'], names: [name] }) : id };
}

/** Returns the name of the SKU of a resource. */
export const skuNameOf = ({ topLevelProperties }: StoredResource): unknown => (topLevelProperties?.sku as Properties | undefined)?.name;

/** Matches the ID of a subnet. */
export const SUBNET_ID = /\/subnets\/[^/]+$/i;

/** Returns the parts of a resource that refer to `key` and whose own id matches, as references: for read-only lists such as `subnets`. */
export const referrers = (store: Store, key: ResourceKey, type: RegExp): { id: string }[] => {
  const ids = store.referencesTo(key).flatMap(({ at }) => (type.test(at) ? [at] : []));
  return [...new Set(ids)].map((id) => ({ id }));
};

/** Returns the resources of a type that refer to a resource. */
export const referringResources = (store: Store, key: ResourceKey, type: string): readonly StoredResource[] => {
  const keys = new Set(store.referencesTo(key).map(({ from }) => from));
  return [...keys].flatMap((from) => store.resources.get(from) ?? []).filter((resource) => resource.type === type);
};
