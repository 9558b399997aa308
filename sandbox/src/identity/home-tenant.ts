import { isSubscriptionReadable } from '../store/readable.ts';
import type { Store } from '../store/store.ts';

/** Returns the home tenant of callers: that of the first subscription that anyone can read, or of the first one. */
export function findHomeTenant(store: Store): string {
  const subscriptions = [...store.subscriptions.values()];
  const home = subscriptions.find((subscription) => isSubscriptionReadable(store, subscription)) ?? subscriptions[0];
  return home?.tenantId ?? '00000000-0000-0000-0000-000000000000';
}
