import { type ResourceKey, resourceKey } from '../../arm/index.ts';
import { type Cidr, contains } from '../../net/index.ts';
import type { Model } from '../../reach/index.ts';
import { createHostSubnets, createPrefixParser, groupBy, locateRoutes, type PrefixParser, tableUses } from '../../routing/index.ts';
import { type RouteRow, spaceOf, type Topology } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { type Sites, sitesOf } from '../sites.ts';
import { vnetSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly vnet: ResourceKey;
  readonly subnets: readonly string[];
  /** The VNet whose gateway advertises this one. */
  readonly gatewayVNet: ResourceKey;
}

/**
 * The setting removes the gateway's routes from the subnet but does not change what the gateway advertises: the other networks still send to
 * the subnet (measured; azure-semantics §6.1).
 */
export const propagationOff = defineRule<Evidence>({
  code: 'VNP407',
  slug: 'propagation-off',
  title: 'Gateway routes are not propagated, and no other route leads back',
  severity: 'warning',
  reads: [
    'routeTables',
    'vnets',
    'ghosts',
    'peeringsOf',
    'attachedResources',
    'connections',
    'localNetworkGateways',
    'missingKinds',
    'missingKindsIn',
  ],
  needs: { routeTables: 'none', gateways: 'all', connections: 'all' },

  *check(topology, model) {
    const read = createPrefixParser();
    const hosts = createHostSubnets(topology, locateRoutes(topology));
    const uses = [...tableUses(topology)].filter(({ table, vnet }) => table.disableBgpPropagation && topology.vnets.has(vnet));
    for (const [vnet, tables] of groupBy(uses, (use) => use.vnet)) {
      const advertised = findAdvertisement(topology, model, vnet);
      if (!advertised) continue;
      const known = read([vnet, ...model.estate.peersOf(vnet).map(({ to }) => to)].flatMap((key) => spaceOf(topology, key)));
      const sites = sitesOf(model, advertised.by);
      const subnets = tables
        .flatMap(({ table, subnets: names }) => names.map((subnet) => ({ table, subnet })))
        .filter(({ subnet }) => advertised.subnets?.includes(subnet) ?? true)
        .filter(
          ({ table, subnet }) => !(reachesSites(model, vnet, subnet, sites) ?? table.routes.some((route) => leadsBack(route, known, read))),
        )
        .map(({ subnet }) => subnet)
        .map((subnet) => ({ subnet, isHost: hosts.isHostSubnet(vnet, subnet) }));
      const certain = subnets.filter(({ isHost }) => isHost).map(({ subnet }) => subnet);
      if (subnets.every(({ isHost }) => isHost === false)) yield pass(vnetSubject(vnet));
      else if (advertised.unknownBecause) yield unknown(vnetSubject(vnet), { kind: advertised.unknownBecause, vnet: advertised.by });
      else if (certain.length === 0) yield unknown(vnetSubject(vnet), { kind: 'appliance-subnets-unknown' });
      else yield fail(vnetSubject(vnet), { vnet, subnets: certain, gatewayVNet: advertised.by });
    }
  },

  explain: ({ vnet, subnets, gatewayVNet }, name) =>
    `The gateway in ${name(gatewayVNet)} advertises ${name(vnet)} to the networks it is connected to, but its routes are not propagated to ${subnets.join(', ')}, and no route there leads to the gateway or to an appliance. Packets from those networks arrive, but responses are lost.`,
  remedy: () => [],
  advice: ({ vnet, subnets, gatewayVNet }, name) =>
    `Turn on gateway route propagation in the route table of ${name(vnet)}/${subnets.join(', ')}, or add routes to the networks behind the gateway in ${name(gatewayVNet)}, with next hop type VirtualAppliance or VirtualNetworkGateway. To keep those networks out, use network security groups.`,
});

const isUp = ({ status }: { readonly status?: string }): boolean => status !== 'NotConnected';

interface Advertisement {
  /** The VNet that contains the gateway. */
  readonly by: ResourceKey;
  /** The only subnets that are advertised, if the VNet uses the gateway through a subnet peering. */
  readonly subnets: readonly string[] | undefined;
  /** Set if it is not certain that the gateway advertises the VNet. */
  readonly unknownBecause?: 'vnet-unreadable' | 'halves-not-read';
}

/** Returns which gateway with a connection advertises the VNet: its own, or that of a peer whose gateway it uses. */
function findAdvertisement(topology: Topology, { estate }: Model, vnet: ResourceKey): Advertisement | undefined {
  const hasConnection = (key: ResourceKey): boolean =>
    estate.gatewaysOf(key).some(({ id }) => estate.connectionsOf(resourceKey(id)).some(isUp));
  if (hasConnection(vnet)) return { by: vnet, subnets: undefined };
  const uses = estate.peersOf(vnet).find(({ near }) => near?.useRemoteGateways);
  if (!uses?.near) return undefined;
  const { to: by, near, far } = uses;
  const subnets = near.completeVnets === false ? near.localSubnets : undefined;
  if (!topology.vnets.has(by)) return { by, subnets, unknownBecause: 'vnet-unreadable' };
  if (!hasConnection(by) || far?.allowTransit === false) return undefined;
  return far ? { by, subnets } : { by, subnets, unknownBecause: 'halves-not-read' };
}

/**
 * Returns whether the effective routes of a subnet lead to one of the sites, or drop its traffic on purpose; undefined if the sites are not known, or the
 * subnets of the VNet were not read.
 */
function reachesSites(model: Model, key: ResourceKey, name: string, { cidrs, hasGaps }: Sites): boolean | undefined {
  const vnet = model.estate.topology.vnets.get(key);
  const subnet = vnet && model.estate.findSubnet(vnet, name);
  if (!vnet || subnet?.routeTableId === undefined || hasGaps || cidrs.length === 0) return undefined;
  return cidrs.some(({ family, first }) => {
    const { route } = model.routeTo({ vnet, subnet }, { family, value: first });
    return route?.source === 'User' && !LEADS_NOWHERE.has(route.nextHopType);
  });
}

/** Next hop types that lead to no network behind a gateway. */
const LEADS_NOWHERE: ReadonlySet<string> = new Set(['Internet', 'VnetLocal']);

/** Returns whether a route can lead to a network behind the gateway, or drops the traffic on purpose. Routes within peered VNets do neither. */
function leadsBack({ nextHopType, prefix }: RouteRow, known: readonly Cidr[], read: PrefixParser): boolean {
  if (nextHopType === 'VirtualNetworkGateway') return true;
  const [cidr] = read([prefix]);
  return cidr !== undefined && !LEADS_NOWHERE.has(nextHopType) && !known.some((space) => contains(space, cidr));
}
