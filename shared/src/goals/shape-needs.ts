import type { ResourceKey } from '../arm/index.ts';
import { namesIn, type Topology } from '../topology/index.ts';
import type { Shape, ShapeKind } from './compare-shapes.ts';
import { MAX_LISTED, summarizeList } from './few.ts';
import { describeOverlaps } from './shape-overlaps.ts';

interface ShapeContext {
  readonly topology: Topology;
  readonly kind: ShapeKind;
  readonly hub: ResourceKey;
  readonly members: readonly ResourceKey[];
  readonly fullest: Shape['fullest'];
}

/** Members of an AVNM connected group, and peerings of a hub that AVNM makes (azure-semantics §5). */
const MOST_IN_GROUP = 250;
const MOST_BY_MANAGER = 1_000;

/** Which options, routes and limits the shape comes with, a sentence each (azure-semantics §6.3, §6.5). */
export function describeNeeds(about: ShapeContext): readonly string[] {
  const { kind } = about;
  return [...NEEDS[kind](about), ...(kind === 'as-is' ? [] : describeOverlaps({ ...about, kind })), ...limits(about)];
}

const NEEDS: Readonly<Record<ShapeKind, (about: ShapeContext) => readonly string[]>> = {
  'as-is': () => ['Peering is not transitive: two VNets with a common peer do not reach each other through it by themselves.'],
  mesh: ({ members }) => [
    'No options and no route tables: each pair has its own peering.',
    `One VNet more is ${members.length} peerings more.`,
    ...(members.length <= MOST_IN_GROUP ? ['A connected group of Azure Virtual Network Manager does the same without any peering.'] : []),
  ],
  hub: (about) => [...byAppliance(about), ...byGateway(about), 'One VNet more is 1 peering more.'],
};

function byAppliance({ topology, hub }: ShapeContext): readonly string[] {
  const { firewalls = [], appliances = [] } = topology.equipmentOf.get(hub) ?? {};
  const ip = firewalls[0]?.privateIp ?? appliances[0]?.privateIps[0];
  return [
    'Through an appliance: each spoke’s half accepts forwarded traffic.',
    `Each spoke then needs a route table: the prefixes of the other spokes, next hop virtual appliance ${ip ?? 'with the address of a firewall in the hub, which has none yet'}.`,
  ];
}

function byGateway(about: ShapeContext): readonly string[] {
  const { gateways = [] } = about.topology.equipmentOf.get(about.hub) ?? {};
  const hasVpn = gateways.some(({ kind }) => kind === 'Vpn');
  return [
    'Through a gateway: the hub’s halves offer transit, the spokes’ halves use the remote gateway.',
    ...ownGateways(about),
    'The gateway teaches the spokes the routes to what it reaches by VPN or ExpressRoute.',
    hasVpn || gateways.length === 0
      ? 'From spoke to spoke it takes a VPN gateway and a route table: the prefixes of the other spokes, next hop virtual network gateway.'
      : 'From spoke to spoke an ExpressRoute gateway does not serve as next hop; that takes a VPN gateway or an appliance.',
  ];
}

function ownGateways({ topology, hub, members }: ShapeContext): readonly string[] {
  const owners = members.filter((key) => key !== hub && (topology.equipmentOf.get(key)?.gateways.length ?? 0) > 0);
  if (owners.length === 0) return [];
  const names = summarizeList(owners.slice(0, MAX_LISTED).map(namesIn(topology)), owners.length);
  return [`Not with ${names}: a VNet with a gateway of its own cannot use another’s.`];
}

function limits({ topology, kind, fullest: { vnet, peerings, most } }: ShapeContext): readonly string[] {
  if (peerings <= most) return [];
  const manager =
    kind === 'hub' && peerings <= MOST_BY_MANAGER ? ` A hub that Azure Virtual Network Manager makes may have ${MOST_BY_MANAGER}.` : '';
  return [`${namesIn(topology)(vnet)} would have ${peerings} peerings; Azure allows ${most} for each VNet.${manager}`];
}
