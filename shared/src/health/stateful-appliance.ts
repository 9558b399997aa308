import { type ResourceKey, resourceKey } from '../arm/index.ts';
import type { Model } from '../reach/index.ts';
import { hasAllHalves, missingOf, type Topology } from '../topology/index.ts';

/** Types of resources that can have the address of a next hop. */
const HOLDER_KINDS = ['appliances', 'firewalls', 'loadBalancers'] as const;

/** Answer to what a next hop is. */
interface NextHopAnswer {
  /** The firewall or the machine that has the address and keeps the state of connections; undefined if there is none. */
  readonly appliance?: ResourceKey;
  /** Set if a load balancer has the address; the appliances behind it keep the state of connections. */
  readonly isLoadBalancer?: true;
  /** False if the source does not show what has the address. */
  readonly isCertain: boolean;
}

/** Finds the stateful appliance that a next hop is, as seen from a VNet: not one that only forwards, and not the several ones behind a load balancer. */
export function findStatefulAppliance(topology: Topology, { estate }: Model, vnet: ResourceKey, nextHop: string): NextHopAnswer {
  const address = estate.addressOf(nextHop);
  if (!address) return { isCertain: true };
  const { vnet: owner, possibleVNet } = estate.locate(vnet, address);
  if (owner === undefined) return { isCertain: possibleVNet === undefined && hasAllHalves(topology, vnet) };
  const [holder] = estate.holdersAt(owner, address);
  if (!holder) return { isCertain: topology.vnets.has(owner) && missingOf(topology, HOLDER_KINDS, [owner]).length === 0 };
  switch (holder.kind) {
    case 'load-balancer':
      return { isLoadBalancer: true, isCertain: true };
    case 'firewall':
      return { appliance: resourceKey(holder.firewall.id), isCertain: true };
    case 'interface':
      return holder.nic.forwards && !holder.nic.isVirtualNetworkAppliance
        ? { appliance: holder.nic.machine, isCertain: true }
        : { isCertain: true };
  }
}
