import { formatResourceId, parseResourceId, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { TopologyRows } from '@peerscape/shared/topology';
import type { Store, StoredResource } from '../store/store.ts';

/** Resource type of Microsoft.Network that the sandbox serves read-only. */
export interface ReadOnlyType {
  /** Azure's name for the operation group. */
  readonly group: string;
  /** Resource type starting with the parent: `networkManagers/networkGroups`. */
  readonly type: string;
  /** Operation that lists the resources of a subscription, if Azure has one. */
  readonly listInSubscription?: string;
}

/** A resource in the form that ARM returns, without its id and scope (azure-semantics §1.4). */
export type ResourceBody = Pick<StoredResource, 'type' | 'properties'> & Partial<Pick<StoredResource, 'topLevelProperties' | 'inSubnet'>>;

/** A resource of a fixture. */
export interface SeededResource extends ResourceBody {
  readonly id: string;
  /** The VNet that contains it. */
  readonly vnetId?: string;
  /** Location; that of its VNet or resource group by default. */
  readonly location?: string | undefined;
}

/** A kind of resource: the types that it consists of, and its resources in a fixture. */
export interface ResourceKind {
  readonly types: readonly ReadOnlyType[];
  resourcesOf(rows: TopologyRows, store: Store): readonly SeededResource[];
}

/** Returns the ID and key of a subnet. */
export const subnetOf = (vnetId: string, name: string): { id: string; key: ResourceKey } => {
  const id = `${vnetId}/subnets/${name}`;
  return { id, key: resourceKey(id) };
};

/** Returns the public IP address for a resource: in the same resource group, named after it. */
export function publicAddressOf(id: string): { id: string } {
  const parsed = parseResourceId(id);
  const name = `pip-${id.split('/').pop()}`;
  return { id: parsed.ok ? formatResourceId({ ...parsed.value, types: ['publicIPAddresses'], names: [name] }) : id };
}
