import { resourceKey } from '@peerscape/shared/arm';
import { contains } from '@peerscape/shared/net';
import { cidrOf, isInside } from '../addressing/prefixes.ts';
import type { Properties } from '../kinds/resource-kind.ts';
import type { Store, StoredSubnet, StoredVNet } from '../store/store.ts';
import { gatewayRoutes } from './gateway-routes.ts';
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
  const taken = new Set(userRoutes.flatMap(({ prefixes }) => prefixes));
  const takenByGateways = new Set(fromGateways.flatMap(({ prefixes }) => prefixes));
  const beaten = (route: EffectiveRoute, by: readonly ReadonlySet<string>[]): EffectiveRoute =>
    route.prefixes.some((prefix) => by.some((set) => set.has(prefix))) ? invalid(route) : route;
  return [
    ...[...system, ...fromPeerings, ...serviceEndpointRoutes(subnet)].map((route) => beaten(route, [taken, takenByGateways])),
    ...endpoints,
    ...fromGateways.map((route) => beaten(route, [taken])),
    ...userRoutes,
  ];
}

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
  const shortest = Math.max(...vnet.addressSpace.flatMap((prefix) => cidrOf(prefix)?.length ?? []));
  return userRoutes.some(({ prefixes }) =>
    prefixes.some((prefix) => {
      const cidr = cidrOf(prefix);
      return cidr !== undefined && cidr.length >= shortest && contains(cidr, address);
    }),
  );
}
