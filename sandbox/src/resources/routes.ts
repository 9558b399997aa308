import type { Route } from '../arm/route.ts';
import { getOperation, getOperationResult } from './operations.ts';
import { getSubscription, listSubscriptions, listTenants } from './subscriptions.ts';

const SUBSCRIPTION = '/subscriptions/{subscriptionId}';
const OPERATIONS = `${SUBSCRIPTION}/providers/Microsoft.Network/locations/{location}`;
/** Clients repeat the query of the request that started an operation when they ask about it. */
const REPEATED = ['syncRemoteAddressSpace'];

/** Tenants, subscriptions and operations. */
export const resourceRoutes: readonly Route[] = [
  { id: 'Tenants_List', method: 'GET', path: '/tenants', ignoredQuery: ['$includeAllTenantCategories'], run: listTenants },
  { id: 'Subscriptions_List', method: 'GET', path: '/subscriptions', run: listSubscriptions },
  { id: 'Subscriptions_Get', method: 'GET', path: SUBSCRIPTION, action: 'Microsoft.Resources/subscriptions/read', run: getSubscription },
  { id: 'Operations_Get', method: 'GET', path: `${OPERATIONS}/operations/{operationId}`, ignoredQuery: REPEATED, run: getOperation },
  {
    id: 'OperationResults_Get',
    method: 'GET',
    path: `${OPERATIONS}/operationResults/{operationId}`,
    ignoredQuery: REPEATED,
    run: getOperationResult,
  },
];
