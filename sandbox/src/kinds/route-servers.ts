import { resourceKey } from '@peerscape/shared/arm';
import { parseAddress } from '@peerscape/shared/net';
import type { RouteServerRow } from '@peerscape/shared/topology';
import { allocatedAddresses, freeAddresses } from '../addressing/addresses.ts';
import { unknownValue } from '../arm/network-errors.ts';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import { DEFAULT_ASN } from '../routing/gateway.ts';
import type { RoutingPreference } from '../routing/route-server.ts';
import type { Store } from '../store/store.ts';
import { isPeerAsn } from './bgp.ts';
import { canonicalCase } from './enumerations.ts';
import { buildIpConfigurations, IP_CONFIGURATION_SHAPE, referenceIn, subnetAt } from './ip-configurations.ts';
import { buildParts, findProblem, type Part, partsIn, selectProperties } from './parts.ts';
import { type Draft, type ResourceKind, type SeededContent, subnetOf } from './resource-kind.ts';
import { RESOURCE_SHAPE } from './shapes.ts';

const IP_CONFIGURATION: Shape = { ...RESOURCE_SHAPE, properties: IP_CONFIGURATION_SHAPE };

const BGP_CONNECTION: Shape = {
  ...RESOURCE_SHAPE,
  properties: { peerAsn: 'number', peerIp: 'string', connectionState: 'string', provisioningState: 'string' },
};

const SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  kind: 'string',
  properties: {
    sku: 'string',
    allowBranchToBranchTraffic: 'boolean',
    hubRoutingPreference: 'string',
    virtualRouterAsn: 'number',
    virtualRouterIps: ['string'],
    virtualRouterAutoScaleConfiguration: { minCapacity: 'number' },
    virtualHubRouteTableV2s: 'any',
    routeTable: 'any',
    ipConfigurations: [IP_CONFIGURATION],
    bgpConnections: [BGP_CONNECTION],
    routingState: 'string',
    provisioningState: 'string',
  },
};

/** Route Servers are virtual hubs without a Virtual WAN. Hubs of a Virtual WAN are not served. */
export const routeServers: ResourceKind = {
  group: 'VirtualHubs',
  type: 'virtualHubs',
  listInSubscription: 'List',
  write: { body: SHAPE, takes: 'firewall', build: buildServer },
  children: [
    { group: 'VirtualHubIpConfiguration', property: 'ipConfigurations', body: IP_CONFIGURATION },
    { group: 'VirtualHubBgpConnections', property: 'bgpConnections', body: BGP_CONNECTION },
  ],
  view: (store, { properties }) => ({
    ...properties,
    bgpConnections: partsIn(properties, 'bgpConnections').map((connection) => ({
      ...connection,
      properties: { ...connection.properties, connectionState: connectionState(store, connection) },
    })),
  }),
  fromRows: (rows) => rows.routeServers.map((row) => ({ id: row.id, ...toRouteServer(row) })),
};

const SUBNET = 'RouteServerSubnet';

const ROUTING_PREFERENCES: readonly RoutingPreference[] = ['ExpressRoute', 'VpnGateway', 'ASPath'];

/** Returns the state of the session with an appliance, which is declared. */
function connectionState(store: Store, { id }: Part): string {
  const site = store.sites.get(resourceKey(id));
  if (!site) return 'Unknown';
  return site.isDown ? 'NotConnected' : 'Connected';
}

