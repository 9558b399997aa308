import type { ResourceKey } from '../../arm/index.ts';
import type { SubnetPlace } from '../estate.ts';
import { evaluateFilters } from '../filters/evaluate.ts';
import type { Interface } from '../interfaces.ts';
import { chooseRoute } from '../routes/choose-route.ts';
import type { Context } from './context.ts';
import { addSteps, assume, endWith, formatPlace, type Path, type Trail } from './trail.ts';
import { findTunnelEvidence } from './tunnel.ts';

/** Sends a packet on from a machine: by the routes of each of its interfaces, because Azure does not show which one it uses (R23). */
export function passMachine(context: Context, at: SubnetPlace, arrival: Interface, trail: Trail): readonly Path[] {
  const { model, packet } = context;
  const { machine } = arrival;
  const { estate } = model;
  const { steps, blocker, assumptions } = evaluateFilters(model, at, arrival, 'Inbound', packet);
  const entered = assume(addSteps(trail, ...steps), ...assumptions);
  if (blocker) return [endWith(entered, blocker.code, blocker.text, blocker.resourceIds)];
  const exits = exitsOf(context, machine);
  // the machine delivers to its own subnets by the interface that is in them
  const direct = exits.find(({ vnet, subnet }) => subnet && estate.isIn(subnet.prefixes, packet.destination) && vnet.key === at.vnet.key);
  const evidence = findTunnelEvidence(context, machine);
  const ways = (direct ? [direct] : distinctExits(context, exits)).map((exit) =>
    context
      .walk(context, exit, { kind: 'machine', machine }, entered)
      .map((path) => (evidence !== undefined && isDeadEnd(path) ? endInTunnel(path, evidence) : path)),
  );
  // an interface that leads nowhere is not the one that the machine uses
  const working = ways.filter((paths) => !paths.every(isDeadEnd));
  const [first = [], ...others] = working.length > 0 ? working : ways;
  // interfaces that lead to the same end are one way; of those the primary interface is the likeliest
  const ends = new Set([first, ...others].map((paths) => JSON.stringify(paths.map(formatEnd))));
  return ends.size <= 1 ? first : [first, ...others].flat();
}

const formatEnd = ({ end }: Path): string => ('blocker' in end ? end.blocker.code : end.outcome);

function exitsOf({ model: { estate }, packet }: Context, machine: ResourceKey): readonly SubnetPlace[] {
  const places = estate.interfacesOf(machine).flatMap((nic) => {
    const vnet = estate.topology.vnets.get(nic.vnet);
    const own = nic.addresses.find(({ address }) => address.family === packet.destination.family) ?? nic.addresses[0];
    if (!vnet || !own) return [];
    return [{ vnet, subnet: own.subnetId === undefined ? estate.subnetAt(vnet, own.address) : estate.findSubnet(vnet, own.subnetId) }];
  });
  return places.filter(
    (place, i) => places.findIndex((each) => formatPlace(each) === formatPlace(place) && each.vnet.key === place.vnet.key) === i,
  );
}

/** Interfaces whose routes lead the packet to the same next hop are one way. */
function distinctExits({ model, packet }: Context, exits: readonly SubnetPlace[]): readonly SubnetPlace[] {
  const ways = new Map<string, SubnetPlace>();
  for (const exit of exits) {
    const { route } = chooseRoute(model.effectiveRoutes(exit), packet.destination);
    const isOutbound = route?.nextHopType === 'Internet';
    const way = JSON.stringify([exit.vnet.key, route?.prefix, route?.nextHopType, route?.nextHopIps, isOutbound && exit.subnet?.name]);
    if (!ways.has(way)) ways.set(way, exit);
  }
  return [...ways.values()];
}

const DEAD_ENDS: ReadonlySet<string> = new Set(['no-route', 'half-not-connected', 'not-routable', 'loop', 'no-outbound']);

const isDeadEnd = ({ end }: Path): boolean => 'blocker' in end && DEAD_ENDS.has(end.blocker.code);

const endInTunnel = (path: Path, evidence: string): Path => ({
  ...path,
  end: { outcome: 'unknown', blocker: { code: 'appliance-tunnel', text: evidence, resourceIds: [] } },
});

/** Returns one interface for each way: machines with interfaces in the same subnets send packets the same way. */
export function distinctArrivals(context: Context, arrivals: readonly Interface[]): readonly Interface[] {
  const ways = new Map<string, Interface>();
  for (const nic of arrivals) {
    const evidence = findTunnelEvidence(context, nic.machine) !== undefined;
    const way = [...exitsOf(context, nic.machine).map(formatPlace), String(evidence)].join(' ');
    if (!ways.has(way)) ways.set(way, nic);
  }
  return [...ways.values()];
}
