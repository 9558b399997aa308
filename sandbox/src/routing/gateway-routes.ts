/** Routes that gateways know, announce to their BGP peers, and bring into VNets (Microsoft's page on BGP; reach.md R28 to R35). */
import type { ResourceKey } from '@peerscape/shared/arm';
import { edgeRouterAddresses } from '../addressing/gateway-addresses.ts';
import { isInside } from '../addressing/prefixes.ts';
import { gatewaysOf, viewHalf } from '../network/peering-view.ts';
import type { Store, StoredResource, StoredVNet } from '../store/store.ts';
import { type Connection, connectionStatus, connectionsOf, readConnection, reverseConnections } from './connection.ts';
import { type Gateway, gatewaySubnetPrefix, instanceAddresses, publicAddresses, readGateway } from './gateway.ts';

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

/** A BGP peer of a gateway, as the connection to it says. */
export interface BgpPeer {
  readonly addresses: readonly string[];
  readonly asn: number;
  readonly state: 'Connected' | 'Connecting' | 'Idle';
  readonly nextHops: readonly string[];
  /** The gateway at the other end, if it is one of Azure. */
  readonly gateway?: Gateway;
  /** Routes of a site or circuit, which is outside Azure. */
  readonly announced: readonly { readonly prefix: string; readonly asPath: readonly number[] }[];
}

/** Returns all routes that a gateway knows: its own ones, then those that each of its peers announces. */
export function learnedRoutes(store: Store, gateway: Gateway): readonly GatewayRoute[] {
  const tables = convergedTables(store, gateway);
  return [...localRoutes(store, gateway), ...receivedRoutes(store, gateway, tables)];
}

/** Returns the routes that a gateway announces to a peer, with the AS path that the peer sees. */
export function advertisedRoutes(store: Store, gateway: Gateway, peer: BgpPeer): readonly GatewayRoute[] {
  const best = convergedTables(store, gateway).get(gateway.resource.key) ?? [];
  return peer.state === 'Connected' ? announcements(gateway, best, peer.asn) : [];
}

/** Returns the peers of a gateway, also those without a session: peers of one ASN never have one. */
export const peersOf = (store: Store, gateway: Gateway): readonly BgpPeer[] =>
  connectionsOf(store, gateway.resource.key).flatMap((connection) => peerOf(store, gateway, connection) ?? []);

/** A route that a gateway brings into a VNet: the type of its next hop is `VirtualNetworkGateway`. */
export interface RouteIntoVNet {
  readonly prefix: string;
  readonly nextHops: readonly string[];
  readonly gateway: Gateway;
}

/**
 * Returns the routes that the gateways of a VNet, or the remote ones that it uses, bring into it: all that they know except what is in the VNets
 * that they serve. If both types of gateway know a prefix, the route of ExpressRoute counts (reach.md R10).
 */
export function routesIntoVNet(store: Store, vnet: StoredVNet): readonly RouteIntoVNet[] {
  const serving = [...servingGateways(store, vnet)].sort((a, b) => Number(a.isVpn) - Number(b.isVpn));
  const routes = new Map<string, RouteIntoVNet>();
  for (const gateway of serving) {
    for (const { prefix, nextHops } of bestRoutes(learnedRoutes(store, gateway)))
      if (nextHops.length > 0 && !routes.has(prefix)) routes.set(prefix, { prefix, nextHops, gateway });
  }
  return [...routes.values()];
}

function servingGateways(store: Store, vnet: StoredVNet): readonly Gateway[] {
  const remote = store
    .halvesOf(vnet.key)
    .filter((half) => half.useRemoteGateways && store.findHalf(half.to, half.from)?.allowTransit)
    .flatMap((half) => (viewHalf(store, half).state === 'Connected' ? gatewaysOf(store, half.to) : []));
  return [...gatewaysOf(store, vnet.key), ...remote].map((resource) => readGateway(store, resource));
}

/** Returns the prefixes that a gateway serves. */
const servedPrefixes = (store: Store, gateway: Gateway): readonly string[] => carriedPrefixes(gateway, prefixesAround(store, gateway));

/** Returns the prefixes that a gateway can carry: one for VPN carries no IPv6 (reach.md R17). */
const carriedPrefixes = ({ isVpn }: Gateway, prefixes: readonly string[]): readonly string[] =>
  isVpn ? prefixes.filter((prefix) => !prefix.includes(':')) : prefixes;

