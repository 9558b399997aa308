import { resourceKey } from '@peerscape/shared/arm';
import { list, type OperationHandler } from '../arm/operation-handler.ts';
import type { Route } from '../arm/route.ts';
import { gateways } from '../kinds/gateways.ts';
import { connectionsOf } from '../routing/connection.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { getSharedKey, setSharedKey } from './connection-key.ts';
import { resourceNotFound } from './find.ts';
import { idOf } from './resource-handlers.ts';
import { toWireResource } from './resource-view.ts';

const NETWORK = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network';
const GATEWAY = `${NETWORK}/virtualNetworkGateways/{virtualNetworkGatewayName}`;
const SHARED_KEY = `${NETWORK}/connections/{connectionName}/sharedkey`;

const gatewayNotFound = (name = '', group = '') => resourceNotFound(`Microsoft.Network/virtualNetworkGateways/${name}`, group);

/** Lists the connections that a gateway owns. Recordings show no status in this list. */
const listConnections: OperationHandler = (store, _, call) => {
  const key = resourceKey(idOf(gateways.type, call));
  if (!store.resources.has(key)) return gatewayNotFound(call.params.virtualNetworkGatewayName, call.params.resourceGroupName);
  return list(connectionsOf(store, key), ({ resource }) => withoutStatus(store, resource, call.apiVersion));
};

function withoutStatus(store: Store, connection: StoredResource, apiVersion: string): unknown {
  const { properties, ...shown } = toWireResource(store, connection, apiVersion);
  const { connectionStatus: _, ...own } = properties as Readonly<Record<string, unknown>>;
  return { ...shown, properties: own };
}

/** Operations of gateways and connections besides those that every resource has. */
export const gatewayRoutes: readonly Route[] = [
  {
    id: 'VirtualNetworkGateways_ListConnections',
    method: 'GET',
    path: `${GATEWAY}/connections`,
    action: 'Microsoft.Network/virtualNetworkGateways/connections/read',
    run: listConnections,
  },
  {
    id: 'VirtualNetworkGatewayConnections_GetSharedKey',
    method: 'GET',
    path: SHARED_KEY,
    action: 'Microsoft.Network/connections/sharedKey/read',
    run: getSharedKey,
  },
  {
    id: 'VirtualNetworkGatewayConnections_SetSharedKey',
    method: 'PUT',
    path: SHARED_KEY,
    action: 'Microsoft.Network/connections/sharedKey/write',
    body: { id: 'string', value: 'string' },
    run: setSharedKey,
  },
];
