/** Routes that gateways and Route Servers know, announce to their peers, and bring into VNets (Microsoft's page on BGP; reach.md R28 to R36). */
import type { ResourceKey } from '@peerscape/shared/arm';
import { edgeRouterAddresses } from '../addressing/gateway-addresses.ts';
import { isInside, isIPv6, normalizePrefix } from '../addressing/prefixes.ts';
import { gatewaysOf } from '../network/peering-view.ts';
import type { Site } from '../store/sites.ts';
import type { Store, StoredResource, StoredVNet } from '../store/store.ts';
import { type Connection, connectionStatus, connectionsOf, readConnection, reverseConnections } from './connection.ts';
import { DEFAULT_ASN, type Gateway, gatewaySubnetPrefix, instanceAddresses, publicAddresses, readGateway } from './gateway.ts';
import { applianceRoutes, type RouteServer, routeServerIn } from './route-server.ts';
import { prefixesOfUsers } from './served-prefixes.ts';

/** ASN of Microsoft's edge routers, to which ExpressRoute gateways are connected. */
const MICROSOFT_ASN = 12076;
const DEFAULT_ROUTE = '0.0.0.0/0';

/** A route that a gateway knows. */
export interface GatewayRoute {
  readonly prefix: string;
  /** The peer that announced it; undefined if the gateway knows it by itself. */
  readonly peer: BgpPeer | undefined;
  readonly asPath: readonly number[];
  /** Addresses to which the gateway's VNets send the traffic; empty if it is of these VNets themselves. */
  readonly nextHops: readonly string[];
  /** True if the gateway does not announce it, such as the address of a BGP peer. */
  readonly isLocalOnly?: true;
}

/** A route as a peer announces it; the next hops are those of the peer unless it has its own ones. */
export interface Announcement extends Pick<GatewayRoute, 'prefix' | 'asPath'> {
  readonly nextHops?: readonly string[];
}

/** A BGP peer of a gateway: the other end of a connection, or the Route Server in its VNet. */
export interface BgpPeer {
  readonly addresses: readonly string[];
  readonly asn: number;
  readonly state: 'Connected' | 'Connecting' | 'Idle';
  readonly nextHops: readonly string[];
  /** The gateway at the other end, if it is one of Azure. */
  readonly gateway?: Gateway;
  /** Routes of a site, of a circuit or of appliances, which BGP brings from outside the gateways of Azure. */
  readonly announced: readonly Announcement[];
  /** The other gateways whose routes it passes on; only a Route Server has them. */
  readonly passesOn?: readonly Gateway[];
}

/** Returns whether the peer is a Route Server, with which a gateway shares its ASN. */
export const isRouteServer = ({ passesOn }: BgpPeer): boolean => passesOn !== undefined;

/** Returns all routes that a gateway knows: its own ones, then those that each of its peers announces. */
export function learnedRoutes(store: Store, gateway: Gateway): readonly GatewayRoute[] {
  const tables = convergedTables(store, gateway);
  return [...localRoutes(store, gateway), ...receivedRoutes(store, gateway, tables)];
}

/** Returns the routes that a gateway announces to a peer, with the AS path that the peer sees. */
export function advertisedRoutes(store: Store, gateway: Gateway, peer: BgpPeer): readonly GatewayRoute[] {
  const best = convergedTables(store, gateway).get(gateway.resource.key) ?? [];
  if (peer.state !== 'Connected') return [];
  return isRouteServer(peer) ? branchRoutes(gateway, best) : announcements(gateway, best, peer.asn);
}

/** Returns the peers of a gateway, also those without a session: peers of one ASN never have one, except the Route Server in its VNet. */
export const peersOf = (store: Store, gateway: Gateway): readonly BgpPeer[] => [
  ...connectionsOf(store, gateway.resource.key).flatMap((connection) => peerOf(store, gateway, connection) ?? []),
  ...serverPeers(store, gateway),
];

/** Returns what a Route Server announces to appliances: the VNets that it serves, and with branch-to-branch traffic what gateways know. */
export function announcedToAppliances(store: Store, server: RouteServer): readonly Announcement[] {
  const vnet = server.inVNet && store.vnets.get(server.inVNet);
  const gateways = server.isBranchToBranch ? gatewaysBeside(store, server) : [];
  const known = [
    ...prefixesAround(store, vnet)
      .filter((prefix) => !isIPv6(prefix))
      .map((prefix) => ({ prefix, asPath: [] })),
    ...gateways.flatMap((gateway) => branchRoutes(gateway, convergedTables(store, gateway).get(gateway.resource.key) ?? [])),
  ];
  return bestRoutes(known).map(({ prefix, asPath }) => ({ prefix, asPath: [DEFAULT_ASN, ...asPath] }));
}

