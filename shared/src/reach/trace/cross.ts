import type { ResourceKey } from '../../arm/index.ts';
import { type Half, halfFrom, halfTo, hasAllHalves, isVirtualHub, type Peering, peeringKey, type VNet } from '../../topology/index.ts';
import type { Estate, SubnetPlace } from '../estate.ts';
import type { Context } from './context.ts';
import { addSteps, assume, endWith, type Path, type Trail } from './trail.ts';

/** Result of crossing a link: the VNet behind it and the trail so far, or the path that ends at the link. */
export type Crossing = { readonly vnet: VNet; readonly trail: Trail } | { readonly path: Path };

/** Options of crossing a peering. */
interface CrossOptions {
  /** Gateways send packets that neither half needs to allow. */
  readonly byGateway: boolean;
}

/** Crosses the peering from one VNet to another: both halves must be Connected and allow access, and the receiving one forwarded traffic. */
export function crossPeering(
  { model: { estate } }: Context,
  from: VNet,
  to: ResourceKey,
  before: Trail,
  { byGateway }: CrossOptions = { byGateway: false },
): Crossing {
  const peering = estate.topology.peerings.get(peeringKey(from.key, to));
  const name = estate.nameOf(to);
  const trail = addSteps(before, { kind: 'peering', from: from.key, to });
  const disconnected = findDisconnected(estate, peering, from, to);
  if (disconnected !== undefined) return { path: endWith(trail, 'half-not-connected', disconnected, peering ? idsOf(peering) : []) };
  const vnet = estate.topology.vnets.get(to);
  if (!vnet) return { path: endAtHidden(estate, trail, to) };
  const [sending, receiving] = [peering && halfFrom(peering, from.key), peering && halfTo(peering, from.key)];
  const closed = byGateway ? undefined : [sending, receiving].find((half) => half && !half.allowAccess);
  if (closed)
    return {
      path: endWith(
        trail,
        'default-rules',
        `The half ${closed.name} of ${estate.nameOf(closed.from)} does not allow virtual network access, so the default security rules drop packets between ${from.name} and ${name}. Whether explicit allow rules let them pass is not established.`,
        [closed.id],
      ),
    };
  if (before.isForwarded && !byGateway && receiving && !receiving.allowForwarded)
    return {
      path: endWith(
        trail,
        'forwarded-not-accepted',
        `The half ${receiving.name} of ${name} does not allow forwarded traffic. Azure documents that it drops packets that ${from.name} forwards; measurements show that they often pass.`,
        [receiving.id],
      ),
    };
  const hidden = receiving ? [] : [`The half of ${name} was not read; it is taken to allow the packet.`];
  return { vnet, trail: assume(trail, ...hidden) };
}

/** Says which half of a peering is not Connected; undefined if both are, as far as they were read. */
function findDisconnected(estate: Estate, peering: Peering | undefined, from: VNet, to: ResourceKey): string | undefined {
  const halves = peering ? [halfFrom(peering, from.key), halfTo(peering, from.key)] : [];
  const broken = halves.find((half): half is Half => half !== undefined && half.state !== 'Connected');
  if (broken) return `The half ${broken.name} of ${estate.nameOf(broken.from)} is ${broken.state}.`;
  if (!peering) return `${from.name} has no peering with ${estate.nameOf(to)}.`;
  return halfTo(peering, from.key) || !hasAllHalves(estate.topology, to)
    ? undefined
    : `${estate.nameOf(to)} has no half that points back to ${from.name}.`;
}

const idsOf = ({ ab, ba }: Peering): readonly string[] => [ab, ba].flatMap((half) => half?.id ?? []);

/** Ends at a VNet that could not be read. */
export function endAtHidden(estate: Estate, trail: Trail, vnet: ResourceKey): Path {
  const name = estate.nameOf(vnet);
  return isVirtualHub(estate.topology, vnet)
    ? endWith(trail, 'virtual-wan', `The packet enters the virtual hub ${name}, whose routes are not known.`)
    : endWith(trail, 'not-read', `The packet enters ${name}, which was not read.`, [estate.topology.ghosts.get(vnet)?.id ?? vnet]);
}

/** Returns whether a peering of single subnets includes a subnet at one end; peerings of whole VNets include all. */
export function includesSubnet(half: Half, end: 'local' | 'remote', { subnet }: SubnetPlace): boolean {
  const listed = end === 'local' ? half.localSubnets : half.remoteSubnets;
  if (half.completeVnets !== false || !listed || !subnet) return true;
  return listed.some((name) => name.toLowerCase() === subnet.name.toLowerCase());
}
