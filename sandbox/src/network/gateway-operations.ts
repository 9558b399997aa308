import { resourceKey } from '@peerscape/shared/arm';
import { type Call, list, type OperationHandler } from '../arm/operation-handler.ts';
import type { Route } from '../arm/route.ts';
import { gateways } from '../kinds/gateways.ts';
import { connectionsOf } from '../routing/connection.ts';
import { type Gateway, instanceAddresses, readGateway } from '../routing/gateway.ts';
import { advertisedRoutes, type BgpPeer, type GatewayRoute, isRouteServer, learnedRoutes, peersOf } from '../routing/gateway-routes.ts';
import { startQuery } from '../store/operations.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { getSharedKey, setSharedKey } from './connection-key.ts';
import { resourceNotFound } from './find.ts';
import { idOf } from './resource-handlers.ts';
import { toWireResource } from './resource-view.ts';
import { toAdvertisedRoute, toLearnedRoute } from './wire-bgp-route.ts';

const NETWORK = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network';
const GATEWAY = `${NETWORK}/virtualNetworkGateways/{virtualNetworkGatewayName}`;
const SHARED_KEY = `${NETWORK}/connections/{connectionName}/sharedkey`;

const gatewayNotFound = (name = '', group = '') => resourceNotFound(`Microsoft.Network/virtualNetworkGateways/${name}`, group);

/** Lists the connections that a gateway owns. Recordings show neither status nor shared key in this list. */
const listConnections: OperationHandler = (store, _, call) => {
  const key = resourceKey(idOf(gateways.type, call));
  if (!store.resources.has(key)) return gatewayNotFound(call.params.virtualNetworkGatewayName, call.params.resourceGroupName);
  return list(connectionsOf(store, key), ({ resource }) => toListed(store, resource, call.apiVersion));
};

function toListed(store: Store, connection: StoredResource, apiVersion: string): unknown {
  const { properties, ...shown } = toWireResource(store, connection, apiVersion);
  const { connectionStatus: _status, sharedKey: _key, ...own } = properties as Readonly<Record<string, unknown>>;
  return { ...shown, properties: own };
}

/** Creates the handler of a POST that reads something of a gateway; clients poll for its result. */
const createGatewayQuery =
  (name: string, read: (store: Store, gateway: Gateway, call: Call) => readonly unknown[]): OperationHandler =>
  (store, clock, call) => {
    const resource = store.resources.get(resourceKey(idOf(gateways.type, call)));
    if (!resource) return gatewayNotFound(call.params.virtualNetworkGatewayName, call.params.resourceGroupName);
    const operation = startQuery(store, clock, {
      subscriptionId: resource.subscriptionId,
      location: resource.location ?? '',
      operationClass: 'resource',
      name,
      locks: undefined,
      result: () => ({ value: read(store, readGateway(store, resource), call) }),
    });
    return { kind: 'started', status: 202, operation };
  };

/** Each instance shows its own table: routes of its own, then those that it has learned from each address of a peer. */
const getLearnedRoutes = createGatewayQuery('GetVirtualNetworkGatewayLearnedRoutesOperation', (store, gateway) => {
  const routes = learnedRoutes(store, gateway);
  return instanceAddresses(gateway).flatMap((localAddress) => routes.flatMap((route) => sourcesOf(route, localAddress)));
});

/** Returns a learned route once for each address of the peer that announced it. A Route Server leaves the next hop as it is. */
function sourcesOf(route: GatewayRoute, localAddress: string) {
  const { peer } = route;
  if (!peer) return [toLearnedRoute(localAddress, { ...route, nextHop: '', sourcePeer: localAddress, origin: 'Network' })];
  const isInternal = isRouteServer(peer);
  return peer.addresses.flatMap((sourcePeer) =>
    (isInternal ? route.nextHops : [sourcePeer]).map((nextHop) =>
      toLearnedRoute(localAddress, { ...route, nextHop, sourcePeer, origin: isInternal ? 'IBgp' : 'EBgp' }),
    ),
  );
}

const getAdvertisedRoutes = createGatewayQuery('GetVirtualNetworkGatewayAdvertisedRoutesOperation', (store, gateway, call) => {
  const address = call.query.get('peer');
  const peer = peersOf(store, gateway).find(({ addresses }) => addresses.some((each) => each === address));
  const routes = peer ? advertisedRoutes(store, gateway, peer) : [];
  return instanceAddresses(gateway).flatMap((localAddress) => routes.map((route) => toAdvertisedRoute(localAddress, route)));
});

const getBgpPeerStatus = createGatewayQuery('GetVirtualNetworkGatewayBgpPeerStatusOperation', (store, gateway) => {
  const routes = learnedRoutes(store, gateway);
  const received = ({ addresses }: BgpPeer): number => routes.filter(({ peer }) => peer?.addresses[0] === addresses[0]).length;
  return instanceAddresses(gateway).flatMap((localAddress) =>
    peersOf(store, gateway).flatMap((peer) =>
      peer.addresses.map((neighbor) => ({ localAddress, neighbor, asn: peer.asn, state: peer.state, routesReceived: received(peer) })),
    ),
  );
});

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
    id: 'VirtualNetworkGateways_GetLearnedRoutes',
    method: 'POST',
    path: `${GATEWAY}/getLearnedRoutes`,
    action: 'Microsoft.Network/virtualNetworkGateways/getLearnedRoutes/action',
    run: getLearnedRoutes,
  },
  {
    id: 'VirtualNetworkGateways_GetAdvertisedRoutes',
    method: 'POST',
    path: `${GATEWAY}/getAdvertisedRoutes`,
    action: 'Microsoft.Network/virtualNetworkGateways/getAdvertisedRoutes/action',
    query: ['peer'],
    run: getAdvertisedRoutes,
  },
  {
    id: 'VirtualNetworkGateways_GetBgpPeerStatus',
    method: 'POST',
    path: `${GATEWAY}/getBgpPeerStatus`,
    action: 'Microsoft.Network/virtualNetworkGateways/getBgpPeerStatus/action',
    ignoredQuery: ['peer'],
    run: getBgpPeerStatus,
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
