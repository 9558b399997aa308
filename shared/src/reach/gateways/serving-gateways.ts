import type { ResourceKey } from '../../arm/index.ts';
import { type GatewayRow, hasAllHalves, type RouteServerRow } from '../../topology/index.ts';
import type { Estate } from '../estate.ts';

/** Gateways and Route Servers that bring routes into a VNet. */
export interface ServingGateways {
  readonly gateways: readonly GatewayRow[];
  readonly routeServers: readonly RouteServerRow[];
  /** VNets whose gateways are used and that could not be read. */
  readonly hidden: readonly ResourceKey[];
}

/** Finds the gateways of a VNet, and those of its peers that it uses: both halves must allow it (reach.md R28). */
export function findServingGateways(estate: Estate, vnet: ResourceKey): ServingGateways {
  const used = estate.peersOf(vnet).filter(({ near, far }) => near?.useRemoteGateways && far?.allowTransit !== false);
  const owners = [vnet, ...used.map(({ to }) => to)];
  return {
    gateways: owners.flatMap((owner) => estate.gatewaysOf(owner)),
    routeServers: owners.flatMap((owner) => estate.routeServersOf(owner)),
    hidden: used.flatMap(({ to }) => (hasAllHalves(estate.topology, to) ? [] : [to])),
  };
}

/** VNet that a gateway or Route Server serves, with the prefixes that it knows of it. */
export interface ServedVNet {
  readonly vnet: ResourceKey;
  readonly prefixes: readonly string[];
}

/** Returns the VNet of a gateway or Route Server, and the peers that use it with the prefixes that its VNet has learned of them (R29, R33). */
export function findServedVNets(estate: Estate, { vnetId }: Pick<GatewayRow | RouteServerRow, 'vnetId'>): readonly ServedVNet[] {
  const vnet = estate.keyOf(vnetId);
  const users = estate.peersOf(vnet).filter(({ near, far }) => near?.allowTransit && far?.useRemoteGateways);
  return [
    { vnet, prefixes: estate.spaceOf(vnet) },
    ...users.map(({ to, near }) => ({ vnet: to, prefixes: near?.remoteLearned ?? estate.spaceOf(to) })),
  ];
}
