import type { ResourceKey } from '../../arm/index.ts';
import { type Address, contains, containsAddress, formatCidr } from '../../net/index.ts';
import type { RouteRow, RouteTableRow, VNet } from '../../topology/index.ts';
import type { Estate } from '../estate.ts';
import type { EffectiveRoute, NextHopType } from './effective-route.ts';

/** Returns the routes of a route table as the interfaces of a subnet have them. */
export const userRoutes = (estate: Estate, vnet: VNet, table: RouteTableRow): readonly EffectiveRoute[] =>
  table.routes.map((route) => {
    const cidr = estate.cidrOf(route.prefix);
    return {
      source: 'User',
      state: 'Active',
      prefix: cidr ? formatCidr(cidr) : route.prefix,
      cidr,
      nextHopType: effectiveNextHop(estate, vnet, route),
      nextHopIps: addressesOf(route),
      origin: { kind: 'user', table, route },
    };
  });

const addressesOf = ({ nextHopIp, nextHopIps = [] }: RouteRow): readonly string[] =>
  nextHopIps.length > 0 || nextHopIp === undefined ? nextHopIps : [nextHopIp];

/** A route whose appliance is stopped, or that calls a remote prefix local, drops its packets, as measured (reach.md 1.0.5). */
function effectiveNextHop(estate: Estate, vnet: VNet, route: RouteRow): NextHopType {
  switch (route.nextHopType) {
    case 'VirtualAppliance':
    case 'VirtualApplianceEcmp':
      return addressesOf(route).every((text) => isStopped(estate, vnet, estate.addressOf(text))) ? 'None' : 'VirtualAppliance';
    case 'VnetLocal': {
      const cidr = estate.cidrOf(route.prefix);
      return cidr && !estate.cidrsOf(vnet.addressSpace).some((own) => contains(own, cidr)) ? 'None' : 'VnetLocal';
    }
    default:
      return route.nextHopType;
  }
}

function isStopped(estate: Estate, vnet: VNet, address: Address | undefined): boolean {
  const owner = address && locateDirectly(estate, vnet, address)?.vnet;
  if (!address || !owner) return false;
  const holders = estate.holdersAt(owner, address);
  return holders.length > 0 && holders.every((holder) => holder.kind === 'interface' && estate.isRunning(holder.nic.machine) === false);
}

/** VNet that contains an address: the VNet itself, or one that it is directly connected to. */
interface DirectLocation {
  readonly vnet: ResourceKey;
  readonly by: 'own' | 'peering' | 'connected-group';
}

/** Finds the VNet that contains an address one platform step away (R1): the VNet itself, a Connected peer, or a member of its connected groups. */
export function locateDirectly(estate: Estate, vnet: VNet, address: Address): DirectLocation | undefined {
  if (estate.isIn(vnet.addressSpace, address)) return { vnet: vnet.key, by: 'own' };
  const peers = estate
    .peersOf(vnet.key)
    .flatMap(({ to, near }) => estate.cidrsOf(near?.remoteLearned ?? estate.spaceOf(to)).map((cidr) => ({ to, cidr })))
    .filter(({ cidr }) => containsAddress(cidr, address))
    .sort((a, b) => b.cidr.length - a.cidr.length);
  if (peers[0]) return { vnet: peers[0].to, by: 'peering' };
  for (const group of estate.connectedGroupsOf(vnet.key))
    for (const member of group.vnetIds.map(estate.keyOf))
      if (estate.isIn(estate.spaceOf(member), address)) return { vnet: member, by: 'connected-group' };
  return undefined;
}
