import { type Behaviour, frontEndError, list, value } from '../arm/answer.ts';
import type { Caller } from '../store/access.ts';
import type { Store, StoredSubscription } from '../store/store.ts';

const ANYONE: Caller = { objectId: '', name: '', tenantId: '', auxiliaryTenants: [] };

/** Whether the caller has any right on the subscription itself. */
export const isReadable = (store: Store, subscription: StoredSubscription, caller: Caller = ANYONE): boolean =>
  store.access.may(caller, 'Microsoft.Resources/subscriptions/read', `/subscriptions/${subscription.id}`);

export const listSubscriptions: Behaviour = (store, _, { caller }) =>
  list(
    [...store.subscriptions.values()].filter((subscription) => isReadable(store, subscription, caller)),
    showSubscription,
  );

export const getSubscription: Behaviour = (store, _, { params: { subscriptionId = '' } }) => {
  const subscription = store.subscriptions.get(subscriptionId.toLowerCase());
  return subscription ? value(showSubscription(subscription)) : subscriptionNotFound(subscriptionId);
};

export const subscriptionNotFound = (id: string) =>
  frontEndError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);

const showSubscription = ({ id, name, tenantId }: StoredSubscription) => ({
  id: `/subscriptions/${id}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId: id,
  tenantId,
  displayName: name,
  state: 'Enabled',
  subscriptionPolicies: { locationPlacementId: 'Internal_2014-09-01', quotaId: 'Internal_2014-09-01', spendingLimit: 'Off' },
});

/** Every tenant in which the caller can read a subscription. */
export const listTenants: Behaviour = (store, _, { caller }) => {
  const readable = [...store.subscriptions.values()].filter((subscription) => isReadable(store, subscription, caller));
  return list([...new Set(readable.map((subscription) => subscription.tenantId))], (tenantId) => ({
    id: `/tenants/${tenantId}`,
    tenantId,
    countryCode: 'NL',
    displayName: 'Sandbox',
    domains: ['sandbox.example'],
    tenantCategory: 'Home',
    defaultDomain: 'sandbox.example',
    tenantType: 'AAD',
  }));
};
