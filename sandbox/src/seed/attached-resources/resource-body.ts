import { formatResourceId, parseResourceId, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { StoredResource } from '../../store/store.ts';

/** A resource converted from a row, without its ID and scope. */
export type ResourceBody = Pick<StoredResource, 'type' | 'properties'> & Partial<Pick<StoredResource, 'topLevelProperties' | 'inSubnet'>>;

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
