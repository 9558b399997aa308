import { subscriptionNotFound } from '../arm/front-end-checks.ts';
import { list, type OperationHandler, value } from '../arm/operation-handler.ts';
import { isInTenant } from '../store/access.ts';
import { isSubscriptionReadable } from '../store/readable.ts';
import type { StoredSubscription } from '../store/store.ts';

/** Lists the subscriptions of the caller's tenants that it can read: a token is for one tenant. */
export const listSubscriptions: OperationHandler = (store, _, { caller }) =>
  list(
    [...store.subscriptions.values()].filter(
      (subscription) => isInTenant(caller, subscription.tenantId) && isSubscriptionReadable(store, subscription, caller),
    ),
    toWireSubscription,
  );

export const getSubscription: OperationHandler = (store, _, { params: { subscriptionId = '' } }) => {
  const subscription = store.subscriptions.get(subscriptionId.toLowerCase());
  return subscription ? value(toWireSubscription(subscription)) : subscriptionNotFound(subscriptionId);
};

const toWireSubscription = ({ id, name, tenantId }: StoredSubscription) => ({
  id: `/subscriptions/${id}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId: id,
  tenantId,
  displayName: name,
  state: 'Enabled',
  subscriptionPolicies: { locationPlacementId: 'Internal_2014-09-01', quotaId: 'Internal_2014-09-01', spendingLimit: 'Off' },
});

/** Lists the tenants in which the caller can read a subscription. */
export const listTenants: OperationHandler = (store, _, { caller }) => {
  const readable = [...store.subscriptions.values()].filter((subscription) => isSubscriptionReadable(store, subscription, caller));
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
