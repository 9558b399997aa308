import { isReadable } from '../store/readable.ts';
import type { Store } from '../store/store.ts';

/** The tenant that the caller is at home in: that of the first subscription that is open to everybody. */
export function homeTenant(store: Store): string {
  for (const subscription of store.subscriptions.values()) if (isReadable(store, subscription)) return subscription.tenantId;
  return '00000000-0000-0000-0000-000000000000';
}
