import type { Caller } from './access.ts';
import type { Store, StoredSubscription } from './store.ts';

const ANYONE: Caller = { objectId: '', name: '', tenantId: '', auxiliaryTenants: [] };

/** Whether the caller has any right on the subscription itself. */
export const isReadable = (store: Store, subscription: StoredSubscription, caller: Caller = ANYONE): boolean =>
  store.access.may(caller, 'Microsoft.Resources/subscriptions/read', `/subscriptions/${subscription.id}`);
