import { formatAddress } from '../../net/index.ts';
import type { Context, Departure } from './context.ts';
import { crossPeering, includesSubnet } from './cross.ts';
import { deliver } from './deliver.ts';
import { endWith, formatPlace, type Path } from './trail.ts';

/** Follows a packet over a peering: the platform delivers it in the remote VNet without asking its routes. */
export function followToPeer(context: Context, { place, route, trail }: Departure): readonly Path[] {
  const { estate } = context.model;
  const { destination } = context.packet;
  if (route.origin.kind !== 'peering') return [];
  const { half } = route.origin;
  const crossing = crossPeering(context, place.vnet, half.to, trail);
  if ('path' in crossing) return [crossing.path];
  const { vnet } = crossing;
  const text = formatAddress(destination);
  if (!estate.isIn(vnet.addressSpace, destination))
    return [
      endWith(
        crossing.trail,
        'prefix-not-current',
        `${place.vnet.name} has learned a prefix with ${text} that ${vnet.name} no longer has; sync the half ${half.name}.`,
        [half.id],
      ),
    ];
  const target = { vnet, subnet: estate.subnetAt(vnet, destination) };
  const outside = !includesSubnet(half, 'local', place) ? place : !includesSubnet(half, 'remote', target) ? target : undefined;
  if (outside)
    return [
      endWith(
        crossing.trail,
        'subnet-not-peered',
        `${formatPlace(outside)} is not among the subnets that the peering ${half.name} lists.`,
        [half.id],
      ),
    ];
  return [deliver(context, crossing.trail, vnet)];
}
