import { lastName, parseResourceId, resourceKey } from '@peerscape/shared/arm';
import { groupKey, type Placed, type Store } from '../store/store.ts';

/** The tenant of subscriptions that do not say. */
export const NO_TENANT = '00000000-0000-0000-0000-000000000000';

/** Where the resource of that id stands; undefined when the id cannot be read. */
export function placed(id: string): Placed | undefined {
  const parts = parseResourceId(id);
  if (!parts.ok) return undefined;
  const { subscriptionId, resourceGroup } = parts.value;
  return { id, key: resourceKey(id), name: lastName(id), subscriptionId, resourceGroup };
}

/** Remembers the resource group (and, for worlds that do not name it, the subscription) that a resource lives in. */
export function noteGroup(store: Store, { subscriptionId, resourceGroup }: Placed, location: string): void {
  const subscription = subscriptionId.toLowerCase();
  if (!store.subscriptions.has(subscription))
    store.subscriptions.set(subscription, { id: subscriptionId, name: subscriptionId, tenantId: NO_TENANT });
  const key = groupKey(subscriptionId, resourceGroup);
  if (store.groups.has(key)) return;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  store.groups.set(key, { id, name: resourceGroup, subscriptionId, location });
}
