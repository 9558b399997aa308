import { resourceKey } from '@peerscape/shared/arm';
import { contains } from '@peerscape/shared/net';
import { cidrOf, isInside, normalizePrefix } from '../addressing/prefixes.ts';
import type { Properties } from '../kinds/resource-kind.ts';
import { routesIntoVNet } from '../routing/routes-into-vnet.ts';
import type { Store, StoredSubnet, StoredVNet } from '../store/store.ts';
import { privateEndpointRoutes } from './private-endpoint-routes.ts';
import type { EffectiveRoute } from './route.ts';
import { serviceEndpointRoutes } from './service-endpoint-routes.ts';
import { groupRoutes, peeringRoutes, systemRoutes } from './system-routes.ts';

interface TableRoute {
  readonly name: string;
  readonly properties: {
    readonly addressPrefix: string;
    readonly nextHopType: string;
    readonly nextHopIpAddress?: string;
    readonly nextHop?: { readonly nextHopIpAddresses?: readonly string[] };
  };
}

/** Next hop types of system routes that beat routes from BGP of the same prefix and of more specific ones (reach.md R9, R34). */
const BEATS_BGP = ['VnetLocal', 'VNetPeering', 'VNetGlobalPeering', 'ConnectedGroup', 'VirtualNetworkServiceEndpoint'];

/**
 * Returns the effective routes of the interfaces in a subnet (reach.md R1 to R17). Of routes with one prefix a user's beats a gateway's, and
 * that a default one; those beaten are Invalid. Of different prefixes the longest decides for each packet.
 */
export function effectiveRoutesOf(store: Store, vnet: StoredVNet, subnet: StoredSubnet): readonly EffectiveRoute[] {
  const table = subnet.routeTableId === undefined ? undefined : store.resources.get(resourceKey(subnet.routeTableId))?.properties;
  const userRoutes = userRoutesOf(vnet, table);
  const learned = table?.disableBgpRoutePropagation === true ? [] : gatewayRoutes(store, vnet);
  const fromPeerings = table?.disablePeeringRoute === 'All' ? [] : peeringRoutes(store, vnet);
  const groups = groupRoutes(store, vnet);
  const system = systemRoutes(vnet, {
    // a default route that is not the system's removes all None routes (reach.md 1.0.1)
    hasDroppedPrefixes: ![...userRoutes, ...learned].some(isDefaultRoute),
    // a default route from BGP replaces that of the system without a trace (R8)
    hasInternet: !learned.some(isDefaultRoute),
    known: [...fromPeerings, ...groups, ...learned].flatMap(({ prefixes }) => prefixes),
  });
  const ofUser = normalizedPrefixes(userRoutes);
  const byUser = (prefix: string): boolean => ofUser.has(normalizePrefix(prefix));
  const defaults = [...system, ...fromPeerings, ...groups, ...serviceEndpointRoutes(subnet)].flatMap((route) => splitBeaten(route, byUser));
  const stronger = defaults.filter(isActive).flatMap(({ nextHopType, prefixes }) => (BEATS_BGP.includes(nextHopType) ? prefixes : []));
  const fromGateways = learned.flatMap((route) => splitBeaten(route, (prefix) => byUser(prefix) || isInside(prefix, stronger)));
  const ofGateways = normalizedPrefixes(fromGateways.filter(isActive));
  const byGateway = (prefix: string): boolean => ofGateways.has(normalizePrefix(prefix));
  const endpoints = privateEndpointRoutes(store, vnet).flatMap((route) =>
    isEndpointOverridden(route, userRoutes) ? invalid(route) : splitBeaten(route, byUser),
  );
  return [...[...defaults, ...endpoints].flatMap((route) => splitBeaten(route, byGateway)), ...fromGateways, ...userRoutes];
}

const isActive = ({ state }: EffectiveRoute): boolean => state === 'Active';

const isDefaultRoute = ({ prefixes }: EffectiveRoute): boolean => prefixes.includes('0.0.0.0/0');

const normalizedPrefixes = (routes: readonly EffectiveRoute[]): ReadonlySet<string> =>
  new Set(routes.flatMap(({ prefixes }) => prefixes.map(normalizePrefix)));

/** Splits a route with several prefixes, of which only some may be beaten, into an Active and an Invalid one. */
function splitBeaten(route: EffectiveRoute, isBeaten: (prefix: string) => boolean): readonly EffectiveRoute[] {
  const beaten = route.prefixes.filter(isBeaten);
  if (beaten.length === 0 || !isActive(route)) return [route];
  const others = route.prefixes.filter((prefix) => !isBeaten(prefix));
  return [...(others.length > 0 ? [{ ...route, prefixes: others }] : []), invalid({ ...route, prefixes: beaten })];
}

/** Returns the routes of gateways and Route Servers: the VNet's own ones, or those of the peer whose gateways it uses (reach.md R6, R28). */
const gatewayRoutes = (store: Store, vnet: StoredVNet): EffectiveRoute[] =>
  routesIntoVNet(store, vnet).map(({ prefix, nextHops }) => ({
    source: 'VirtualNetworkGateway',
    state: 'Active',
    prefixes: [prefix],
    nextHopType: 'VirtualNetworkGateway',
    nextHops,
  }));

const invalid = (route: EffectiveRoute): EffectiveRoute => ({ ...route, state: 'Invalid' });

const userRoutesOf = (vnet: StoredVNet, table: Properties | undefined): EffectiveRoute[] =>
  ((table?.routes ?? []) as readonly TableRoute[]).map(({ name, properties }) => ({
    name,
    source: 'User',
    state: 'Active',
    prefixes: [properties.addressPrefix],
    nextHopType: userNextHop(vnet, properties),
    nextHops: properties.nextHop?.nextHopIpAddresses ?? (properties.nextHopIpAddress === undefined ? [] : [properties.nextHopIpAddress]),
  }));

/** A route that calls a remote prefix local drops its packets, as measured (reach.md 1.0.5). */
const userNextHop = (vnet: StoredVNet, { addressPrefix, nextHopType }: TableRoute['properties']): string =>
  nextHopType === 'VnetLocal' && !isInside(addressPrefix, vnet.addressSpace) ? 'None' : nextHopType;

/** Returns whether a user's route that is shorter than that of a private endpoint overrides it (R16). */
function isEndpointOverridden({ prefixes, overriddenFromLength }: EffectiveRoute, userRoutes: readonly EffectiveRoute[]): boolean {
  const endpoint = cidrOf(prefixes[0] ?? '');
  if (!endpoint || overriddenFromLength === undefined) return false;
  return userRoutes.some((route) =>
    route.prefixes.some((prefix) => {
      const cidr = cidrOf(prefix);
      return cidr !== undefined && cidr.length >= overriddenFromLength && contains(cidr, endpoint);
    }),
  );
}
