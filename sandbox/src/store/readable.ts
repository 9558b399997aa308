import type { Caller } from './access.ts';
import type { Store, StoredSubscription } from './store.ts';

const ANYONE: Caller = { objectId: '', name: '', tenantId: '', auxiliaryTenants: [] };

/** Returns true if the caller can read the subscription itself. */
export const isSubscriptionReadable = (store: Store, subscription: StoredSubscription, caller: Caller = ANYONE): boolean =>
  store.access.isAllowed(caller, 'Microsoft.Resources/subscriptions/read', `/subscriptions/${subscription.id}`);
