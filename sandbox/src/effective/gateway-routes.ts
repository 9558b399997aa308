import { routesIntoVNet } from '../routing/gateway-routes.ts';
import type { Store, StoredVNet } from '../store/store.ts';
import type { EffectiveRoute } from './route.ts';

/** Returns the routes that gateways bring into a VNet: its own, or those of the peer whose gateways it uses (reach.md R6, R28). */
export const gatewayRoutes = (store: Store, vnet: StoredVNet): EffectiveRoute[] =>
  routesIntoVNet(store, vnet).map(({ prefix, nextHops }) => ({
    source: 'VirtualNetworkGateway',
    state: 'Active',
    prefixes: [prefix],
    nextHopType: 'VirtualNetworkGateway',
    nextHops,
  }));
