import { resourceKey } from '@peerscape/shared/arm';
import { type Behaviour, type Call, list, value } from '../arm/answer.ts';
import type { Route } from '../arm/route.ts';
import { groupKey, type Store, type StoredResource } from '../store/store.ts';
import { notFound, resourceNotFound } from './find.ts';

/** A kind of resource that the sandbox shows and nobody can change through it. */
interface Kind {
  /** Azure's name of the operation group. */
  readonly group: string;
  /** `networkManagers/networkGroups`: types from the outermost. */
  readonly type: string;
  /** Operation that lists a whole subscription, where Azure has one. */
  readonly listInSubscription?: string;
}

const KINDS: readonly Kind[] = [
  { group: 'VirtualNetworkGateways', type: 'virtualNetworkGateways' },
  { group: 'VirtualNetworkGatewayConnections', type: 'connections' },
  { group: 'RouteTables', type: 'routeTables', listInSubscription: 'ListAll' },
  { group: 'AzureFirewalls', type: 'azureFirewalls', listInSubscription: 'ListAll' },
  { group: 'NetworkInterfaces', type: 'networkInterfaces', listInSubscription: 'ListAll' },
  { group: 'VirtualHubs', type: 'virtualHubs', listInSubscription: 'List' },
  { group: 'PrivateZones', type: 'privateDnsZones', listInSubscription: 'List' },
  { group: 'VirtualNetworkLinks', type: 'privateDnsZones/virtualNetworkLinks' },
  { group: 'NetworkManagers', type: 'networkManagers', listInSubscription: 'ListBySubscription' },
  { group: 'ConnectivityConfigurations', type: 'networkManagers/connectivityConfigurations' },
  { group: 'NetworkGroups', type: 'networkManagers/networkGroups' },
  { group: 'StaticMembers', type: 'networkManagers/networkGroups/staticMembers' },
];

const SUBSCRIPTION = '/subscriptions/{subscriptionId}';
const GROUP = `${SUBSCRIPTION}/resourceGroups/{resourceGroupName}`;
const PROVIDER = 'providers/Microsoft.Network';

function routesOf({ group, type, listInSubscription }: Kind): Route[] {
  const types = type.split('/');
  const path = `${GROUP}/${PROVIDER}${types.map((part, i) => `/${part}${i < types.length - 1 ? `/{${nameOf(part)}}` : ''}`).join('')}`;
  const action = `Microsoft.Network/${type}/read`;
  const ignoredQuery = ['$top', '$expand'];
  const routes: Route[] = [
    {
      id: `${group}_List${listInSubscription === 'List' ? 'ByResourceGroup' : ''}`,
      method: 'GET',
      path,
      action,
      ignoredQuery,
      run: listAt(type),
    },
    {
      id: `${group}_Get`,
      method: 'GET',
      path: `${path}/{${nameOf(types[types.length - 1] ?? '')}}`,
      action,
      ignoredQuery,
      run: getAt(type),
    },
  ];
  if (!listInSubscription) return routes;
  const all: Route = {
    id: `${group}_${listInSubscription}`,
    method: 'GET',
    path: `${SUBSCRIPTION}/${PROVIDER}/${type}`,
    action,
    ignoredQuery,
    run: listInSubscriptionOf(type),
  };
  return [all, ...routes];
}

/** `virtualHubs` → `virtualHubName` */
const nameOf = (type: string): string => `${type.replace(/s$/, '')}Name`;

const listInSubscriptionOf =
  (type: string): Behaviour =>
  (store, _, call) =>
    readable(store, call, type, (resource) => resource.subscriptionId.toLowerCase() === call.params.subscriptionId?.toLowerCase());

/** A list in a group, or of the children of one resource; a parent that is not there is said so. */
const listAt =
  (type: string): Behaviour =>
  (store, _, call) => {
    if (!type.includes('/')) {
      const wanted = groupKey(call.params.subscriptionId ?? '', call.params.resourceGroupName ?? '');
      return readable(store, call, type, (resource) => groupKey(resource.subscriptionId, resource.resourceGroup) === wanted);
    }
    const parent = idOf(type.slice(0, type.lastIndexOf('/')), call);
    if (!store.resources.has(resourceKey(parent))) return missing(parent, call);
    const prefix = `${resourceKey(parent)}/`;
    return readable(store, call, type, (resource) => resource.key.startsWith(prefix));
  };

const getAt =
  (type: string): Behaviour =>
  (store, _, call) => {
    const id = idOf(type, call);
    const resource = store.resources.get(resourceKey(id));
    if (resource) return value(showResource(resource), resource.etag);
    if (!type.includes('/')) return missing(id, call);
    const parent = idOf(type.slice(0, type.lastIndexOf('/')), call);
    return store.resources.has(resourceKey(parent)) ? notFound(id) : missing(parent, call);
  };

function readable(store: Store, call: Call, type: string, keep: (resource: StoredResource) => boolean) {
  const action = `Microsoft.Network/${type}/read`;
  const kept = store
    .resourcesOf(`Microsoft.Network/${type}`)
    .filter((resource) => keep(resource) && store.access.may(call.caller, action, resource.id));
  return list(kept, showResource);
}

/** The id that the path names for that type, made from its parameters. */
function idOf(type: string, { params }: Call): string {
  const names = type.split('/').map((part) => `/${part}/${params[nameOf(part)] ?? ''}`);
  return `/subscriptions/${params.subscriptionId}/resourceGroups/${params.resourceGroupName}/${PROVIDER}${names.join('')}`;
}

const missing = (id: string, call: Call) => resourceNotFound(id.replace(/^.*\/providers\//, ''), call.params.resourceGroupName ?? '');

/** Any other resource as the wire has it. */
const showResource = ({ name, id, etag, type, location, tags, beside, properties }: StoredResource): Record<string, unknown> => ({
  name,
  id,
  etag,
  type,
  ...(location !== undefined && { location }),
  ...(tags && { tags }),
  ...beside,
  properties,
});

/** Lists and gets of every kind. */
export const readOnlyRoutes: readonly Route[] = KINDS.flatMap(routesOf);
