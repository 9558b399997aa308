import { lastName, type ResourceKey, resourceKey } from '../../arm/index.ts';
import { type Address, formatAddress } from '../../net/index.ts';
import { formatKinds, missingOf, type VNet } from '../../topology/index.ts';
import type { ApplianceStep } from '../answer.ts';
import type { Holder, SubnetPlace } from '../estate.ts';
import type { Context, Departure } from './context.ts';
import { type Crossing, crossPeering, endAtHidden } from './cross.ts';
import { deliver } from './deliver.ts';
import { findBackends } from './load-balancer.ts';
import { distinctArrivals, passMachine } from './machine.ts';
import { addSteps, assume, endWith, enter, formatPlace, type Path, type Trail, visit } from './trail.ts';

/** Kinds of resources that can have a next hop address. */
const APPLIANCE_KINDS = ['appliances', 'firewalls', 'loadBalancers'] as const;

/** Follows a packet to the appliances that its route names; with several addresses, to each of them. */
export function followToAppliance(context: Context, departure: Departure): readonly Path[] {
  const { route, trail, place } = departure;
  const addresses = route.nextHopIps.flatMap((text) => context.model.estate.addressOf(text) ?? []);
  if (addresses.length === 0)
    return [
      endWith(
        trail,
        'next-hop-not-found',
        `The route to ${route.prefix} of ${formatPlace(place)} has no valid next hop address.`,
        originIds(departure),
      ),
    ];
  return addresses.flatMap((address) => followToAddress(context, departure, address));
}

const originIds = ({ route: { origin } }: Departure): readonly string[] => (origin.kind === 'user' ? [origin.table.id] : []);

function followToAddress(context: Context, departure: Departure, address: Address): readonly Path[] {
  const { estate } = context.model;
  const { place, trail } = departure;
  const text = formatAddress(address);
  const { vnet: owner, by, possibleVNet } = estate.locate(place.vnet.key, address);
  if (owner === undefined && possibleVNet !== undefined)
    return [
      endWith(
        trail,
        'not-read',
        `The next hop ${text} of ${formatPlace(place)} may be in ${estate.nameOf(possibleVNet)}, whose address space was not read.`,
      ),
    ];
  if (owner === undefined) {
    const owners = estate.vnetsAt(address).map(({ name }) => name);
    const where = owners.length === 0 ? 'in no VNet' : `in ${owners.join(', ')}, which ${owners.length === 1 ? 'is' : 'are'} not`;
    return [
      endWith(
        trail,
        'next-hop-too-far',
        `The next hop ${text} of ${formatPlace(place)} is ${owners.length === 0 ? 'in no VNet that is' : where} directly connected to ${place.vnet.name}.`,
        originIds(departure),
      ),
    ];
  }
  const crossing = crossTo(context, place.vnet, { vnet: owner, by }, trail);
  if ('path' in crossing) return [crossing.path];
  const { vnet } = crossing;
  // a route may name the destination itself as its next hop
  if (formatAddress(context.packet.destination) === text) return [deliver(context, crossing.trail, vnet)];
  const at: SubnetPlace = { vnet, subnet: estate.subnetAt(vnet, address) };
  const entered = enter(crossing.trail, at);
  const [holder] = estate.holdersAt(vnet.key, address);
  if (holder) return FOLLOW_HOLDER[holder.kind](context, { at, text, trail: entered, address }, holder as never);
  const missing = missingOf(estate.topology, APPLIANCE_KINDS, [vnet.key]);
  return [
    missing.length > 0
      ? endWith(
          entered,
          'not-read',
          `What has the next hop address ${text} in ${formatPlace(at)} is not known: ${formatKinds(missing)} were not read.`,
        )
      : endWith(
          entered,
          'next-hop-not-found',
          `No appliance, firewall or load balancer has the next hop address ${text} in ${formatPlace(at)}.`,
          originIds(departure),
        ),
  ];
}

function crossTo(context: Context, from: VNet, { vnet, by }: { readonly vnet: ResourceKey; readonly by: string }, trail: Trail): Crossing {
  if (by === 'own') return { vnet: from, trail };
  if (by === 'peering') return crossPeering(context, from, vnet, trail);
  const { estate } = context.model;
  const group = estate.connectedGroupsOf(from.key).find(({ vnetIds }) => vnetIds.some((id) => estate.keyOf(id) === vnet));
  const crossed = addSteps(trail, { kind: 'connected-group', groupId: group?.id ?? '', from: from.key, to: vnet });
  const target = estate.topology.vnets.get(vnet);
  return target ? { vnet: target, trail: crossed } : { path: endAtHidden(estate, crossed, vnet) };
}

