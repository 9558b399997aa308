import { resourceKey } from '@peerscape/shared/arm';
import { contains, formatCidr } from '@peerscape/shared/net';
import { cidrOf, isInside } from '../addressing/prefixes.ts';
import type { Properties } from '../kinds/resource-kind.ts';
import { routesIntoVNet } from '../routing/gateway-routes.ts';
import type { Store, StoredSubnet, StoredVNet } from '../store/store.ts';
import { privateEndpointRoutes } from './private-endpoint-routes.ts';
import type { EffectiveRoute } from './route.ts';
import { serviceEndpointRoutes } from './service-endpoint-routes.ts';
import { peeringRoutes, systemRoutes } from './system-routes.ts';

interface TableRoute {
  readonly name: string;
  readonly properties: {
    readonly addressPrefix: string;
    readonly nextHopType: string;
    readonly nextHopIpAddress?: string;
    readonly nextHop?: { readonly nextHopIpAddresses?: readonly string[] };
  };
}

/**
 * Returns the effective routes of the interfaces in a subnet (reach.md R1 to R17). Of routes with one prefix a user's beats a gateway's, and
 * that a default one; those beaten are Invalid. Of unlike prefixes the longest decides for each packet.
 */
export function effectiveRoutesOf(store: Store, vnet: StoredVNet, subnet: StoredSubnet): readonly EffectiveRoute[] {
  const table = subnet.routeTableId === undefined ? undefined : store.resources.get(resourceKey(subnet.routeTableId))?.properties;
  const userRoutes = userRoutesOf(vnet, table);
  const fromGateways = table?.disableBgpRoutePropagation === true ? [] : gatewayRoutes(store, vnet);
  const fromPeerings = table?.disablePeeringRoute === 'All' ? [] : peeringRoutes(store, vnet);
  const isDefaultReplaced = (route: EffectiveRoute): boolean => route.prefixes.includes('0.0.0.0/0');
  const system = systemRoutes(vnet, {
    // a default route that is not the system's removes all None routes (reach.md 1.0.1)
    hasDroppedPrefixes: ![...userRoutes, ...fromGateways].some(isDefaultReplaced),
    // a default route from BGP replaces that of the system without a trace (R8)
    hasInternet: !fromGateways.some(isDefaultReplaced),
    known: [...fromPeerings, ...fromGateways].flatMap(({ prefixes }) => prefixes),
  });
  const endpoints = privateEndpointRoutes(store, vnet).map((route) =>
    isEndpointOverridden(vnet, route, userRoutes) ? invalid(route) : route,
  );
  const taken = normalizedPrefixes(userRoutes);
  const takenByGateways = normalizedPrefixes(fromGateways);
  const beaten = (route: EffectiveRoute, by: readonly ReadonlySet<string>[]): EffectiveRoute =>
    route.prefixes.some((prefix) => by.some((set) => set.has(normalizePrefix(prefix)))) ? invalid(route) : route;
  return [
    ...[...system, ...fromPeerings, ...serviceEndpointRoutes(subnet)].map((route) => beaten(route, [taken, takenByGateways])),
    ...endpoints,
    ...fromGateways.map((route) => beaten(route, [taken])),
    ...userRoutes,
  ];
}

const normalizedPrefixes = (routes: readonly EffectiveRoute[]): ReadonlySet<string> =>
  new Set(routes.flatMap(({ prefixes }) => prefixes.map(normalizePrefix)));

/** Returns the usual form of a prefix, because one of IPv6 can be written in several ways; other text, such as a service tag, as it is. */
function normalizePrefix(prefix: string): string {
  const cidr = cidrOf(prefix);
  return cidr ? formatCidr(cidr) : prefix;
}

/** Returns the routes that gateways bring into a VNet: its own, or those of the peer whose gateways it uses (reach.md R6, R28). */
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

/**
 * Returns whether a user's route overrides that of a private endpoint (R16): the endpoint's subnet has network policies for route tables, the
 * route covers the endpoint, and its prefix is at least as long as that of the VNet. With several prefixes the longest must be reached.
 */
function isEndpointOverridden(vnet: StoredVNet, endpoint: EffectiveRoute, userRoutes: readonly EffectiveRoute[]): boolean {
  const address = cidrOf(endpoint.prefixes[0] ?? '');
  if (!address || endpoint.followsRouteTables !== true) return false;
  const requiredLength = Math.max(...vnet.addressSpace.flatMap((prefix) => cidrOf(prefix)?.length ?? []));
  return userRoutes.some(({ prefixes }) =>
    prefixes.some((prefix) => {
      const cidr = cidrOf(prefix);
      return cidr !== undefined && cidr.length >= requiredLength && contains(cidr, address);
    }),
  );
}
