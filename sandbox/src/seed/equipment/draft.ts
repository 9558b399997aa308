import { formatResourceId, parseResourceId, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { StoredResource } from '../../store/store.ts';

/** What a row becomes: everything about the resource but its place. */
export type Draft = Pick<StoredResource, 'type' | 'properties'> & Partial<Pick<StoredResource, 'beside' | 'inSubnet'>>;

/** A subnet by its VNet and name. */
export const subnetOf = (vnetId: string, name: string): { id: string; key: ResourceKey } => {
  const id = `${vnetId}/subnets/${name}`;
  return { id, key: resourceKey(id) };
};

/** The public address that something with that id would have: in the same group, named after it. */
export function publicAddressOf(id: string): { id: string } {
  const parts = parseResourceId(id);
  const name = `pip-${id.split('/').pop()}`;
  return { id: parts.ok ? formatResourceId({ ...parts.value, types: ['publicIPAddresses'], names: [name] }) : id };
}
