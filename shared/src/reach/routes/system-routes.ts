import type { ResourceKey } from '../../arm/index.ts';
import { type Cidr, formatCidr } from '../../net/index.ts';
import { type Half, isIPv6, nodeOf, type VNet } from '../../topology/index.ts';
import type { Estate } from '../estate.ts';
import type { EffectiveRoute, NextHopType, RouteOrigin } from './effective-route.ts';

/** Prefixes that Azure drops unless another route exists; it also drops some ranges that belong to Microsoft. */
export const DROPPED_PREFIXES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

const DEFAULT_PREFIXES = { 4: '0.0.0.0/0', 6: '::/0' };

const SYSTEM: RouteOrigin = { kind: 'system' };

/** Creates one of Azure's routes. */
export const createDefaultRoute = (
  cidr: Cidr | undefined,
  prefix: string,
  nextHopType: NextHopType,
  origin: RouteOrigin = SYSTEM,
): EffectiveRoute => ({ source: 'Default', state: 'Active', prefix, cidr, nextHopType, nextHopIps: [], origin });

/** Returns a route for each prefix of the VNet (R2), the routes to the internet, and those that drop private ranges. */
export function systemRoutes(estate: Estate, vnet: VNet): readonly EffectiveRoute[] {
  const toRoute = (prefix: string, type: NextHopType): EffectiveRoute => createDefaultRoute(estate.cidrOf(prefix), prefix, type);
  return [
    ...estate.cidrsOf(vnet.addressSpace).map((cidr) => createDefaultRoute(cidr, formatCidr(cidr), 'VnetLocal')),
    toRoute(DEFAULT_PREFIXES[4], 'Internet'),
    ...(vnet.addressSpace.some(isIPv6) ? [toRoute(DEFAULT_PREFIXES[6], 'Internet')] : []),
    ...DROPPED_PREFIXES.map((prefix) => toRoute(prefix, 'None')),
  ];
}

/** Returns a route for each prefix that a Connected half has learned (R3), and those to the members of connected groups that are not peered (R4). */
export function peeringRoutes(estate: Estate, vnet: VNet): readonly EffectiveRoute[] {
  const peered = new Set<ResourceKey>([vnet.key]);
  const routes: EffectiveRoute[] = [];
  for (const { to, near } of estate.peersOf(vnet.key)) {
    if (near?.state !== 'Connected') continue;
    peered.add(to);
    const type = isRemoteRegion(estate, vnet, to) ? 'VNetGlobalPeering' : 'VNetPeering';
    for (const cidr of estate.cidrsOf(peeredPrefixes(estate, to, near)))
      routes.push(createDefaultRoute(cidr, formatCidr(cidr), type, { kind: 'peering', half: near }));
  }
  return [...routes, ...groupRoutes(estate, vnet, peered)];
}

/** Returns the prefixes of a peer that a half brings. */
export function peeredPrefixes(estate: Estate, to: ResourceKey, { remoteLearned, onlyIPv6 }: Half): readonly string[] {
  const learned = remoteLearned ?? estate.spaceOf(to);
  return onlyIPv6 ? learned.filter(isIPv6) : learned;
}

function isRemoteRegion(estate: Estate, vnet: VNet, other: ResourceKey): boolean {
  const node = nodeOf(estate.topology, other);
  return node?.kind === 'vnet' && node.location.toLowerCase() !== vnet.location.toLowerCase();
}

function* groupRoutes(estate: Estate, vnet: VNet, peered: ReadonlySet<ResourceKey>): Iterable<EffectiveRoute> {
  const seen = new Set(peered);
  for (const group of estate.connectedGroupsOf(vnet.key)) {
    for (const member of group.vnetIds.map(estate.keyOf)) {
      if (seen.has(member) || (!group.global && isRemoteRegion(estate, vnet, member))) continue;
      seen.add(member);
      for (const cidr of estate.cidrsOf(estate.spaceOf(member)))
        yield createDefaultRoute(cidr, formatCidr(cidr), 'ConnectedGroup', { kind: 'connected-group', group, member });
    }
  }
}
