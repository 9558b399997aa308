import { type ResourceKey, resourceKey } from '../arm/index.ts';
import type { Cidr } from '../net/index.ts';
import type { Model } from '../reach/index.ts';
import type { HostSubnets } from '../routing/index.ts';
import type { VNet } from '../topology/index.ts';

/** Networks behind the gateways of a VNet. */
export interface Sites {
  readonly cidrs: readonly Cidr[];
  /** There may be more, because not all routes of the gateways are known. */
  readonly hasGaps: boolean;
}

/** Targets of a gateway that are outside its VNet and the VNets that use it. */
const SITE_TARGETS: ReadonlySet<string> = new Set(['connection', 'clients']);

/** Returns the networks behind the gateways of a VNet, as far as they are known. */
export function sitesOf({ estate, gatewayTable }: Model, vnet: ResourceKey): Sites {
  const tables = estate.gatewaysOf(vnet).flatMap(({ id }) => gatewayTable(resourceKey(id)) ?? []);
  return {
    cidrs: tables.flatMap(({ entries }) => entries.flatMap(({ target, cidr }) => (SITE_TARGETS.has(target.kind) ? [cidr] : []))),
    hasGaps: tables.some(({ gaps }) => gaps.length > 0),
  };
}

/** Returns whether hosts of a VNet certainly send packets for networks behind the gateways of a hub to a next hop. */
export function sendsToSitesThrough(model: Model, hosts: HostSubnets, vnet: VNet, hub: ResourceKey, nextHop: string): boolean {
  const { cidrs, hasGaps } = sitesOf(model, hub);
  return vnet.subnets.some((subnet) => {
    if (!hosts.isHostSubnet(vnet.key, subnet.name)) return false;
    const place = { vnet, subnet };
    if (cidrs.some(({ family, first }) => model.routeTo(place, { family, value: first }).route?.nextHopIps.includes(nextHop))) return true;
    // a subnet without routes from gateways sends all that it does not know to the default route
    const { routes, gaps } = model.effectiveRoutes(place);
    return (
      hasGaps &&
      gaps.length === 0 &&
      routes.some(
        ({ source, state, cidr, nextHopIps }) =>
          source === 'User' && state === 'Active' && cidr?.length === 0 && nextHopIps.includes(nextHop),
      )
    );
  });
}
