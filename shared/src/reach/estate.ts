import { lastName, type ResourceKey, resourceKey, vnetIdOfSubnet } from '../arm/index.ts';
import { type Address, type Cidr, containsAddress, createPrefixIndex, formatAddress, parseAddress, parseCidr } from '../net/index.ts';
import { createLocator } from '../routing/index.ts';
import {
  type ConnectionRow,
  connectedPeers,
  type FirewallRow,
  type GatewayRow,
  type Half,
  type LoadBalancerRow,
  missingOf,
  nodeOf,
  type PrivateEndpointRow,
  type RouteServerPeerRow,
  type RouteServerRow,
  type SubnetRow,
  spaceOf,
  type Topology,
  type VNet,
} from '../topology/index.ts';
import { type Interface, readInterfaces } from './interfaces.ts';
import { lazy, memoize } from './lazy.ts';
import type { LearnedRoutes } from './learned-routes.ts';

/** Subnet of a VNet. */
export interface SubnetPlace {
  readonly vnet: VNet;
  /** Undefined where the subnets of the VNet were not read. */
  readonly subnet: SubnetRow | undefined;
}

/** Resource that has an address in a VNet. */
export type Holder =
  | { readonly kind: 'firewall'; readonly firewall: FirewallRow }
  | { readonly kind: 'load-balancer'; readonly loadBalancer: LoadBalancerRow; readonly frontendId: string }
  | { readonly kind: 'interface'; readonly nic: Interface };

/** Private endpoint with its addresses. */
export interface Endpoint {
  readonly row: PrivateEndpointRow;
  readonly vnet: ResourceKey;
  readonly addresses: readonly Address[];
}

/** VNet that another one is Connected to, with both halves as far as they could be read. */
interface ConnectedPeer {
  readonly to: ResourceKey;
  readonly near: Half | undefined;
  readonly far: Half | undefined;
}

/** A topology with what gateways have learned, indexed for questions about routes and paths. Each index is built when it is first used. */
export type Estate = ReturnType<typeof createEstate>;