/** Builds a Route Server. A PUT without its children keeps them, because clients write them separately. */
function buildServer(store: Store, draft: Draft) {
  const before = draft.before?.properties;
  const children = { ...selectProperties(before ?? {}, ['ipConfigurations', 'bgpConnections']), ...draft.properties };
  const whole: Draft = { ...draft, properties: children };
  const configurations = buildIpConfigurations(store, whole, 'ipConfigurations', {
    subnetName: SUBNET,
    longestPrefix: 27,
    hidesPrivateAddress: true,
  });
  if ('kind' in configurations) return configurations;
  const bgpConnections = buildParts(whole, 'bgpConnections', ({ peerAsn, peerIp }) => ({ peerAsn, peerIp }));
  const problem =
    placeProblem(store, draft, configurations.parts) ??
    findProblem(bgpConnections, (connection) => connectionProblem(bgpConnections, connection));
  if (problem) return problem;
  const [configuration] = configurations.parts;
  const hubRoutingPreference = canonicalCase(draft.properties.hubRoutingPreference ?? 'ExpressRoute', ROUTING_PREFERENCES);
  if (!ROUTING_PREFERENCES.some((each) => each === hubRoutingPreference))
    return unknownValue(hubRoutingPreference, 'HubRoutingPreference', 'properties.hubRoutingPreference');
  return {
    topLevelProperties: { kind: 'RouteServer' },
    properties: {
      sku: draft.properties.sku ?? 'Standard',
      virtualHubRouteTableV2s: [],
      virtualRouterAsn: DEFAULT_ASN,
      virtualRouterIps: configuration ? routerAddresses(store, draft, configuration) : [],
      virtualRouterAutoScaleConfiguration: draft.properties.virtualRouterAutoScaleConfiguration ?? { minCapacity: 2 },
      routeTable: { routes: [] },
      routingState: configuration ? 'Provisioned' : 'None',
      hubRoutingPreference,
      allowBranchToBranchTraffic: draft.properties.allowBranchToBranchTraffic ?? false,
      ipConfigurations: configurations.parts,
      bgpConnections,
    },
  };
}

/** Returns the two addresses of the subnet with which appliances peer: the first free ones. */
function routerAddresses(store: Store, { before }: Draft, { properties }: Part): readonly string[] {
  const [old] = partsIn(before?.properties, 'ipConfigurations');
  const place = subnetAt(store, properties.subnet);
  if (!place) return [];
  if (old && before && resourceKey(referenceIn(old.properties.subnet)?.id ?? '') === resourceKey(referenceIn(properties.subnet)?.id ?? ''))
    return before.properties.virtualRouterIps as readonly string[];
  return freeAddresses(place.subnet.prefixes[0] ?? '', allocatedAddresses(store, place.vnet.key), 2);
}

function placeProblem(store: Store, { id, key }: Draft, configurations: readonly Part[]): ArmError | undefined {
  const [configuration, second] = configurations;
  if (second)
    return networkError(400, 'VirtualHubInvalidIpConfigurations', `Virtual hub ${id} cannot have more than one IP configuration.`);
  const subnet = referenceIn(configuration?.properties.subnet);
  const other = subnet && store.referencesTo(resourceKey(subnet.id)).find(({ from }) => from !== key && /\/virtualhubs\//.test(from));
  return (
    other &&
    networkError(
      400,
      'VirtualHubSubnetInUse',
      `Subnet ${subnet.id} cannot be used by virtual hub ${id} because it is in use by ${other.at}.`,
    )
  );
}

function connectionProblem(connections: readonly Part[], { id, properties }: Part): ArmError | undefined {
  if (!isPeerAsn(Number(properties.peerAsn)))
    return networkError(
      400,
      'HubBgpConnectionInvalidPeerAsn',
      `Peer ASN ${String(properties.peerAsn)} of BGP connection ${id} is invalid or reserved.`,
    );
  const address = parseAddress(String(properties.peerIp ?? ''));
  if (!address.ok || address.value.family !== 4)
    return networkError(
      400,
      'HubBgpConnectionInvalidPeerIp',
      `Peer IP ${String(properties.peerIp)} of BGP connection ${id} is not an IPv4 address.`,
    );
  const other = connections.find((each) => each.id !== id && each.properties.peerIp === properties.peerIp);
  return other && networkError(400, 'HubBgpConnectionDuplicatePeerIp', `BGP connections ${id} and ${other.id} have the same peer IP.`);
}

/** Converts a row to the body of a Route Server in its subnet. */
const toRouteServer = (row: RouteServerRow): SeededContent => ({
  properties: {
    ipConfigurations: [{ name: 'default', properties: { subnet: subnetOf(row.vnetId, SUBNET) } }],
    ...(row.branchToBranch !== undefined && { allowBranchToBranchTraffic: row.branchToBranch }),
  },
});
