import { lastName, type ResourceKey, resourceKey } from '../arm/index.ts';
import { type Address, type Cidr, parseAddress } from '../net/index.ts';
import type { RouteTableRow, Topology } from '../topology/index.ts';
import { locator, prefixReader } from './spaces.ts';

/** A route that sends a VNet's traffic to an appliance. */
export interface ApplianceRoute {
  readonly vnet: ResourceKey;
  readonly subnets: readonly string[];
  readonly prefix: string;
  /** Absent when the route names a service tag. */
  readonly cidr: Cidr | undefined;
  readonly nextHop: string;
  readonly address: Address;
}

/** Every route with next hop type VirtualAppliance, once for each VNet whose subnets it serves. */
export function* applianceRoutes({ routeTables }: Topology): Iterable<ApplianceRoute> {
  const addresses = new Map<string, Address | undefined>();
  const read = prefixReader();
  for (const table of routeTables) {
    const served = subnetsByVNet(table);
    for (const { nextHopType, nextHopIp = '', prefix } of table.routes) {
      if (nextHopType !== 'VirtualAppliance') continue;
      const address = addresses.get(nextHopIp) ?? addressOf(nextHopIp);
      addresses.set(nextHopIp, address);
      const [cidr] = read([prefix]);
      if (address) for (const [vnet, subnets] of served) yield { vnet, subnets, prefix, cidr, nextHop: nextHopIp, address };
    }
  }
}

function addressOf(text: string): Address | undefined {
  const result = parseAddress(text);
  return result.ok ? result.value : undefined;
}

/** The appliance routes of all VNets by the other VNet in which their appliance stands: the hub. */
export function routesByHub(topology: Topology): Map<ResourceKey, ApplianceRoute[]> {
  const locate = locator(topology);
  return groupBy(applianceRoutes(topology), ({ vnet, address }) => {
    const { at } = locate(vnet, address);
    return at === vnet ? undefined : at;
  });
}

function subnetsByVNet({ subnetIds }: RouteTableRow): Map<ResourceKey, string[]> {
  const served = new Map<ResourceKey, string[]>();
  for (const id of subnetIds) {
    const vnet = resourceKey(id.replace(/\/subnets\/[^/]*\/?$/i, ''));
    served.set(vnet, [...(served.get(vnet) ?? []), lastName(id)]);
  }
  return served;
}

/** Puts things into lists by a key of theirs; those without one are left out. */
export function groupBy<T, K>(things: Iterable<T>, keyOf: (thing: T) => K | undefined): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