/** Creates the estate of a topology. */
export function createEstate(topology: Topology, learned: LearnedRoutes) {
  const cidrOf = memoize((text: string): Cidr | undefined => {
    const parsed = parseCidr(text);
    return parsed.ok ? parsed.value : undefined;
  });
  const addressOf = memoize((text: string): Address | undefined => {
    const parsed = parseAddress(text);
    return parsed.ok ? parsed.value : undefined;
  });
  const cidrsOf = (texts: readonly string[]): readonly Cidr[] => texts.flatMap((text) => cidrOf(text) ?? []);
  const isIn = (prefixes: readonly string[], address: Address): boolean =>
    prefixes.some((prefix) => {
      const cidr = cidrOf(prefix);
      return cidr !== undefined && containsAddress(cidr, address);
    });
  const attached = (vnet: ResourceKey) => topology.attachedResources.get(vnet);
  const interfaces = lazy(() => readInterfaces(topology));
  const machines = lazy(() => groupBy(interfaces(), ({ machine }) => machine));
  const interfacesByVNet = lazy(() => groupBy(interfaces(), ({ vnet }) => vnet));
  const byName = lazy(() => groupBy(topology.vnets.values(), ({ name }) => name.toLowerCase()));
  const powerStates = lazy(() => new Map(topology.machines.map(({ id, powerState }) => [resourceKey(id), powerState])));
  const holders = lazy(() => indexHolders(topology, interfaces(), addressOf));
  const endpoints = lazy(() => groupBy(readEndpoints(topology, interfaces(), addressOf), ({ vnet }) => vnet));
  const connections = lazy(() => groupBy(topology.connections, ({ gatewayId }) => resourceKey(gatewayId)));
  const gateways = lazy(() => {
    const rows = [...topology.attachedResources.values()].flatMap((each) => each.gateways);
    return new Map(rows.map((row) => [resourceKey(row.id), row]));
  });
  const indexById = <T extends { readonly id: string }>(rows: () => readonly T[]): (() => ReadonlyMap<ResourceKey, T>) =>
    lazy(() => new Map(rows().map((row) => [resourceKey(row.id), row])));
  const tables = indexById(() => topology.routeTables);
  const securityGroups = indexById(() => topology.networkSecurityGroups);
  const sites = indexById(() => topology.localNetworkGateways);
  const publicIps = indexById(() => topology.publicIpAddresses);
  const gatewaysByAddress = lazy(() => {
    const owners = [...gateways().values()].flatMap((row) =>
      (row.publicIpIds ?? []).map((id) => [publicIps().get(resourceKey(id))?.address, row] as const),
    );
    return new Map(owners.flatMap(([address, row]) => (address === undefined ? [] : [[address, row] as const])));
  });
  const pools = lazy(() => indexPools(topology));
  const routeServerPeers = lazy(() => groupBy(topology.routeServerPeers, ({ routeServerId }) => resourceKey(routeServerId)));
  const spaces = lazy(() =>
    createPrefixIndex([...topology.vnets.values()].flatMap((vnet) => cidrsOf(vnet.addressSpace).map((cidr) => ({ cidr, value: vnet })))),
  );

  return {
    topology,
    learned,
    cidrOf,
    addressOf,
    cidrsOf,
    /** Returns whether one of the prefixes contains the address. */
    isIn,
    interfaces,
    /** Finds the VNet that contains an address one step of the platform away from a VNet (R1). */
    locate: createLocator(topology),
    /** Returns the Connected peers of a VNet or ghost. */
    peersOf: memoize((vnet: ResourceKey): readonly ConnectedPeer[] => [...connectedPeers(topology, vnet)]),
    connectedGroupsOf: (vnet: ResourceKey) => attached(vnet)?.connectedGroups ?? [],
    gatewaysOf: (vnet: ResourceKey): readonly GatewayRow[] => attached(vnet)?.gateways ?? [],
    routeServersOf: (vnet: ResourceKey) => attached(vnet)?.routeServers ?? [],
    adminRulesOf: (vnet: ResourceKey) => attached(vnet)?.adminRules ?? [],
    hubConnectionsOf: (vnet: ResourceKey) => attached(vnet)?.hubConnections ?? [],
    /** Returns the private endpoints in a VNet. */
    endpointsOf: (vnet: ResourceKey): readonly Endpoint[] => endpoints().get(vnet) ?? [],
    /** Returns the connections of which a gateway is the owner; those of its peers are theirs. */
    connectionsOf: (gateway: ResourceKey): readonly ConnectionRow[] => connections().get(gateway) ?? [],
    allRouteServers: () => [...topology.attachedResources.values()].flatMap((each) => each.routeServers),
    allGateways: (): readonly GatewayRow[] => [...gateways().values()],
    /**
     * Returns the gateway at the other end of a connection: the one that it names, or the one that has the public address of the site, as where two VNets
     * are joined like sites.
     */
    remoteGatewayOf: ({ toId }: Pick<ConnectionRow, 'toId'>): GatewayRow | undefined => {
      if (toId === undefined) return undefined;
      const site = sites().get(resourceKey(toId));
      return site ? gatewaysByAddress().get(site.gatewayIp ?? '') : gateways().get(resourceKey(toId));
    },
    findGateway: (id: string): GatewayRow | undefined => gateways().get(resourceKey(id)),
    findSite: (id: string) => sites().get(resourceKey(id)),
    findTable: (id: string) => tables().get(resourceKey(id)),
    findSecurityGroup: (id: string) => securityGroups().get(resourceKey(id)),
    findPublicIp: (id: string) => publicIps().get(resourceKey(id)),
    interfacesIn: (vnet: ResourceKey): readonly Interface[] => interfacesByVNet().get(vnet) ?? [],
    vnetsNamed: (name: string): readonly VNet[] => byName().get(name.toLowerCase()) ?? [],
    /** Returns the interfaces of a virtual machine, the primary one first. */
    interfacesOf: (machine: ResourceKey): readonly Interface[] =>
      [...(machines().get(machine) ?? [])].sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary)),
    /** Returns whether a virtual machine runs; undefined if its power state was not read. */
    isRunning: (machine: ResourceKey): boolean | undefined => {
      const state = powerStates().get(machine);
      return state === undefined ? undefined : /\/(running|starting)$/i.test(state);
    },
    /** Returns what has an address in a VNet; load balancers and firewalls come before interfaces. */
    holdersAt: (vnet: ResourceKey, address: Address): readonly Holder[] => holders().get(holderKey(vnet, address)) ?? [],
    /** Returns the VNets whose address space contains the address. */
    vnetsAt: (address: Address): readonly VNet[] => [...new Set(spaces().covering(address))],
    /** Returns the subnet of a VNet that contains the address. */
    subnetAt: (vnet: VNet, address: Address): SubnetRow | undefined => vnet.subnets.find(({ prefixes }) => isIn(prefixes, address)),
    /** Returns the subnet with the given name, or the one of the given id. */
    findSubnet: (vnet: VNet, nameOrId: string): SubnetRow | undefined => {
      const name = lastName(nameOrId).toLowerCase();
      return vnet.subnets.find((subnet) => subnet.name.toLowerCase() === name);
    },
    /** Returns the pools of load balancers that have one of the IP configurations, with whether an outbound rule, or a rule of a public front end, serves them. */
    poolsOf: (configurationIds: readonly string[]) => configurationIds.flatMap((id) => pools().get(resourceKey(id)) ?? []),
    /** Returns the BGP peers of a Route Server: those that were read, and those of which only the id is known. */
    peersOfRouteServer: ({ id, peerIds = [] }: RouteServerRow): readonly RouteServerPeerRow[] => {
      const read = routeServerPeers().get(resourceKey(id)) ?? [];
      const known = new Set(read.map((peer) => resourceKey(peer.id)));
      return [...read, ...peerIds.filter((each) => !known.has(resourceKey(each))).map((each) => ({ id: each, routeServerId: id }))];
    },
    /** Returns the kind of BGP peers if a Route Server may have more of them than are known. */
    missingPeersOf: ({ vnetId, peerIds }: RouteServerRow) =>
      peerIds === undefined ? missingOf(topology, ['routeServerPeers'], [resourceKey(vnetId)]) : [],
    keyOf: memoize(resourceKey),
    /** Returns the current prefixes of a VNet; for one that could not be read, those that halves have learned. */
    spaceOf: (vnet: ResourceKey): readonly string[] => spaceOf(topology, vnet),
    nameOf: (vnet: ResourceKey): string => nodeOf(topology, vnet)?.name ?? lastName(vnet),
  };
}

