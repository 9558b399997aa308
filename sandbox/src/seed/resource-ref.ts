import { lastName, parseResourceId, resourceKey } from '@peerscape/shared/arm';
import { groupKey, type ResourceRef, type Store } from '../store/store.ts';

/** Tenant of subscriptions without one. */
export const NO_TENANT = '00000000-0000-0000-0000-000000000000';

/** Parses the identity of a resource from its ID; undefined if the ID is invalid. */
export function parseResourceRef(id: string): ResourceRef | undefined {
  const parsed = parseResourceId(id);
  if (!parsed.ok) return undefined;
  const { subscriptionId, resourceGroup } = parsed.value;
  return { id, key: resourceKey(id), name: lastName(id), subscriptionId, resourceGroup };
}

/** Adds the resource group of a resource to the store, and its subscription if the world does not list it. */
export function registerGroup(store: Store, { subscriptionId, resourceGroup }: ResourceRef, location: string): void {
  const subscription = subscriptionId.toLowerCase();
  if (!store.subscriptions.has(subscription))
    store.subscriptions.set(subscription, { id: subscriptionId, name: subscriptionId, tenantId: NO_TENANT });
  const key = groupKey(subscriptionId, resourceGroup);
  if (store.groups.has(key)) return;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  store.groups.set(key, { id, name: resourceGroup, subscriptionId, location });
}