/** Returns the prefixes of VNets that a gateway announces. */
const announcedPrefixes = (store: Store, gateway: Gateway): readonly string[] =>
  carriedPrefixes(gateway, prefixesAround(store, gateway.vnet));

/** Returns whether a gateway can carry a prefix: one for VPN carries no IPv6 (reach.md R17). */
const canCarry = ({ isVpn }: Gateway, prefix: string): boolean => !isVpn || !isIPv6(prefix);

const carriedPrefixes = (gateway: Gateway, prefixes: readonly string[]): readonly string[] =>
  prefixes.filter((prefix) => canCarry(gateway, prefix));

/** Returns the prefixes of a VNet, and of VNets that use its gateways, of which these know what the peering has learned. */
function prefixesAround(store: Store, vnet: StoredVNet | undefined): readonly string[] {
  if (!vnet) return [];
  const ofUsers = prefixesOfUsers(store, vnet);
  const { summarizedGatewayPrefixes } = vnet.extra as {
    readonly summarizedGatewayPrefixes?: { readonly addressPrefixes?: readonly string[] };
  };
  const summaries = summarizedGatewayPrefixes?.addressPrefixes ?? [];
  if (summaries.length === 0) return [...vnet.addressSpace, ...ofUsers];
  return [...summaries, ...ofUsers.filter((prefix) => !isInside(prefix, summaries))];
}

/** Returns the routes that a gateway knows without BGP. Those of a connection do not depend on its status. */
function localRoutes(store: Store, gateway: Gateway): readonly GatewayRoute[] {
  const own = instanceAddresses(gateway);
  const connections = connectionsOf(store, gateway.resource.key);
  return [
    ...announcedPrefixes(store, gateway).map((prefix) => localRoute(prefix, [])),
    ...gateway.clientPrefixes.map((prefix) => localRoute(prefix, own)),
    ...connections.flatMap((connection) => connectionRoutes(store, gateway, connection)),
  ];
}

const localRoute = (prefix: string, nextHops: readonly string[]): GatewayRoute => ({ prefix, peer: undefined, asPath: [], nextHops });

function connectionRoutes(store: Store, gateway: Gateway, connection: Connection): readonly GatewayRoute[] {
  if (connection.type === 'ExpressRoute') return [];
  const peer = peerOf(store, gateway, connection);
  const hosts = (peer?.addresses ?? []).map((address) => hostRoute(address, peer?.nextHops ?? []));
  const remote = store.resources.get(connection.remote);
  if (connection.type === 'IPsec')
    return [...carriedPrefixes(gateway, sitePrefixes(remote)).map((prefix) => localRoute(prefix, instanceAddresses(gateway))), ...hosts];
  if (connection.hasBgp || !remote) return hosts;
  const other = readGateway(store, remote);
  return carriedPrefixes(other, other.vnet?.addressSpace ?? []).map((prefix) => localRoute(prefix, publicAddresses(other)));
}

const hostRoute = (address: string, nextHops: readonly string[]): GatewayRoute => ({
  ...localRoute(`${address}/32`, nextHops),
  isLocalOnly: true,
});

interface LocalGatewayProperties {
  readonly localNetworkAddressSpace?: { readonly addressPrefixes?: readonly string[] };
  readonly bgpSettings?: { readonly asn: number; readonly bgpPeeringAddress: string };
}

const sitePrefixes = (site: StoredResource | undefined): readonly string[] =>
  (site?.properties as LocalGatewayProperties | undefined)?.localNetworkAddressSpace?.addressPrefixes ?? [];

function peerOf(store: Store, gateway: Gateway, connection: Connection): BgpPeer | undefined {
  const remote = store.resources.get(connection.remote);
  if (!remote) return undefined;
  const isConnected = connectionStatus(store, connection) === 'Connected';
  if (connection.type === 'ExpressRoute') return circuitPeer(store, gateway, remote, isConnected);
  if (!connection.hasBgp || !gateway.hasBgp) return undefined;
  return connection.type === 'IPsec'
    ? sitePeer(store, gateway, remote, isConnected)
    : gatewayPeer(gateway, readGateway(store, remote), isConnected && reverseConnections(store, connection).some((each) => each.hasBgp));
}

