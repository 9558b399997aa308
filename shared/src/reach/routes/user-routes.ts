import { type Address, contains, formatCidr } from '../../net/index.ts';
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
  const owner = address && estate.locate(vnet.key, address).vnet;
  if (!address || !owner) return false;
  const holders = estate.holdersAt(owner, address);
  return holders.length > 0 && holders.every((holder) => holder.kind === 'interface' && estate.isRunning(holder.nic.machine) === false);
}
