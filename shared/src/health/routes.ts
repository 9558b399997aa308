import { lastName, type ResourceKey, resourceKey } from '../arm/index.ts';
import { type Address, type Cidr, parseAddress, parseCidr } from '../net/index.ts';
import type { RouteTableRow, Topology } from '../topology/index.ts';

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
  for (const table of routeTables) {
    const served = subnetsByVNet(table);
    for (const { nextHopType, nextHopIp = '', prefix } of table.routes) {
      const address = parseAddress(nextHopIp);
      if (nextHopType !== 'VirtualAppliance' || !address.ok) continue;
      const cidr = parseCidr(prefix);
      for (const [vnet, subnets] of served)
        yield { vnet, subnets, prefix, cidr: cidr.ok ? cidr.value : undefined, nextHop: nextHopIp, address: address.value };
    }
  }
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
