import { resourceKey } from '@peerscape/shared/arm';
import type { RouteTableRow } from '@peerscape/shared/topology';
import { cidrOf, normalizePrefix } from '../addressing/prefixes.ts';
import { unknownValue } from '../arm/network-errors.ts';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import type { Store } from '../store/store.ts';
import { canonicalCase } from './enumerations.ts';
import { buildParts, findProblem, type Part, selectProperties } from './parts.ts';
import { refuseWhileUsed } from './refuse-while-used.ts';
import { type Draft, type ResourceKind, referrers, type SeededContent, SUBNET_ID } from './resource-kind.ts';
import { RESOURCE_SHAPE } from './shapes.ts';

const ROUTE_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    addressPrefix: 'string',
    nextHopType: 'string',
    nextHopIpAddress: 'string',
    nextHop: { nextHopIpAddresses: ['string'] },
    hasBgpOverride: 'boolean',
    provisioningState: 'string',
  },
};

export const routeTables: ResourceKind = {
  group: 'RouteTables',
  type: 'routeTables',
  listInSubscription: 'ListAll',
  hasResourceGuid: true,
  write: {
    body: {
      ...RESOURCE_SHAPE,
      properties: {
        routes: [ROUTE_SHAPE],
        subnets: 'any',
        disableBgpRoutePropagation: 'boolean',
        disablePeeringRoute: 'string',
        provisioningState: 'string',
        resourceGuid: 'string',
      },
    },
    takes: 'resource',
    retryAfter: 10,
    build: buildRouteTable,
    deletionProblem: refuseWhileUsed({
      by: SUBNET_ID,
      code: 'InUseRouteTableCannotBeDeleted',
      message: ({ name }, users) => `Route table ${name} is in use and cannot be deleted. It is associated with subnets ${users}.`,
    }),
  },
  children: [{ group: 'Routes', property: 'routes', body: ROUTE_SHAPE }],
  view: (store, resource) => {
    const subnets = referrers(store, resource.key, SUBNET_ID);
    return { ...resource.properties, ...(subnets.length > 0 && { subnets }) };
  },
  fromRows: (rows, store) =>
    rows.routeTables.map((row) => ({ id: row.id, location: locationOfSubnet(store, row.subnetIds[0]), ...toRouteTable(row) })),
};

/** Next hop types of a route (reach.md R13); `VirtualApplianceEcmp` names several addresses. */
const NEXT_HOP_TYPES = ['VirtualNetworkGateway', 'VnetLocal', 'Internet', 'VirtualAppliance', 'None', 'VirtualApplianceEcmp'];

/** Values of `disablePeeringRoute` (R12). */
const DISABLED_PEERING_ROUTES = ['None', 'All'];

function buildRouteTable(_store: Store, draft: Draft) {
  const routes = buildParts(draft, 'routes', (route) => ({
    ...selectProperties(route, ['addressPrefix', 'nextHopType', 'nextHopIpAddress', 'nextHop']),
    nextHopType: canonicalCase(route.nextHopType, NEXT_HOP_TYPES),
    hasBgpOverride: false,
  }));
  const problem = findProblem(routes, routeProblem) ?? conflict(draft, routes);
  if (problem) return problem;
  const { disableBgpRoutePropagation = false, disablePeeringRoute: given } = draft.properties;
  const disablePeeringRoute = given === undefined ? undefined : canonicalCase(given, DISABLED_PEERING_ROUTES);
  if (disablePeeringRoute !== undefined && !DISABLED_PEERING_ROUTES.some((each) => each === disablePeeringRoute))
    return unknownValue(disablePeeringRoute, 'DisablePeeringRoute', 'properties.disablePeeringRoute');
  return { properties: { disableBgpRoutePropagation, ...(disablePeeringRoute !== undefined && { disablePeeringRoute }), routes } };
}

function conflict(draft: Draft, routes: readonly Part[]): ArmError | undefined {
  const prefixes = routes.map(({ properties }) => normalizePrefix(String(properties.addressPrefix)).toLowerCase());
  const [name, prefix] = routes.flatMap((route, i) => (prefixes.indexOf(prefixes[i] ?? '') < i ? [route.name, prefixes[i] ?? ''] : []));
  if (name === undefined) return undefined;
  return networkError(
    400,
    'RouteConflict',
    `Route ${name} in route table ${draft.id} has the address prefix ${prefix} of another route. Each route must have an address prefix of its own.`,
  );
}

/** Returns the error for a route. A prefix is CIDR or a service tag, which has neither a digit at its beginning nor a colon (reach.md R14). */
function routeProblem({ id, name, properties }: Part): ArmError | undefined {
  const { addressPrefix, nextHopType, nextHopIpAddress } = properties;
  if (!NEXT_HOP_TYPES.some((each) => each === nextHopType)) {
    return unknownValue(nextHopType, 'RouteNextHopType', 'properties.nextHopType');
  }
  const prefix = String(addressPrefix ?? '');
  if (prefix === '' || (/^\d|:/.test(prefix) && !cidrOf(prefix))) {
    return networkError(
      400,
      'InvalidAddressPrefixFormat',
      `Address prefix ${prefix} of resource ${id} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
    );
  }
  if (nextHopType === 'VirtualAppliance' && nextHopIpAddress === undefined)
    return networkError(
      400,
      'RouteNextHopIpAddressIsRequired',
      `Route ${name} with next hop type VirtualAppliance must have a next hop IP address.`,
    );
  return undefined;
}

const locationOfSubnet = (store: Store, subnet: string | undefined): string | undefined =>
  subnet === undefined ? undefined : store.vnets.get(resourceKey(subnet.replace(/\/subnets\/[^/]*$/i, '')))?.location;

/** Converts a row to the body of a route table. Its subnets are associated by the VNets. */
const toRouteTable = (row: RouteTableRow): SeededContent => ({
  properties: {
    disableBgpRoutePropagation: row.disableBgpPropagation ?? false,
    ...(row.disablePeeringRoute !== undefined && { disablePeeringRoute: row.disablePeeringRoute }),
    routes: row.routes.map((route) => ({
      name: route.name,
      properties: {
        addressPrefix: route.prefix,
        nextHopType: route.nextHopType,
        ...(route.nextHopIp && { nextHopIpAddress: route.nextHopIp }),
        ...(route.nextHopIps && { nextHop: { nextHopIpAddresses: route.nextHopIps } }),
      },
    })),
  },
});
