import { formatAddress } from '../../net/index.ts';
import { missingOf, type VNet } from '../../topology/index.ts';
import type { SubnetPlace } from '../estate.ts';
import { evaluateFilters } from '../filters/evaluate.ts';
import type { Interface } from '../interfaces.ts';
import type { Model } from '../model.ts';
import type { Context } from './context.ts';
import { addSteps, arriveAt, assume, endWith, enter, formatPlace, type Path, type Trail } from './trail.ts';

/** Delivers a packet in a VNet: to the subnet that contains its destination, through its inbound filters. */
export function deliver({ model, packet }: Context, trail: Trail, vnet: VNet): Path {
  const { destination } = packet;
  const subnet = model.estate.subnetAt(vnet, destination);
  const text = formatAddress(destination);
  if (!subnet && vnet.subnets.length > 0)
    return endWith(trail, 'no-subnet', `${text} is in the address space of ${vnet.name}, but in none of its subnets.`, [vnet.id]);
  const place: SubnetPlace = { vnet, subnet };
  const nic = findInterface(model, place, packet.destination);
  const entered = enter(trail, place);
  const { steps, blocker, assumptions } = evaluateFilters(model, place, nic, 'Inbound', packet);
  const passed = assume(addSteps(entered, ...steps), ...assumptions, ...assumptionsAt(model, place, nic, text));
  if (blocker) return endWith(passed, blocker.code, blocker.text, blocker.resourceIds);
  return arriveAt(addSteps(passed, { kind: 'deliver', to: 'address', address: text }), 'delivered', { kind: 'subnet', place });
}

/** Returns the interface that has an address in a subnet. */
export const findInterface = (
  { estate }: Model,
  { vnet }: SubnetPlace,
  address: Parameters<typeof estate.holdersAt>[1],
): Interface | undefined => estate.holdersAt(vnet.key, address).flatMap((holder) => (holder.kind === 'interface' ? [holder.nic] : []))[0];

function assumptionsAt({ estate }: Model, place: SubnetPlace, nic: Interface | undefined, address: string): readonly string[] {
  const here = formatPlace(place);
  if (nic) return estate.isRunning(nic.machine) === false ? [`The virtual machine at ${address} is not running.`] : [];
  if (missingOf(estate.topology, ['interfaces'], [place.vnet.key]).length > 0)
    return [`Rules of network interfaces in ${here} were not looked at, because interfaces were not read.`];
  return [];
}
