import { type Address, formatAddress } from '../../net/index.ts';
import {
  formatKinds,
  formatList,
  type Half,
  halfFrom,
  halfTo,
  hasAllHalves,
  missingOf,
  otherEnd,
  type Peering,
  peeringKey,
  STATE_NOT_GIVEN,
  type VNet,
} from '../../topology/index.ts';
import type { Blocker } from '../dispositions.ts';
import type { Estate, SubnetPlace } from '../estate.ts';
import { formatPlace } from './trail.ts';

/**
 * Explains why a subnet has no route of its own to an address: a peering that is not complete, something that was not read, or only a peer in common.
 * `reason` says what happens to the packet instead.
 */
export function explainMissingRoute(estate: Estate, place: SubnetPlace, destination: Address, reason: string): Blocker {
  const { vnet } = place;
  const text = formatAddress(destination);
  if (!hasAllHalves(estate.topology, vnet.key))
    return {
      code: 'not-read',
      text: `${formatPlace(place)} may have a route to ${text}: the peerings of ${vnet.name} were not read.`,
      resourceIds: [vnet.id],
    };
  const owners = estate.vnetsAt(destination).filter(({ key }) => key !== vnet.key);
  for (const owner of owners) {
    const peering = estate.topology.peerings.get(peeringKey(vnet.key, owner.key));
    const problem = peering && explainPeering(vnet, owner, peering);
    if (problem) return problem;
  }
  const missing = missingOf(estate.topology, ['connectedGroups'], [vnet.key]);
  if (missing.length > 0)
    return {
      code: 'not-read',
      text: `${formatPlace(place)} may have a route to ${text}: ${formatKinds(missing)} were not read.`,
      resourceIds: [],
    };
  const hubs = owners.flatMap(({ key }) => commonPeers(estate, vnet, key));
  const hint =
    hubs.length === 0
      ? ''
      : ` ${vnet.name} and ${owners[0]?.name ?? text} both peer with ${formatList(hubs)}, but peerings are not transitive.`;
  return { code: 'no-route', text: `${formatPlace(place)} has no route to ${text}${reason}.${hint}`, resourceIds: [] };
}

/** Explains why a peering gives no route; undefined if its halves are Connected and peer the whole VNets. */
function explainPeering(vnet: VNet, owner: VNet, peering: Peering): Blocker | undefined {
  const [near, far] = [halfFrom(peering, vnet.key), halfTo(peering, vnet.key)];
  if (near?.state === 'Connected' && (far?.state ?? 'Connected') === 'Connected')
    return near.completeVnets === false
      ? {
          code: 'subnet-not-peered',
          text: `The peering of ${vnet.name} and ${owner.name} does not include the subnet of the destination.`,
          resourceIds: [near.id],
        }
      : undefined;
  const describe = (half: Half | undefined, from: VNet): string =>
    half ? `the half of ${from.name} is ${half.state}` : `${from.name} has no half`;
  const isUnknown = [near, far].some((half) => half?.state === STATE_NOT_GIVEN);
  return {
    code: isUnknown ? 'not-read' : 'half-not-connected',
    text: `The peering of ${vnet.name} and ${owner.name} ${isUnknown ? 'may not be' : 'is not'} connected: ${describe(near, vnet)}, ${describe(far, owner)}.`,
    resourceIds: [near, far].flatMap((half) => half?.id ?? []),
  };
}

/** Returns the names of the VNets that two VNets are both connected to; at most three. */
function commonPeers(estate: Estate, vnet: VNet, other: VNet['key']): readonly string[] {
  const own = new Set(estate.peersOf(vnet.key).map(({ to }) => to));
  return (estate.topology.peeringsOf.get(other) ?? [])
    .map((peering) => otherEnd(peering, other))
    .filter((key) => own.has(key))
    .slice(0, 3)
    .map(estate.nameOf);
}
