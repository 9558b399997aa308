import { resourceKey } from '@peerscape/shared/arm';
import type { OperationHandler } from '../arm/operation-handler.ts';
import type { Route } from '../arm/route.ts';
import { routeServers } from '../kinds/route-servers.ts';
import { announcedToAppliances } from '../routing/gateway-routes.ts';
import { type AppliancePeer, announcedByAppliance, type RouteServer, readRouteServer } from '../routing/route-server.ts';
import { startQuery } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import { childNotFound, resourceNotFound } from './find.ts';
import { idOf } from './resource-handlers.ts';
import { toAdvertisedRoute, toLearnedRoute } from './wire-bgp-route.ts';

const CONNECTION =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/virtualHubs/{virtualHubName}/bgpConnections/{bgpConnectionName}';

type Read = (store: Store, server: RouteServer, peer: AppliancePeer) => (localAddress: string) => readonly object[];

/**
 * Creates the handler of a POST that reads the routes of a BGP connection in each of the two instances. Clients poll for its result only: the
 * SDK for JavaScript cannot read the state of an operation here, because the result is a record of lists.
 */
const createPeerQuery =
  (name: string, read: Read): OperationHandler =>
  (store, clock, call) => {
    const { virtualHubName = '', bgpConnectionName = '', resourceGroupName = '' } = call.params;
    const resource = store.resources.get(resourceKey(idOf(routeServers.type, call)));
    if (!resource) return resourceNotFound(`Microsoft.Network/virtualHubs/${virtualHubName}`, resourceGroupName);
    const id = `${resource.id}/bgpConnections/${bgpConnectionName}`;
    const server = readRouteServer(resource);
    const peer = server.peers.find((each) => resourceKey(each.id) === resourceKey(id));
    if (!peer) return childNotFound(id);
    const operation = startQuery(store, clock, {
      subscriptionId: resource.subscriptionId,
      location: resource.location ?? '',
      operationClass: 'resource',
      polledAt: 'network-result',
      name,
      locks: undefined,
      result: () => {
        const routesOf = read(store, server, peer);
        const [first, second] = server.addresses.map(routesOf);
        return { RouteServiceRole_IN_0: first ?? [], RouteServiceRole_IN_1: second ?? [] };
      },
    });
    return { kind: 'started', status: 202, operation };
  };

const listLearnedRoutes = createPeerQuery('ListVirtualHubBgpConnectionLearnedRoutesOperation', (store, _, peer) => {
  const routes = announcedByAppliance(store, peer);
  const { address } = peer;
  return (localAddress) =>
    routes.flatMap((route) =>
      route.nextHops.map((nextHop) => toLearnedRoute(localAddress, { ...route, nextHop, sourcePeer: address, origin: 'EBgp' })),
    );
});

const listAdvertisedRoutes = createPeerQuery('ListVirtualHubBgpConnectionAdvertisedRoutesOperation', (store, server, { asn }) => {
  const routes = announcedToAppliances(store, server).filter(({ asPath }) => !asPath.includes(asn));
  return (localAddress) => routes.map((route) => toAdvertisedRoute(localAddress, route));
});

/** Operations of Route Servers besides those that every resource has. */
export const routeServerRoutes: readonly Route[] = [
  {
    id: 'VirtualHubBgpConnections_ListLearnedRoutes',
    method: 'POST',
    path: `${CONNECTION}/learnedRoutes`,
    action: 'Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes/action',
    run: listLearnedRoutes,
  },
  {
    id: 'VirtualHubBgpConnections_ListAdvertisedRoutes',
    method: 'POST',
    path: `${CONNECTION}/advertisedRoutes`,
    action: 'Microsoft.Network/virtualHubs/bgpConnections/advertisedRoutes/action',
    run: listAdvertisedRoutes,
  },
];
