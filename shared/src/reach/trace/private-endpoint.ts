import { lastName } from '../../arm/index.ts';
import { formatAddress } from '../../net/index.ts';
import type { Context, Departure } from './context.ts';
import { crossPeering } from './cross.ts';
import { addSteps, arriveAt, endWith, enter, type Path } from './trail.ts';

/** Follows a packet to a private endpoint in its own or in a peered VNet. */
export function followToEndpoint(context: Context, { place, route, trail }: Departure): readonly Path[] {
  const { origin } = route;
  if (origin.kind !== 'private-endpoint') return [];
  const { endpoint } = origin;
  const crossing = origin.half ? crossPeering(context, place.vnet, origin.vnet, trail) : { vnet: place.vnet, trail };
  if ('path' in crossing) return [crossing.path];
  const { vnet } = crossing;
  const entered = addSteps(enter(crossing.trail, { vnet, subnet: context.model.estate.findSubnet(vnet, endpoint.subnetId) }), {
    kind: 'private-endpoint',
    endpointId: endpoint.id,
  });
  if (endpoint.status !== undefined && endpoint.status !== 'Approved')
    return [
      endWith(entered, 'endpoint-not-approved', `The connection of the private endpoint ${lastName(endpoint.id)} is ${endpoint.status}.`, [
        endpoint.id,
      ]),
    ];
  if (trail.appliances.length > 0 && trail.hops.at(-1)?.vnet === trail.hops[0]?.vnet)
    return [
      endWith(
        entered,
        'not-established',
        `Whether an appliance in the VNet of the client reaches the private endpoint ${lastName(endpoint.id)} is not established; source NAT on the appliance makes it work.`,
        [endpoint.id],
      ),
    ];
  const delivered = addSteps(entered, { kind: 'deliver', to: 'private-endpoint', address: formatAddress(context.packet.destination) });
  return [arriveAt(delivered, 'delivered', { kind: 'private-endpoint' })];
}
