import type { ResourceKey } from '../../arm/index.ts';
import { contains, createPrefixIndex, formatCidr, type PrefixIndex } from '../../net/index.ts';
import type { Estate, SubnetPlace } from '../estate.ts';
import type { Gap } from '../gateways/gap.ts';
import type { RoutesIntoVNet } from '../gateways/into-vnet.ts';
import type { EffectiveRoute } from './effective-route.ts';
import { isEndpointOverridden, privateEndpointRoutes, serviceEndpointRoutes } from './endpoint-routes.ts';
import { peeringRoutes, systemRoutes } from './system-routes.ts';
import { userRoutes } from './user-routes.ts';

/** Effective routes of the interfaces in a subnet. */
export interface EffectiveRoutes {
  readonly routes: readonly EffectiveRoute[];
  /** The routes by prefix. */
  readonly index: PrefixIndex<EffectiveRoute>;
  /** Reasons for which gateways may bring further routes. */
  readonly gaps: readonly Gap[];
  /** Prefixes of VNets that these gateways serve, to which they bring no routes. */
  readonly served: RoutesIntoVNet['served'];
  readonly hasVirtualHub: boolean;
  /** Id of the subnet's route table if it was not read. */
  readonly missingTableId: string | undefined;
  /** Routes of private endpoints of which it is not established whether a user route overrides them. */
  readonly uncertain: ReadonlySet<EffectiveRoute>;
}

/** Routes to VNets and services, which beat routes from BGP that are equal or more specific (R9, R34). */
const BEATS_BGP: ReadonlySet<string> = new Set(['VnetLocal', 'VNetPeering', 'VNetGlobalPeering', 'ConnectedGroup']);

/**
 * Computes the effective routes of a subnet (reach.md R1 to R17). Of routes with one prefix a user's beats a gateway's, and that one of Azure's;
 * those beaten are Invalid. Of unlike prefixes the longest decides for each packet.
 */
export function computeEffectiveRoutes(
  estate: Estate,
  intoVNet: (vnet: ResourceKey) => RoutesIntoVNet,
  place: SubnetPlace,
): EffectiveRoutes {
  const { vnet, subnet } = place;
  const table = subnet?.routeTableId === undefined ? undefined : estate.findTable(subnet.routeTableId);
  const user = table ? userRoutes(estate, vnet, table) : [];
  const fromPeerings = table?.disablePeeringRoute === 'All' ? connectedGroupsOnly(estate, place) : peeringRoutes(estate, vnet);
  const into = table?.disableBgpPropagation ? NOTHING : intoVNet(vnet.key);
  const fromGateways = into.routes.map(
    ({ prefix, nextHopIps, origin }): EffectiveRoute => ({
      source: 'VirtualNetworkGateway',
      state: 'Active',
      prefix,
      cidr: estate.cidrOf(prefix),
      nextHopType: 'VirtualNetworkGateway',
      nextHopIps,
      origin,
    }),
  );
  const userPrefixes = new Set(user.flatMap(({ cidr, prefix }) => (cidr ? [formatCidr(cidr)] : [prefix])));
  const gatewayPrefixes = new Set(fromGateways.map(({ prefix }) => prefix));
  const system = systemRoutes(estate, vnet);
  const toVNets = [...system.filter(({ nextHopType }) => nextHopType === 'VnetLocal'), ...fromPeerings];
  const known = new Set(toVNets.map(({ prefix }) => prefix));
  const hasOwnDefault = [...userPrefixes, ...gatewayPrefixes].includes('0.0.0.0/0');
  const isListed = ({ nextHopType, prefix }: EffectiveRoute): boolean => {
    if (nextHopType === 'None') return !hasOwnDefault && !known.has(prefix) && !gatewayPrefixes.has(prefix);
    // a default route from BGP replaces that of Azure without a trace (R8)
    return nextHopType !== 'Internet' || !gatewayPrefixes.has(prefix);
  };
  const userCidrs = user.flatMap(({ cidr }) => cidr ?? []);
  const uncertain = new Set<EffectiveRoute>();
  const endpoints = privateEndpointRoutes(estate, place).map((route) => {
    const isOverridden = isEndpointOverridden(estate, route, userCidrs);
    if (isOverridden === undefined) uncertain.add(route);
    return isOverridden ? invalid(route) : route;
  });
  const beatenByUser = (route: EffectiveRoute): EffectiveRoute => (userPrefixes.has(route.prefix) ? invalid(route) : route);
  const defaults = [...system.filter(isListed), ...fromPeerings, ...serviceEndpointRoutes(place)].map(beatenByUser);
  const strong = defaults.filter(({ state, nextHopType }) => state === 'Active' && BEATS_BGP.has(nextHopType));
  const beatenBySystem = (route: EffectiveRoute): EffectiveRoute =>
    strong.some(({ cidr }) => cidr && route.cidr && contains(cidr, route.cidr)) ? invalid(route) : route;
  const routes = [...defaults, ...endpoints, ...fromGateways.map(beatenByUser).map(beatenBySystem), ...user];
  return {
    routes,
    index: createPrefixIndex(routes.flatMap((route) => (route.cidr ? [{ cidr: route.cidr, value: route }] : []))),
    gaps: into.gaps,
    served: into.served,
    hasVirtualHub: into.hasVirtualHub,
    missingTableId: subnet?.routeTableId !== undefined && !table ? subnet.routeTableId : undefined,
    uncertain,
  };
}

const NOTHING: RoutesIntoVNet = { routes: [], gaps: [], served: createPrefixIndex<string>([]), hasVirtualHub: false };

/** `disablePeeringRoute: All` removes the routes to peers of both address families (R12); it is about peerings only. */
const connectedGroupsOnly = (estate: Estate, { vnet }: SubnetPlace): readonly EffectiveRoute[] =>
  peeringRoutes(estate, vnet).filter(({ origin }) => origin.kind === 'connected-group');

const invalid = (route: EffectiveRoute): EffectiveRoute => ({ ...route, state: 'Invalid' });