const holderKey = (vnet: ResourceKey, address: Address): string => `${vnet} ${formatAddress(address)}`;

function groupBy<T, K extends string>(items: Iterable<T>, keyOf: (item: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

type ParseAddress = (text: string) => Address | undefined;

function indexHolders(topology: Topology, interfaces: readonly Interface[], addressOf: ParseAddress): ReadonlyMap<string, Holder[]> {
  const index = new Map<string, Holder[]>();
  const add = (vnet: ResourceKey, address: Address | undefined, holder: Holder): void => {
    if (!address) return;
    const key = holderKey(vnet, address);
    index.set(key, [...(index.get(key) ?? []), holder]);
  };
  for (const [vnet, { firewalls, loadBalancers }] of topology.attachedResources) {
    for (const firewall of firewalls) add(vnet, addressOf(firewall.privateIp ?? ''), { kind: 'firewall', firewall });
    for (const loadBalancer of loadBalancers)
      for (const { id, privateIp = '', subnetId } of loadBalancer.frontends)
        if (subnetId !== undefined && resourceKey(vnetIdOfSubnet(subnetId)) === vnet)
          add(vnet, addressOf(privateIp), { kind: 'load-balancer', loadBalancer, frontendId: id });
  }
  for (const nic of interfaces) for (const { address } of nic.addresses) add(nic.vnet, address, { kind: 'interface', nic });
  return index;
}

/** The interfaces of a private endpoint have its addresses; where they were not read, the endpoint itself may list them. */
function* readEndpoints(topology: Topology, interfaces: readonly Interface[], addressOf: ParseAddress): Iterable<Endpoint> {
  const byId = new Map(interfaces.map((nic) => [nic.key, nic]));
  const byEndpoint = groupBy(
    interfaces.filter(({ privateEndpointId }) => privateEndpointId !== undefined),
    ({ privateEndpointId = '' }) => resourceKey(privateEndpointId),
  );
  for (const [vnet, { privateEndpoints }] of topology.attachedResources) {
    for (const row of privateEndpoints) {
      const nics = [...row.interfaceIds.flatMap((id) => byId.get(resourceKey(id)) ?? []), ...(byEndpoint.get(resourceKey(row.id)) ?? [])];
      const own = [...new Set(nics)].flatMap((nic) => nic.addresses.map(({ address }) => address));
      yield { row, vnet, addresses: own.length > 0 ? own : row.addresses.flatMap((text) => addressOf(text) ?? []) };
    }
  }
}

interface Pool {
  readonly sku: string | undefined;
  readonly isOutbound: boolean;
}

function indexPools({ loadBalancers }: Topology): ReadonlyMap<ResourceKey, Pool[]> {
  const index = new Map<ResourceKey, Pool[]>();
  for (const { sku, backends, frontends, rules, outboundPoolIds } of loadBalancers) {
    const published = new Set(frontends.filter(({ publicIpId }) => publicIpId !== undefined).map(({ id }) => resourceKey(id)));
    const serving = rules.filter(({ frontendId }) => published.has(resourceKey(frontendId))).map(({ poolId }) => poolId);
    const outbound = new Set([...outboundPoolIds, ...serving].flatMap((id) => (id === undefined ? [] : [resourceKey(id)])));
    for (const { configurationId, poolId } of backends) {
      if (configurationId === undefined) continue;
      const key = resourceKey(configurationId);
      index.set(key, [...(index.get(key) ?? []), { sku, isOutbound: outbound.has(resourceKey(poolId)) }]);
    }
  }
  return index;
}