const stateOf = (gateway: Gateway, asn: number, isConnected: boolean): BgpPeer['state'] => {
  if (gateway.asn === asn) return 'Idle';
  return isConnected ? 'Connected' : 'Connecting';
};

const gatewayPeer = (gateway: Gateway, remote: Gateway, isConnected: boolean): BgpPeer => ({
  addresses: instanceAddresses(remote),
  asn: remote.asn,
  state: stateOf(gateway, remote.asn, isConnected && remote.hasBgp),
  nextHops: publicAddresses(remote),
  gateway: remote,
  announced: [],
});

function sitePeer(store: Store, gateway: Gateway, remote: StoredResource, isConnected: boolean): BgpPeer | undefined {
  const { bgpSettings } = remote.properties as LocalGatewayProperties;
  if (!bgpSettings) return undefined;
  const { asn, bgpPeeringAddress } = bgpSettings;
  return {
    addresses: [bgpPeeringAddress],
    asn,
    state: stateOf(gateway, asn, isConnected),
    nextHops: instanceAddresses(gateway),
    announced: announcedBySite(store.sites.get(remote.key), [asn]),
  };
}

/** Returns the Route Server in the gateway's VNet as a peer. Without branch-to-branch traffic, there is none (reach.md R36). */
function serverPeers(store: Store, gateway: Gateway): readonly BgpPeer[] {
  const server = routeServerIn(store, gateway.resource.inVNet);
  if (!server?.isBranchToBranch) return [];
  return [
    {
      addresses: server.addresses,
      asn: DEFAULT_ASN,
      state: gateway.asn === DEFAULT_ASN ? 'Connected' : 'Idle',
      nextHops: [],
      announced: applianceRoutes(store, server),
      passesOn: gatewaysBeside(store, server).filter(({ resource }) => resource.key !== gateway.resource.key),
    },
  ];
}

/** Returns the gateways in the VNet of a Route Server with which it exchanges routes. */
const gatewaysBeside = (store: Store, { inVNet }: RouteServer): readonly Gateway[] =>
  inVNet === undefined
    ? []
    : gatewaysOf(store, inVNet)
        .map((resource) => readGateway(store, resource))
        .filter(({ asn }) => asn === DEFAULT_ASN);

/** Returns the routes that a gateway tells a Route Server: those of its connections, not those of point-to-site clients (reach.md R36). */
const branchRoutes = (gateway: Gateway, routes: readonly GatewayRoute[]): readonly GatewayRoute[] =>
  routes
    .filter(
      ({ prefix, nextHops, isLocalOnly, peer }) =>
        nextHops.length > 0 && !isLocalOnly && !gateway.clientPrefixes.includes(prefix) && !(peer && isRouteServer(peer)),
    )
    .map((route) => ({ ...route, nextHops: instanceAddresses(gateway) }));

/** Returns what a site announces over the given ASNs. */
const announcedBySite = (site: Site | undefined, asns: readonly number[]): readonly Announcement[] =>
  site?.announces.map(({ prefix, asPath }) => ({ prefix, asPath: [...asns, ...asPath] })) ?? [];

interface CircuitProperties {
  readonly peerings?: readonly { readonly properties: { readonly peeringType?: string; readonly peerASN?: number } }[];
}

/** Behind a circuit are its site and, if both sides allow it, the VNets of the other gateways that are connected to it (reach.md R35). */
function circuitPeer(store: Store, gateway: Gateway, circuit: StoredResource, isConnected: boolean): BgpPeer {
  const { peerings = [] } = circuit.properties as CircuitProperties;
  const peerASN = peerings.find(({ properties }) => properties.peeringType === 'AzurePrivatePeering')?.properties.peerASN;
  const site = announcedBySite(store.sites.get(circuit.key), [MICROSOFT_ASN, ...(peerASN === undefined ? [] : [peerASN])]);
  const others = gateway.allowsRemoteVNets
    ? otherGatewaysAt(store, circuit, gateway).filter(({ allowsRemoteVNets }) => allowsRemoteVNets)
    : [];
  const remote = others.flatMap((other) => announcedPrefixes(store, other)).map((prefix) => ({ prefix, asPath: [MICROSOFT_ASN] }));
  return {
    addresses: edgeRouterAddresses(gatewaySubnetPrefix(gateway.vnet)),
    asn: MICROSOFT_ASN,
    state: isConnected ? 'Connected' : 'Connecting',
    nextHops: instanceAddresses(gateway),
    announced: [...site, ...remote],
  };
}

