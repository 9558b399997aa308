import type { ResourceKey } from '../arm/index.ts';
import { type Address, containsAddress, parseAddress } from '../net/index.ts';
import { missingOf, type SubnetRow, type Topology } from '../topology/index.ts';
import type { LocatedRoute } from './routes.ts';
import { createPrefixParser } from './spaces.ts';

/** Subnets that Azure reserves for one service, in lower case. They forward the traffic of other subnets, so their routes do not describe paths of hosts. */
const SERVICE_SUBNETS: ReadonlySet<string> = new Set([
  'gatewaysubnet',
  'azurefirewallsubnet',
  'azurefirewallmanagementsubnet',
  'routeserversubnet',
  'azurebastionsubnet',
  'virtualnetworkappliancesubnet',
]);

const isServiceSubnet = ({ name }: SubnetRow): boolean => SERVICE_SUBNETS.has(name.toLowerCase());

/** Distinguishes the subnets of hosts from those of gateways, firewalls and appliances. */
export interface HostSubnets {
  /**
   * Returns whether the subnet belongs to hosts. Undefined if the VNet forwards traffic and the source lacks what would show whether an
   * appliance is in the subnet: its prefixes, or network interfaces.
   */
  isHostSubnet(vnet: ResourceKey, subnet: string): boolean | undefined;
  /** Returns the VNet's subnets with what is known about them; undefined if the source does not contain its subnets. */
  subnetsOf(vnet: ResourceKey): readonly { readonly subnet: SubnetRow; readonly isHost: boolean | undefined }[] | undefined;
  /** Returns whether the VNet forwards traffic: a route has its next hop in it, or it has a subnet of a gateway, firewall or similar service. */
  forwards(vnet: ResourceKey): boolean;
}

/** Creates the test for one topology from its located routes. */
export function createHostSubnets(topology: Topology, routes: readonly LocatedRoute[]): HostSubnets {
  const read = createPrefixParser();
  const nextHops = addressesByVNet(routes);
  const lacksInterfaces = memoize((vnet: ResourceKey) => missingOf(topology, ['appliances'], [vnet]).length > 0);
  const appliancesIn = memoize((vnet: ResourceKey) => [...(nextHops.get(vnet)?.values() ?? []), ...attachedAddresses(topology, vnet)]);
  // elsewhere, an interface that forwards counts as a host, so that the result does not depend on whether interfaces were read
  const forwards = memoize((vnet: ResourceKey) => {
    const subnets = topology.vnets.get(vnet)?.subnets ?? [];
    return nextHops.has(vnet) || (subnets.length > 0 ? subnets.some(isServiceSubnet) : hasService(topology, vnet));
  });

  function classify(vnet: ResourceKey, subnet: SubnetRow): boolean | undefined {
    if (isServiceSubnet(subnet)) return false;
    if (!forwards(vnet)) return true;
    const cidrs = read(subnet.prefixes);
    if (appliancesIn(vnet).some((address) => cidrs.some((cidr) => containsAddress(cidr, address)))) return false;
    return cidrs.length === 0 || lacksInterfaces(vnet) ? undefined : true;
  }

  const subnetsOf = memoize((vnet: ResourceKey) => {
    const subnets = topology.vnets.get(vnet)?.subnets ?? [];
    return subnets.length === 0 ? undefined : subnets.map((subnet) => ({ subnet, isHost: classify(vnet, subnet) }));
  });

  return {
    isHostSubnet: (vnet, name) => {
      const known = subnetsOf(vnet)?.find(({ subnet }) => subnet.name.toLowerCase() === name.toLowerCase());
      return known ? known.isHost : classify(vnet, { name, prefixes: [] });
    },
    subnetsOf,
    forwards,
  };
}

function addressesByVNet(routes: readonly LocatedRoute[]): Map<ResourceKey, Map<bigint, Address>> {
  const addresses = new Map<ResourceKey, Map<bigint, Address>>();
  for (const { hop, address } of routes) if (hop) addresses.set(hop, (addresses.get(hop) ?? new Map()).set(address.value, address));
  return addresses;
}

/** Returns whether the VNet contains a resource that requires its own subnet. */
function hasService({ attachedResources }: Topology, vnet: ResourceKey): boolean {
  const { gateways = [], firewalls = [], appliances = [], routeServers = [] } = attachedResources.get(vnet) ?? {};
  return gateways.length + firewalls.length + appliances.length + routeServers.length > 0;
}

/** Returns the addresses of the VNet's firewalls and of its interfaces that forward. */
function attachedAddresses({ attachedResources }: Topology, vnet: ResourceKey): Address[] {
  const { firewalls = [], appliances = [] } = attachedResources.get(vnet) ?? {};
  const texts = [...firewalls.flatMap(({ privateIp }) => privateIp ?? []), ...appliances.flatMap(({ privateIps }) => privateIps)];
  return texts.map(parseAddress).flatMap((result) => (result.ok ? [result.value] : []));
}

function memoize<V>(compute: (key: ResourceKey) => V): (key: ResourceKey) => V {
  const cache = new Map<ResourceKey, { readonly value: V }>();
  return (key) => {
    const entry = cache.get(key) ?? { value: compute(key) };
    cache.set(key, entry);
    return entry.value;
  };
}
