import type { Route, RouteTable } from '../arm/route.ts';
import { listResources } from './all-resources.ts';
import { listDenyAssignments } from './deny-assignments.ts';
import {
  checkDeployment,
  createDeploymentHandler,
  DEPLOYMENT_SHAPE,
  deleteDeployment,
  getDeployment,
  listDeploymentOperations,
  listDeployments,
  validateDeployment,
} from './deployments.ts';
import { checkGroup, deleteGroup, GROUP_SHAPE, getGroup, listGroups, putGroup, updateGroup } from './groups.ts';
import { listLocations } from './locations.ts';
import { listLocks } from './locks.ts';
import { getOperation, getOperationResult } from './operations.ts';
import { listPermissions } from './permissions.ts';
import { getProvider, listProviders } from './providers.ts';
import { getSubscription, listSubscriptions, listTenants } from './subscriptions.ts';

const SUBSCRIPTION = '/subscriptions/{subscriptionId}';
const GROUPS = `${SUBSCRIPTION}/resourceGroups`;
const GROUP = `${GROUPS}/{resourceGroupName}`;
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const RESOURCE = `${GROUP}/providers/{namespace}/{resourceType}/{resourceName}`;
const CHILD = `${GROUP}/providers/{namespace}/{parentType}/{parentName}/{resourceType}/{resourceName}`;
const PERMISSIONS = 'providers/Microsoft.Authorization/permissions';
const LOCKS = 'providers/Microsoft.Authorization/locks';
const OPERATIONS = `${SUBSCRIPTION}/providers/Microsoft.Network/locations/{location}`;
/** Query parameters of the request that started an operation; clients repeat them when they poll it. */
const REPEATED_QUERY = ['syncRemoteAddressSpace', 'peer'];

const subscriptionAction = (action: string): string => `Microsoft.Resources/subscriptions/${action}`;

const lockRoute = (id: string, scope: string): Route => ({
  id,
  method: 'GET',
  path: `${scope}/${LOCKS}`,
  action: 'Microsoft.Authorization/locks/read',
  query: ['$filter'],
  run: listLocks,
});

const denyAssignmentRoute = (id: string, scope: string): Route => ({
  id,
  method: 'GET',
  path: `${scope}/providers/Microsoft.Authorization/denyAssignments`,
  action: 'Microsoft.Authorization/denyAssignments/read',
  run: listDenyAssignments,
});

/** Returns the routes at which operations of a DNS service are polled. */
const dnsOperationRoutes = (service: string, segment: string): readonly Route[] => [
  { id: `Operations_Get (${service})`, method: 'GET', path: `${NETWORK}/${segment}Statuses/{operationId}`, run: getOperation },
  { id: `OperationResults_Get (${service})`, method: 'GET', path: `${NETWORK}/${segment}Results/{operationId}`, run: getOperationResult },
];