const otherGatewaysAt = (store: Store, circuit: StoredResource, gateway: Gateway): readonly Gateway[] => {
  const keys = store.referencesTo(circuit.key).flatMap(({ from }) => {
    const connection = store.resources.get(from);
    return connection ? [readConnection(connection).gateway] : [];
  });
  return [...new Set(keys)].flatMap((key) => {
    const resource = store.resources.get(key);
    return resource && key !== gateway.resource.key ? [readGateway(store, resource)] : [];
  });
};

type Tables = ReadonlyMap<ResourceKey, readonly GatewayRoute[]>;

/** Returns the best routes of the gateway and of all gateways that it can hear of, once none of them learns anything new. */
function convergedTables(store: Store, gateway: Gateway): Tables {
  const members = reachableGateways(store, gateway);
  let tables: Tables = new Map(members.map((each) => [each.resource.key, bestRoutes(localRoutes(store, each))]));
  for (const _ of members) {
    const before = tables;
    tables = new Map(
      members.map((each) => [each.resource.key, bestRoutes([...localRoutes(store, each), ...receivedRoutes(store, each, before)])]),
    );
  }
  return tables;
}

function reachableGateways(store: Store, gateway: Gateway): readonly Gateway[] {
  const found = new Map([[gateway.resource.key, gateway]]);
  for (const each of found.values()) {
    const peers = peersOf(store, each).filter(({ state }) => state === 'Connected');
    for (const other of peers.flatMap((peer) => [...(peer.gateway ? [peer.gateway] : []), ...(peer.passesOn ?? [])]))
      if (!found.has(other.resource.key)) found.set(other.resource.key, other);
  }
  return [...found.values()];
}

/** Returns the first route with the shortest AS path for each prefix; routes that the gateway knows by itself have an empty one. */
export function bestRoutes<T extends Pick<GatewayRoute, 'prefix' | 'asPath'>>(routes: readonly T[]): readonly T[] {
  const best = new Map<string, T>();
  for (const route of routes) {
    const prefix = normalizePrefix(route.prefix);
    const known = best.get(prefix);
    if (!known || route.asPath.length < known.asPath.length) best.set(prefix, route);
  }
  return [...best.values()];
}

/** Returns what the peers announce. A gateway ignores prefixes of its VNet or inside them, and those that it cannot carry. */
const receivedRoutes = (store: Store, gateway: Gateway, tables: Tables): readonly GatewayRoute[] =>
  peersOf(store, gateway)
    .filter(({ state }) => state === 'Connected')
    .flatMap((peer) =>
      announcedBy(peer, gateway, tables)
        .filter(({ prefix }) => canCarry(gateway, prefix) && !isInside(prefix, gateway.vnet?.addressSpace ?? []))
        .map(({ prefix, asPath, nextHops = peer.nextHops }): GatewayRoute => ({ prefix, peer, asPath, nextHops })),
    );

/** Returns what a peer announces to a gateway, which ignores what came from its own ASN. */
function announcedBy(peer: BgpPeer, gateway: Gateway, tables: Tables): readonly Announcement[] {
  const tableOf = ({ resource }: Gateway): readonly GatewayRoute[] => tables.get(resource.key) ?? [];
  if (peer.gateway)
    return announcements(peer.gateway, tableOf(peer.gateway), gateway.asn).map(({ prefix, asPath }) => ({ prefix, asPath }));
  const passedOn = (peer.passesOn ?? []).flatMap((other) => branchRoutes(other, tableOf(other)));
  return [...peer.announced, ...passedOn].filter(({ asPath }) => !asPath.includes(gateway.asn));
}

/** Returns what a gateway announces of its best routes to a peer with that ASN. It does not pass on a default route that it has learned. */
const announcements = ({ asn }: Gateway, routes: readonly GatewayRoute[], peerAsn: number): readonly GatewayRoute[] =>
  routes
    .filter(({ isLocalOnly, asPath, prefix, peer }) => !isLocalOnly && !asPath.includes(peerAsn) && !(peer && prefix === DEFAULT_ROUTE))
    .map((route) => ({ ...route, asPath: [asn, ...route.asPath] }));
