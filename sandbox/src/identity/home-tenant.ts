import { isSubscriptionReadable } from '../store/readable.ts';
import type { Store } from '../store/store.ts';

/** Returns the home tenant of callers: that of the first subscription that anyone can read. */
export function findHomeTenant(store: Store): string {
  for (const subscription of store.subscriptions.values()) if (isSubscriptionReadable(store, subscription)) return subscription.tenantId;
  return '00000000-0000-0000-0000-000000000000';
}