/** Routes of tenants, subscriptions, resource groups, resources, providers, permissions, locks, deny assignments and operations. */
export const resourceRoutes: readonly Route[] = [
  { id: 'Tenants_List', method: 'GET', path: '/tenants', ignoredQuery: ['$includeAllTenantCategories'], run: listTenants },
  { id: 'Subscriptions_List', method: 'GET', path: '/subscriptions', run: listSubscriptions },
  { id: 'Subscriptions_Get', method: 'GET', path: SUBSCRIPTION, action: subscriptionAction('read'), run: getSubscription },
  {
    id: 'Subscriptions_ListLocations',
    method: 'GET',
    path: `${SUBSCRIPTION}/locations`,
    action: subscriptionAction('locations/read'),
    ignoredQuery: ['includeExtendedLocations'],
    run: listLocations,
  },
  {
    id: 'ResourceGroups_List',
    method: 'GET',
    path: GROUPS,
    action: subscriptionAction('resourceGroups/read'),
    query: ['$filter'],
    ignoredQuery: ['$top'],
    run: listGroups,
  },
  { id: 'ResourceGroups_Get', method: 'GET', path: GROUP, action: subscriptionAction('resourceGroups/read'), run: getGroup },
  { id: 'ResourceGroups_CheckExistence', method: 'HEAD', path: GROUP, action: subscriptionAction('resourceGroups/read'), run: checkGroup },
  {
    id: 'ResourceGroups_CreateOrUpdate',
    method: 'PUT',
    path: GROUP,
    action: subscriptionAction('resourceGroups/write'),
    body: GROUP_SHAPE,
    run: putGroup,
  },
  {
    id: 'ResourceGroups_Update',
    method: 'PATCH',
    path: GROUP,
    action: subscriptionAction('resourceGroups/write'),
    body: GROUP_SHAPE,
    run: updateGroup,
  },
  {
    id: 'ResourceGroups_Delete',
    method: 'DELETE',
    path: GROUP,
    action: subscriptionAction('resourceGroups/delete'),
    ignoredQuery: ['forceDeletionTypes'],
    run: deleteGroup,
  },
  {
    id: 'ResourceGroups operation results',
    method: 'GET',
    path: `${SUBSCRIPTION}/operationresults/{operationId}`,
    run: getOperationResult,
  },
  {
    id: 'Resources_List',
    method: 'GET',
    path: `${SUBSCRIPTION}/resources`,
    action: subscriptionAction('resources/read'),
    query: ['$filter', '$top'],
    ignoredQuery: ['$expand'],
    run: listResources,
  },
  {
    id: 'Resources_ListByResourceGroup',
    method: 'GET',
    path: `${GROUP}/resources`,
    action: subscriptionAction('resourceGroups/resources/read'),
    query: ['$filter', '$top'],
    ignoredQuery: ['$expand'],
    run: listResources,
  },
  {
    id: 'Providers_List',
    method: 'GET',
    path: `${SUBSCRIPTION}/providers`,
    action: subscriptionAction('providers/read'),
    ignoredQuery: ['$expand', '$top'],
    run: listProviders,
  },
  {
    id: 'Providers_Get',
    method: 'GET',
    path: `${SUBSCRIPTION}/providers/{resourceProviderNamespace}`,
    action: subscriptionAction('providers/read'),
    ignoredQuery: ['$expand'],
    run: getProvider,
  },
  { id: 'Permissions_ListForSubscription', method: 'GET', path: `${SUBSCRIPTION}/${PERMISSIONS}`, run: listPermissions },
  { id: 'Permissions_ListForResourceGroup', method: 'GET', path: `${GROUP}/${PERMISSIONS}`, run: listPermissions },
  { id: 'Permissions_ListForResource', method: 'GET', path: `${RESOURCE}/${PERMISSIONS}`, run: listPermissions },
  { id: 'Permissions_ListForResource (of a child)', method: 'GET', path: `${CHILD}/${PERMISSIONS}`, run: listPermissions },
  lockRoute('ManagementLocks_ListAtSubscriptionLevel', SUBSCRIPTION),
  lockRoute('ManagementLocks_ListAtResourceGroupLevel', GROUP),
  lockRoute('ManagementLocks_ListAtResourceLevel', RESOURCE),
  lockRoute('ManagementLocks_ListAtResourceLevel (of a child)', CHILD),
  denyAssignmentRoute('DenyAssignments_List', SUBSCRIPTION),
  denyAssignmentRoute('DenyAssignments_ListForResourceGroup', GROUP),
  denyAssignmentRoute('DenyAssignments_ListForResource', RESOURCE),
  ...dnsOperationRoutes('private DNS', 'privateDnsOperation'),
  ...dnsOperationRoutes('public DNS', 'dnsOperation'),
  ...dnsOperationRoutes('DNS resolver', 'locations/{location}/dnsResolverOperation'),
  { id: 'Operations_Get', method: 'GET', path: `${OPERATIONS}/operations/{operationId}`, ignoredQuery: REPEATED_QUERY, run: getOperation },
  {
    id: 'OperationResults_Get',
    method: 'GET',
    path: `${OPERATIONS}/operationResults/{operationId}`,
    ignoredQuery: REPEATED_QUERY,
    run: getOperationResult,
  },
];

const DEPLOYMENTS = `${GROUP}/providers/Microsoft.Resources/deployments`;
const DEPLOYMENT = `${DEPLOYMENTS}/{deploymentName}`;

const deploymentAction = (verb: string): string => `Microsoft.Resources/deployments/${verb}`;

/** Returns the routes of deployments of templates. `table` has the operations that write and read the resources of a template. */
export const createDeploymentRoutes = (table: RouteTable): readonly Route[] => [
  {
    id: 'Deployments_ListByResourceGroup',
    method: 'GET',
    path: DEPLOYMENTS,
    action: deploymentAction('read'),
    ignoredQuery: ['$top'],
    run: listDeployments,
  },
  { id: 'Deployments_Get', method: 'GET', path: DEPLOYMENT, action: deploymentAction('read'), run: getDeployment },
  { id: 'Deployments_CheckExistence', method: 'HEAD', path: DEPLOYMENT, action: deploymentAction('read'), run: checkDeployment },
  {
    id: 'Deployments_CreateOrUpdate',
    method: 'PUT',
    path: DEPLOYMENT,
    action: deploymentAction('write'),
    body: DEPLOYMENT_SHAPE,
    run: createDeploymentHandler(table),
  },
  { id: 'Deployments_Delete', method: 'DELETE', path: DEPLOYMENT, action: deploymentAction('delete'), run: deleteDeployment },
  {
    id: 'Deployments_Validate',
    method: 'POST',
    path: `${DEPLOYMENT}/validate`,
    action: deploymentAction('validate/action'),
    body: DEPLOYMENT_SHAPE,
    run: validateDeployment,
  },
  {
    id: 'DeploymentOperations_List',
    method: 'GET',
    path: `${GROUP}/deployments/{deploymentName}/operations`,
    action: deploymentAction('operations/read'),
    ignoredQuery: ['$top'],
    run: listDeploymentOperations,
  },
  { id: 'Deployments operation statuses', method: 'GET', path: `${DEPLOYMENT}/operationStatuses/{operationId}`, run: getOperation },
];
