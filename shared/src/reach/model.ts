import type { ResourceKey } from '../arm/index.ts';
import type { Address } from '../net/index.ts';
import type { RouteServerRow, Topology } from '../topology/index.ts';
import { createEstate, type SubnetPlace } from './estate.ts';
import { computeGatewayTables } from './gateways/gateway-table.ts';
import { findRoutesIntoVNet } from './gateways/into-vnet.ts';
import { readRouteServer } from './gateways/route-server-table.ts';
import { lazy, memoize } from './lazy.ts';
import type { LearnedRoutes } from './learned-routes.ts';
import { chooseRoute, type RouteChoice } from './routes/choose-route.ts';
import { computeEffectiveRoutes, type EffectiveRoutes } from './routes/effective-routes.ts';

/** An estate with its computed routes; each is computed when it is first needed. */
export type Model = ReturnType<typeof createModel>;

/** Creates the model of a topology. */
export function createModel(topology: Topology, learned: LearnedRoutes) {
  const estate = createEstate(topology, learned);
  const tables = lazy(() => computeGatewayTables(estate));
  const intoVNet = memoize((vnet: ResourceKey) => findRoutesIntoVNet(estate, tables(), vnet));
  const cache = new Map<string, EffectiveRoutes>();
  const effectiveRoutes = (place: SubnetPlace): EffectiveRoutes => {
    const key = `${place.vnet.key}/${place.subnet?.name ?? ''}`;
    const cached = cache.get(key) ?? computeEffectiveRoutes(estate, intoVNet, place);
    cache.set(key, cached);
    return cached;
  };
  return {
    estate,
    gatewayTable: (gateway: ResourceKey) => tables().get(gateway),
    routeServerTable: (routeServer: RouteServerRow) => readRouteServer(estate, routeServer),
    /** Returns the routes that gateways bring into a VNet, whether or not a subnet takes them. */
    routesIntoVNet: intoVNet,
    effectiveRoutes,
    /** Chooses the route of packets from a subnet to an address. */
    routeTo: (place: SubnetPlace, address: Address): RouteChoice => chooseRoute(effectiveRoutes(place), address),
  };
}
