import type { ResourceKey } from '../arm/index.ts';
import { locateRoutes } from '../routing/index.ts';
import type { Topology } from '../topology/index.ts';

/**
 * Creates a function that returns whether a VNet forwards the traffic of others: it contains a firewall, an NVA, a gateway or a Route
 * Server, or a route has its next hop in it.
 */
export function createForwardingTest(topology: Topology): (vnet: ResourceKey) => boolean {
  const nextHopVNets = new Set(locateRoutes(topology).map(({ hop }) => hop));
  return (vnet) => {
    const { firewalls = [], appliances = [], gateways = [], routeServers = [] } = topology.attachedResources.get(vnet) ?? {};
    return nextHopVNets.has(vnet) || firewalls.length + appliances.length + gateways.length + routeServers.length > 0;
  };
}
