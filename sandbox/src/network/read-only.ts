import { resourceKey } from '@peerscape/shared/arm';
import { type Call, list, type OperationHandler, value } from '../arm/operation-handler.ts';
import type { Route } from '../arm/route.ts';
import { RESOURCE_KINDS, type ReadOnlyType } from '../kinds/index.ts';
import { groupKey, type Store, type StoredResource } from '../store/store.ts';
import { childNotFound, resourceNotFound } from './find.ts';

const SUBSCRIPTION = '/subscriptions/{subscriptionId}';
const GROUP = `${SUBSCRIPTION}/resourceGroups/{resourceGroupName}`;
const PROVIDER = 'providers/Microsoft.Network';

function routesOf({ group, type, listInSubscription }: ReadOnlyType): Route[] {
  const types = type.split('/');
  const path = `${GROUP}/${PROVIDER}${types.map((segment, i) => `/${segment}${i < types.length - 1 ? `/{${nameOf(segment)}}` : ''}`).join('')}`;
  const action = `Microsoft.Network/${type}/read`;
  const ignoredQuery = ['$top', '$expand'];
  const routes: Route[] = [
    {
      id: `${group}_List${listInSubscription === 'List' ? 'ByResourceGroup' : ''}`,
      method: 'GET',
      path,
      action,
      ignoredQuery,
      run: createList(type),
    },
    {
      id: `${group}_Get`,
      method: 'GET',
      path: `${path}/{${nameOf(types[types.length - 1] ?? '')}}`,
      action,
      ignoredQuery,
      run: createGet(type),
    },
  ];
  if (!listInSubscription) return routes;
  const all: Route = {
    id: `${group}_${listInSubscription}`,
    method: 'GET',
    path: `${SUBSCRIPTION}/${PROVIDER}/${type}`,
    action,
    ignoredQuery,
    run: createSubscriptionList(type),
  };
  return [all, ...routes];
}

/** Returns the parameter name of a type: `virtualHubs` → `virtualHubName`. */
const nameOf = (type: string): string => `${type.replace(/s$/, '')}Name`;

const createSubscriptionList =
  (type: string): OperationHandler =>
  (store, _, call) =>
    listReadable(store, call, type, (resource) => resource.subscriptionId.toLowerCase() === call.params.subscriptionId?.toLowerCase());

/** Creates a handler that lists the resources of a group or the children of a resource; a missing parent is an error. */
const createList =
  (type: string): OperationHandler =>
  (store, _, call) => {
    if (!type.includes('/')) {
      const key = groupKey(call.params.subscriptionId ?? '', call.params.resourceGroupName ?? '');
      return listReadable(store, call, type, (resource) => groupKey(resource.subscriptionId, resource.resourceGroup) === key);
    }
    const parent = idOf(type.slice(0, type.lastIndexOf('/')), call);
    if (!store.resources.has(resourceKey(parent))) return missing(parent, call);
    const prefix = `${resourceKey(parent)}/`;
    return listReadable(store, call, type, (resource) => resource.key.startsWith(prefix));
  };

const createGet =
  (type: string): OperationHandler =>
  (store, _, call) => {
    const id = idOf(type, call);
    const resource = store.resources.get(resourceKey(id));
    if (resource) return value(toWireResource(resource), resource.etag);
    if (!type.includes('/')) return missing(id, call);
    const parent = idOf(type.slice(0, type.lastIndexOf('/')), call);
    return store.resources.has(resourceKey(parent)) ? childNotFound(id) : missing(parent, call);
  };

function listReadable(store: Store, call: Call, type: string, matches: (resource: StoredResource) => boolean) {
  const action = `Microsoft.Network/${type}/read`;
  const readable = store
    .resourcesOfType(`Microsoft.Network/${type}`)
    .filter((resource) => matches(resource) && store.access.isAllowed(call.caller, action, resource.id));
  return list(readable, toWireResource);
}

/** Builds the id of a resource of the given type from the path parameters. */
function idOf(type: string, { params }: Call): string {
  const names = type.split('/').map((segment) => `/${segment}/${params[nameOf(segment)] ?? ''}`);
  return `/subscriptions/${params.subscriptionId}/resourceGroups/${params.resourceGroupName}/${PROVIDER}${names.join('')}`;
}

const missing = (id: string, call: Call) => resourceNotFound(id.replace(/^.*\/providers\//, ''), call.params.resourceGroupName ?? '');

/** Converts a resource to its wire format. */
const toWireResource = ({
  name,
  id,
  etag,
  type,
  location,
  tags,
  topLevelProperties,
  properties,
}: StoredResource): Record<string, unknown> => ({
  name,
  id,
  etag,
  type,
  ...(location !== undefined && { location }),
  ...(tags && { tags }),
  ...topLevelProperties,
  properties,
});

/** Routes that list and get the read-only types. */
export const readOnlyRoutes: readonly Route[] = RESOURCE_KINDS.flatMap(({ types }) => types).flatMap(routesOf);
