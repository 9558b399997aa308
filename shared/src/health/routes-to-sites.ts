import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, contains, overlaps } from '../net/index.ts';
import type { EffectiveRoute, Model } from '../reach/index.ts';
import type { HostSubnets } from '../routing/index.ts';
import type { SubnetRow, VNet } from '../topology/index.ts';
import { sitesOf } from './sites.ts';

/** Route of a subnet to another VNet, for networks behind the gateways there. */
export interface RouteToSite {
  readonly subnet: string;
  readonly prefix: string;
  /** Address of the appliance; undefined if the route leads to the gateway itself. */
  readonly nextHop: string | undefined;
  /** Undefined if the source does not show whether hosts are in the subnet. */
  readonly isFromHosts: boolean | undefined;
}

/** Routes of a VNet to another one with gateways. */
export interface RoutesToSites {
  readonly routes: readonly RouteToSite[];
  /** One of the other routes may be for a network behind the gateways, because not all of these are known. */
  readonly mayHaveMore: boolean;
  /** A user route leads to the other VNet, whatever it is for. */
  readonly hasAny: boolean;
}

/**
 * Finds the user routes of a VNet that send packets for networks behind the gateways of a hub to the hub: to an appliance, or to the gateway itself. A
 * default route is left out, because it does not show that packets are meant for these networks.
 */
export function findRoutesToSites(model: Model, hosts: HostSubnets, vnet: VNet, hub: ResourceKey): RoutesToSites {
  const { estate } = model;
  const { cidrs: sites, hasGaps } = sitesOf(model, hub);
  const hasVpn = estate.gatewaysOf(hub).some(({ kind }) => kind !== 'ExpressRoute');
  const routes: RouteToSite[] = [];
  let [mayHaveMore, hasAny] = [false, false];
  for (const subnet of vnet.subnets) {
    const isFromHosts = hosts.isHostSubnet(vnet.key, subnet.name);
    if (isFromHosts === false || subnet.routeTableId === undefined) continue;
    for (const route of model.effectiveRoutes({ vnet, subnet }).routes) {
      const nextHop = route.nextHopIps.find((text) => isIn(model, vnet, hub, text));
      const isToGateway = hasVpn && route.nextHopType === 'VirtualNetworkGateway';
      if (route.source !== 'User' || route.cidr?.length === 0 || !(nextHop !== undefined || isToGateway)) continue;
      hasAny = true;
      if (isToGateway || sites.some((site) => isUsedFor(model, vnet, subnet, route, site)))
        routes.push({ subnet: subnet.name, prefix: route.prefix, nextHop, isFromHosts });
      else mayHaveMore ||= hasGaps && !isInVNets(model, route.cidr);
    }
  }
  return { routes, mayHaveMore, hasAny };
}

function isIn({ estate }: Model, vnet: VNet, hub: ResourceKey, nextHop: string): boolean {
  const address = estate.addressOf(nextHop);
  return address !== undefined && estate.locate(vnet.key, address).vnet === hub;
}

/** Returns whether the route is the one for the site, or for the part of it that the route covers. */
function isUsedFor(model: Model, vnet: VNet, subnet: SubnetRow, route: EffectiveRoute, site: Cidr): boolean {
  if (!route.cidr || !overlaps(route.cidr, site)) return false;
  const { family, first } = contains(route.cidr, site) ? site : route.cidr;
  return model.routeTo({ vnet, subnet }, { family, value: first }).route === route;
}

/** Returns whether the prefix is part of a VNet that was read, and therefore of no site. */
const isInVNets = ({ estate }: Model, cidr: Cidr | undefined): boolean =>
  cidr !== undefined &&
  estate
    .vnetsAt({ family: cidr.family, value: cidr.first })
    .some(({ addressSpace }) => estate.cidrsOf(addressSpace).some((space) => contains(space, cidr)));
