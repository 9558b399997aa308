import type { ResourceKey } from '../arm/index.ts';
import { type Address, type Cidr, parseAddress } from '../net/index.ts';
import type { Topology } from '../topology/index.ts';
import { createLocator, createPrefixParser } from './spaces.ts';
import { usesOfTable } from './table-uses.ts';

/** Route that sends a VNet's traffic to an appliance. */
export interface ApplianceRoute {
  readonly vnet: ResourceKey;
  readonly subnets: readonly string[];
  readonly prefix: string;
  /** Undefined if the prefix is a service tag. */
  readonly cidr: Cidr | undefined;
  readonly nextHop: string;
  readonly address: Address;
}

/** Yields every route to appliances, once for each of its next hops and each VNet with subnets that use it. */
export function* applianceRoutes({ routeTables }: Topology): Iterable<ApplianceRoute> {
  const addresses = new Map<string, Address | undefined>();
  const read = createPrefixParser();
  for (const table of routeTables) {
    const uses = usesOfTable(table);
    for (const { nextHopType, nextHopIp, nextHopIps = [], prefix } of table.routes) {
      if (!isApplianceType(nextHopType)) continue;
      const [cidr] = read([prefix]);
      for (const nextHop of nextHopIps.length > 0 ? nextHopIps : [nextHopIp ?? '']) {
        const address = addresses.get(nextHop) ?? addressOf(nextHop);
        addresses.set(nextHop, address);
        if (address) for (const { vnet, subnets } of uses) yield { vnet, subnets, prefix, cidr, nextHop, address };
      }
    }
  }
}

/** Returns whether routes with this next hop type name the addresses of appliances. */
export const isApplianceType = (nextHopType: string): boolean =>
  nextHopType === 'VirtualAppliance' || nextHopType === 'VirtualApplianceEcmp';

function addressOf(text: string): Address | undefined {
  const result = parseAddress(text);
  return result.ok ? result.value : undefined;
}

/** Appliance route with the VNet that contains its next hop, as far as it is known. */
export interface LocatedRoute extends ApplianceRoute {
  /** The route's own VNet, or one that is directly connected; undefined if neither contains the next hop. */
  readonly hop: ResourceKey | undefined;
}

/** Entries are collected with their topology. */
const locatedRoutes = new WeakMap<Topology, readonly LocatedRoute[]>();

/** Returns the appliance routes of all VNets, each with the VNet that contains its next hop. Cached, because several rules need them. */
export function locateRoutes(topology: Topology): readonly LocatedRoute[] {
  const cached = locatedRoutes.get(topology);
  if (cached) return cached;
  const locate = createLocator(topology);
  const located = [...applianceRoutes(topology)].map((route) => ({ ...route, hop: locate(route.vnet, route.address).vnet }));
  locatedRoutes.set(topology, located);
  return located;
}

/** Groups appliance routes by the hub: the other VNet that contains the appliance. */
export const groupRoutesByHub = <T extends LocatedRoute>(routes: Iterable<T>): Map<ResourceKey, T[]> =>
  groupBy(routes, ({ vnet, hop }) => (hop === vnet ? undefined : hop));

/** Groups items by key; items whose key is undefined are left out. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K | undefined): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