/** Next hop address that a packet has arrived at. */
interface NextHop {
  readonly at: SubnetPlace;
  readonly address: Address;
  readonly text: string;
  readonly trail: Trail;
}

type HolderOf<K extends Holder['kind']> = Extract<Holder, { readonly kind: K }>;

const FOLLOW_HOLDER: {
  readonly [K in Holder['kind']]: (context: Context, hop: NextHop, holder: HolderOf<K>) => readonly Path[];
} = { firewall: passFirewall, 'load-balancer': passLoadBalancer, interface: passInterface };

const FIREWALL_POLICY = 'Azure Firewall is taken to allow the packet: its policy was not looked at.';
const MACHINE_FORWARDS = 'Appliances are taken to run, and to forward and allow the packet: their systems cannot be seen in Azure.';

function passFirewall(context: Context, { at, text, trail, address }: NextHop, { firewall }: HolderOf<'firewall'>): readonly Path[] {
  if (address.family === 6)
    return [endWith(trail, 'appliance-does-not-forward', `The firewall ${lastName(firewall.id)} carries no IPv6.`, [firewall.id])];
  const passed = passAppliance(trail, {
    kind: 'appliance',
    ip: text,
    type: 'firewall',
    resourceId: firewall.id,
    members: [resourceKey(firewall.id)],
    isStateful: true,
  });
  return 'path' in passed ? [passed.path] : context.walk(context, at, { kind: 'firewall' }, assume(passed.trail, FIREWALL_POLICY));
}

/** Adds the step of an appliance; a packet that comes to the same one twice is in a loop. */
function passAppliance(trail: Trail, step: ApplianceStep): { readonly trail: Trail } | { readonly path: Path } {
  const visited = visit(trail, step.members.join(' '));
  return visited
    ? { trail: addSteps(visited, step) }
    : {
        path: endWith(
          addSteps(trail, step),
          'loop',
          `The packet comes back to ${lastName(step.resourceId)} (${step.ip}), which has already forwarded it.`,
          [step.resourceId],
        ),
      };
}

function passLoadBalancer(
  context: Context,
  { at, text, trail }: NextHop,
  { loadBalancer, frontendId }: HolderOf<'load-balancer'>,
): readonly Path[] {
  const result = findBackends(context, loadBalancer, frontendId);
  if ('code' in result) return [endWith(trail, result.code, result.text, result.resourceIds)];
  const passed = passAppliance(trail, {
    kind: 'appliance',
    ip: text,
    type: 'load-balancer',
    resourceId: loadBalancer.id,
    members: result.machines,
    isStateful: true,
  });
  if ('path' in passed) return [passed.path];
  const noted = assume(passed.trail, MACHINE_FORWARDS);
  const arrivals = result.machines.flatMap((machine) => result.interfaces.find((nic) => nic.machine === machine) ?? []);
  return distinctArrivals(context, arrivals).flatMap((nic) => passMachine(context, at, nic, noted));
}

function passInterface(context: Context, { at, text, trail }: NextHop, { nic }: HolderOf<'interface'>): readonly Path[] {
  const name = lastName(nic.id);
  if (!nic.forwards)
    return [
      endWith(trail, 'appliance-does-not-forward', `The interface ${name} at the next hop ${text} does not have IP forwarding enabled.`, [
        nic.id,
      ]),
    ];
  if (context.model.estate.isRunning(nic.machine) === false)
    return [endWith(trail, 'appliance-stopped', `The virtual machine of the appliance at ${text} is not running.`, [nic.machine])];
  const passed = passAppliance(trail, {
    kind: 'appliance',
    ip: text,
    type: nic.isVirtualNetworkAppliance ? 'virtual-network-appliance' : 'machine',
    resourceId: nic.id,
    members: [nic.machine],
    isStateful: !nic.isVirtualNetworkAppliance,
  });
  if ('path' in passed) return [passed.path];
  return nic.isVirtualNetworkAppliance
    ? context.walk(context, at, { kind: 'platform' }, passed.trail)
    : passMachine(context, at, nic, assume(passed.trail, MACHINE_FORWARDS));
}
