import { formatResourceId, parseResourceId, type ResourceKey } from '@peerscape/shared/arm';
import type { TopologyRows } from '@peerscape/shared/topology';
import type { ArmError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import type { OperationClass } from '../store/operations.ts';
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
  /** Class of the long-running operation, or `synchronous` if the resource is done when the response arrives. */
  readonly takes: OperationClass | 'synchronous';
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

/** Resource type of Microsoft.Network that the sandbox serves. */
export interface ResourceKind {
  /** Azure's name for the operation group: `RouteTables`. */
  readonly group: string;
  /** Resource type starting with the parent: `networkManagers/networkGroups`. */
  readonly type: string;
  /** Operation that lists the resources of a subscription, if Azure has one. */
  readonly listInSubscription?: string;
  /** Location of all resources of the type; by default each has its own, and children have none. */
  readonly location?: 'global';
  /** True if Azure shows a `resourceGuid`. */
  readonly hasResourceGuid?: true;
  /** Absent if the sandbox serves the type read-only. */
  readonly write?: Writing;
  readonly children?: readonly EmbeddedChildKind[];
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

/** Returns a reference to a subnet. */
export const subnetOf = (vnetId: string, name: string): { id: string } => ({ id: `${vnetId}/subnets/${name}` });

/** Returns the public IP address for a resource: in the same resource group, named after it. */
export function publicAddressOf(id: string): { id: string } {
  const parsed = parseResourceId(id);
  const name = `pip-${id.split('/').pop()}`;
  return { id: parsed.ok ? formatResourceId({ ...parsed.value, types: ['publicIPAddresses'], names: [name] }) : id };
}

/** Returns the parts of a resource that refer to `key` and whose own id matches, as references: for read-only lists such as `subnets`. */
export const referrers = (store: Store, key: ResourceKey, type: RegExp): { id: string }[] => {
  const ids = store.referencesTo(key).flatMap(({ at }) => (type.test(at) ? [at] : []));
  return [...new Set(ids)].map((id) => ({ id }));
};
