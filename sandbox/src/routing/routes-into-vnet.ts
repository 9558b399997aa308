import type { ResourceKey } from '@peerscape/shared/arm';
import { isInside, normalizePrefix } from '../addressing/prefixes.ts';
import { gatewaysOf, viewHalf } from '../network/peering-view.ts';
import type { Store, StoredVNet } from '../store/store.ts';
import { type Gateway, readGateway } from './gateway.ts';
import { bestRoutes, isRouteServer, learnedRoutes } from './gateway-routes.ts';
import { type AnnouncedRoute, applianceRoutes, type RoutingPreference, routeServerIn } from './route-server.ts';
import { servedPrefixes } from './served-prefixes.ts';

/** A route that a gateway or Route Server brings into a VNet: the type of its next hop is `VirtualNetworkGateway`. */
interface RouteIntoVNet extends AnnouncedRoute {
  readonly from: 'ExpressRoute' | 'Vpn' | 'RouteServer';
}

/** Routes that a preference puts before the others for one prefix. */
const PREFERRED: Readonly<Record<RoutingPreference, (route: RouteIntoVNet) => boolean>> = {
  ExpressRoute: ({ from }) => from === 'ExpressRoute',
  VpnGateway: ({ from }) => from !== 'ExpressRoute',
  ASPath: () => true,
};

/**
 * Returns the routes that the gateways and the Route Server of a VNet, or the remote ones that it uses, bring into it: all that they know
 * except what is in the VNets that they serve. If several know a prefix, the preference of the Route Server decides, which is for ExpressRoute
 * by default (reach.md R10), and then the shortest AS path.
 */
export function routesIntoVNet(store: Store, vnet: StoredVNet): readonly RouteIntoVNet[] {
  const serving = servingVNets(store, vnet);
  const gateways = serving
    .flatMap((key) => gatewaysOf(store, key).map((resource) => readGateway(store, resource)))
    // of equally long AS paths, the first counts
    .sort((one, other) => Number(one.isVpn) - Number(other.isVpn));
  const servers = serving.flatMap((key) => routeServerIn(store, key) ?? []);
  const routes = [
    ...gateways.flatMap((gateway) => routesFromGateway(store, gateway)),
    ...servers.flatMap((server) => applianceRoutes(store, server).map((route) => ({ ...route, from: 'RouteServer' as const }))),
  ];
  const isPreferred = PREFERRED[servers[0]?.preference ?? 'ExpressRoute'];
  const preferred = bestRoutes(routes.filter(isPreferred));
  const taken = new Set(preferred.map(({ prefix }) => normalizePrefix(prefix)));
  const others = bestRoutes(routes.filter((route) => !isPreferred(route)));
  return [...preferred, ...others.filter(({ prefix }) => !taken.has(normalizePrefix(prefix)))];
}

/** Returns the VNets whose gateways and Route Server a VNet uses: itself, and the peer that offers them. */
const servingVNets = (store: Store, vnet: StoredVNet): readonly ResourceKey[] => [
  vnet.key,
  ...store
    .halvesOf(vnet.key)
    .filter((half) => half.useRemoteGateways && store.findHalf(half.to, half.from)?.allowTransit)
    .flatMap((half) => (viewHalf(store, half).state === 'Connected' ? [half.to] : [])),
];

/** Returns what a gateway brings by itself; the Route Server brings what the gateway has from it, with its own next hops. */
function routesFromGateway(store: Store, gateway: Gateway): readonly RouteIntoVNet[] {
  const served = servedPrefixes(store, gateway.vnet);
  const own = learnedRoutes(store, gateway).filter(({ peer, prefix }) => !(peer && isRouteServer(peer)) && !isInside(prefix, served));
  return bestRoutes(own).flatMap(({ prefix, asPath, nextHops }) =>
    nextHops.length === 0 ? [] : [{ prefix, asPath, nextHops, from: gateway.isVpn ? 'Vpn' : 'ExpressRoute' }],
  );
}
