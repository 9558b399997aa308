import { parentId, parseResourceId, resourceKey } from '@peerscape/shared/arm';
import type { TopologyRows } from '@peerscape/shared/topology';
import { RESOURCE_KINDS, type SeededResource } from '../kinds/index.ts';
import type { Store } from '../store/store.ts';
import { parseResourceRef, registerGroup } from './resource-ref.ts';

/** Adds the resources in and around the VNets to the store. */
export function seedAttachedResources(store: Store, rows: TopologyRows): void {
  for (const { resourcesOf } of RESOURCE_KINDS) for (const resource of resourcesOf(rows, store)) add(store, resource);
}

function add(store: Store, { id, vnetId, location: explicitLocation, ...body }: SeededResource): void {
  const ref = parseResourceRef(id);
  if (!ref || store.resources.has(ref.key)) return;
  const inVNet = vnetId === undefined ? undefined : resourceKey(vnetId);
  const location =
    explicitLocation ?? (inVNet && store.vnets.get(inVNet)?.location) ?? locationOfGroup(store, ref.subscriptionId, ref.resourceGroup);
  registerGroup(store, ref, location);
  const parsed = parseResourceId(id);
  const isChild = parsed.ok && parentId(parsed.value) !== undefined && location !== 'global';
  store.putResource({ ...ref, etag: store.newEtag(), location: isChild ? undefined : location, ...(inVNet && { inVNet }), ...body });
}

const locationOfGroup = (store: Store, subscriptionId: string, group: string): string =>
  store.groups.get(`${subscriptionId}/${group}`.toLowerCase())?.location ?? 'westeurope';
