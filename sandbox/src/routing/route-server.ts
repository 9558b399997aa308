import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { isInside, isIPv6 } from '../addressing/prefixes.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { DEFAULT_ASN } from './gateway.ts';
import { servedPrefixes } from './served-prefixes.ts';

/** Preferences between routes for one prefix (Microsoft's page on the routing preference of Route Server). */
export type RoutingPreference = 'ExpressRoute' | 'VpnGateway' | 'ASPath';

interface ServerProperties {
  readonly virtualRouterIps: readonly string[];
  readonly allowBranchToBranchTraffic: boolean;
  readonly hubRoutingPreference: RoutingPreference;
  readonly bgpConnections: readonly {
    readonly id: string;
    readonly properties: { readonly peerIp: string; readonly peerAsn: number };
  }[];
}

/** A Route Server, to which network virtual appliances announce routes (reach.md R36). */
export interface RouteServer {
  readonly inVNet: ResourceKey | undefined;
  /** Addresses of its two instances. */
  readonly addresses: readonly string[];
  /** True if it exchanges routes between appliances and the gateways in its VNet. */
  readonly isBranchToBranch: boolean;
  readonly preference: RoutingPreference;
  readonly peers: readonly AppliancePeer[];
}

/** An appliance that is a BGP peer of a Route Server. */
export interface AppliancePeer {
  readonly id: string;
  readonly address: string;
  readonly asn: number;
}

/** A route that appliances announce to a Route Server. */
export interface AnnouncedRoute {
  readonly prefix: string;
  /** ASNs from the nearest to the origin. */
  readonly asPath: readonly number[];
  readonly nextHops: readonly string[];
}

/** Reads a stored Route Server. */
export function readRouteServer({ inVNet, properties }: StoredResource): RouteServer {
  const { virtualRouterIps, allowBranchToBranchTraffic, hubRoutingPreference, bgpConnections } = properties as unknown as ServerProperties;
  return {
    inVNet,
    addresses: virtualRouterIps,
    isBranchToBranch: allowBranchToBranchTraffic,
    preference: hubRoutingPreference,
    peers: bgpConnections.map(({ id, properties: { peerIp, peerAsn } }) => ({ id, address: peerIp, asn: peerAsn })),
  };
}

/** Returns the Route Server in a VNet, of which there is at most one. */
export function routeServerIn(store: Store, vnet: ResourceKey | undefined): RouteServer | undefined {
  const resource = vnet && store.resourcesOfVNet(vnet).find(({ type }) => /\/virtualHubs$/i.test(type));
  return resource && readRouteServer(resource);
}

/** Returns what an appliance announces, as declared. A Route Server ignores IPv6 (R17) and what came from its own ASN, which all of them have. */
export function announcedByAppliance(store: Store, { id, address, asn }: AppliancePeer): readonly AnnouncedRoute[] {
  const site = store.sites.get(resourceKey(id));
  if (!site || site.isDown) return [];
  return site.announces
    .filter(({ prefix, asPath }) => !isIPv6(prefix) && !asPath.includes(DEFAULT_ASN))
    .map(({ prefix, asPath, nextHop = address }) => ({ prefix, asPath: [asn, ...asPath], nextHops: [nextHop] }));
}

/**
 * Returns the best routes of a Route Server from its appliances, without those into VNets that it serves: appliances with equally short AS paths
 * share a prefix (R27).
 */
export function applianceRoutes(store: Store, { inVNet, peers }: RouteServer): readonly AnnouncedRoute[] {
  const served = servedPrefixes(store, inVNet && store.vnets.get(inVNet));
  const announced = peers.flatMap((peer) => announcedByAppliance(store, peer)).filter(({ prefix }) => !isInside(prefix, served));
  const best = new Map<string, AnnouncedRoute>();
  for (const route of announced) {
    const known = best.get(route.prefix);
    if (!known || route.asPath.length < known.asPath.length) best.set(route.prefix, route);
    else if (route.asPath.length === known.asPath.length)
      best.set(route.prefix, { ...known, nextHops: [...known.nextHops, ...route.nextHops] });
  }
  return [...best.values()];
}