/** Returns the prefixes of a gateway's VNet, and of VNets that use it, of which it knows what the peering has learned. */
function prefixesAround(store: Store, { vnet }: Gateway): readonly string[] {
  if (!vnet) return [];
  const offered = store.halvesOf(vnet.key).filter((half) => half.allowTransit && viewHalf(store, half).state === 'Connected');
  const ofUsers = offered.flatMap((half) => (store.findHalf(half.to, half.from)?.useRemoteGateways ? half.learned : []));
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
    ...servedPrefixes(store, gateway).map((prefix) => localRoute(prefix, [])),
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
    return [...sitePrefixes(remote).map((prefix) => localRoute(prefix, instanceAddresses(gateway))), ...hosts];
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
    announced: (store.sites.get(remote.key)?.announces ?? []).map((prefix) => ({ prefix, asPath: [asn] })),
  };
}

interface CircuitProperties {
  readonly peerings?: readonly { readonly properties: { readonly peeringType?: string; readonly peerASN?: number } }[];
}

/** Behind a circuit are its site and, if both sides allow it, the VNets of the other gateways that are connected to it (reach.md R35). */
function circuitPeer(store: Store, gateway: Gateway, circuit: StoredResource, isConnected: boolean): BgpPeer {
  const { peerings = [] } = circuit.properties as CircuitProperties;
  const peerASN = peerings.find(({ properties }) => properties.peeringType === 'AzurePrivatePeering')?.properties.peerASN;
  const site = (store.sites.get(circuit.key)?.announces ?? []).map((prefix) => ({
    prefix,
    asPath: [MICROSOFT_ASN, ...(peerASN === undefined ? [] : [peerASN])],
  }));
  const others = gateway.allowsRemoteVNets
    ? otherGatewaysAt(store, circuit, gateway).filter(({ allowsRemoteVNets }) => allowsRemoteVNets)
    : [];
  const remote = others.flatMap((other) => servedPrefixes(store, other)).map((prefix) => ({ prefix, asPath: [MICROSOFT_ASN] }));
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
    for (const peer of peersOf(store, each))
      if (peer.gateway && peer.state === 'Connected' && !found.has(peer.gateway.resource.key))
        found.set(peer.gateway.resource.key, peer.gateway);
  }
  return [...found.values()];
}

/** Returns the first route with the shortest AS path for each prefix; routes that the gateway knows by itself have an empty one. */
function bestRoutes(routes: readonly GatewayRoute[]): readonly GatewayRoute[] {
  const best = new Map<string, GatewayRoute>();
  for (const route of routes) {
    const known = best.get(route.prefix);
    if (!known || route.asPath.length < known.asPath.length) best.set(route.prefix, route);
  }
  return [...best.values()];
}

/** Returns what the peers announce. A gateway ignores what came from its own ASN, and prefixes of its VNet or inside them. */
function receivedRoutes(store: Store, gateway: Gateway, tables: Tables): readonly GatewayRoute[] {
  return peersOf(store, gateway)
    .filter(({ state }) => state === 'Connected')
    .flatMap((peer) => {
      const announced = peer.gateway
        ? announcements(peer.gateway, tables.get(peer.gateway.resource.key) ?? [], gateway.asn)
        : peer.announced.filter(({ asPath }) => !asPath.includes(gateway.asn));
      return announced
        .filter(({ prefix }) => !isInside(prefix, gateway.vnet?.addressSpace ?? []))
        .map(({ prefix, asPath }): GatewayRoute => ({ prefix, peer, asPath, nextHops: peer.nextHops }));
    });
}

/** Returns what a gateway announces of its best routes to a peer with that ASN. It does not pass on a default route that it has learned. */
const announcements = ({ asn }: Gateway, routes: readonly GatewayRoute[], peerAsn: number): readonly GatewayRoute[] =>
  routes
    .filter(({ isLocalOnly, asPath, prefix, peer }) => !isLocalOnly && !asPath.includes(peerAsn) && !(peer && prefix === DEFAULT_ROUTE))
    .map((route) => ({ ...route, asPath: [asn, ...route.asPath] }));
