import type { Store } from '../store/store.ts';
import type { Row } from './evaluate.ts';

/** Returns the rows of the table `ResourceContainers`: subscriptions and resource groups. */
export function listContainerRows(store: Store): readonly Row[] {
  const tenantOf = (subscription: string) => store.subscriptions.get(subscription.toLowerCase())?.tenantId ?? '';
  const subscriptions = [...store.subscriptions.values()].map(({ id, name, tenantId }) => ({
    id: `/subscriptions/${id}`,
    name,
    type: 'microsoft.resources/subscriptions',
    tenantId,
    location: '',
    resourceGroup: '',
    subscriptionId: id,
    properties: { state: 'Enabled' },
    tags: null,
  }));
  const groups = [...store.groups.values()].map(({ id, name, subscriptionId, location }) => ({
    id,
    name,
    type: 'microsoft.resources/subscriptions/resourcegroups',
    tenantId: tenantOf(subscriptionId),
    location,
    resourceGroup: name.toLowerCase(),
    subscriptionId,
    properties: { provisioningState: 'Succeeded' },
    tags: null,
  }));
  return [...subscriptions, ...groups];
}
