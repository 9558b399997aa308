import type { ResourceKey } from '../arm/index.ts';
import { createNamer, formatKinds, formatNumber, hasOwnGateway, missingOf, type Topology } from '../topology/index.ts';
import type { Shape, ShapeKind } from './compare-shapes.ts';
import { describeOverlaps } from './shape-overlaps.ts';
import { MAX_LISTED, summarizeList } from './summarize-list.ts';

interface ShapeContext {
  readonly topology: Topology;
  readonly kind: ShapeKind;
  readonly hub: ResourceKey;
  readonly members: readonly ResourceKey[];
  readonly fullest: Shape['fullest'];
}

/** Limits of Azure Virtual Network Manager: members of a connected group, and peerings of a managed hub (azure-semantics §5). */
const MAX_GROUP_MEMBERS = 250;
const MAX_MANAGED_PEERINGS = 1_000;

/** Describes the options, routes and limits of a shape, one sentence each (azure-semantics §6.3, §6.5). */
export function describeNeeds(context: ShapeContext): readonly string[] {
  const { kind } = context;
  return [...NEEDS[kind](context), ...(kind === 'as-is' ? [] : describeOverlaps({ ...context, kind })), ...limits(context)];
}

const NEEDS: Readonly<Record<ShapeKind, (context: ShapeContext) => readonly string[]>> = {
  'as-is': ({ topology }) => [
    'Peering is not transitive: two VNets with a common peer do not automatically reach each other through it.',
    ...(missingOf(topology, ['connectedGroups']).length > 0
      ? ['The source does not include connected groups of Azure Virtual Network Manager, which connect VNets without peerings.']
      : []),
  ],
  mesh: ({ members }) => [
    'No options or route tables are needed: each pair has its own peering.',
    `Each additional VNet needs ${formatNumber(members.length)} more peerings.`,
    ...(members.length <= MAX_GROUP_MEMBERS
      ? ['A connected group of Azure Virtual Network Manager provides the same connectivity without peerings.']
      : []),
  ],
  hub: (context) => [...applianceNeeds(context), ...gatewayNeeds(context), 'Each additional VNet needs 1 more peering.'],
};

function applianceNeeds({ topology, hub }: ShapeContext): readonly string[] {
  const { firewalls = [], appliances = [] } = topology.attachedResources.get(hub) ?? {};
  const ip = firewalls[0]?.privateIp ?? appliances[0]?.privateIps[0];
  const unknown = missingOf(topology, ['firewalls', 'appliances'], [hub]);
  const absence = unknown.length > 0 ? `the source does not include ${formatKinds(unknown)}` : 'the hub has no firewall yet';
  return [
    'Through an appliance: each spoke’s half allows forwarded traffic.',
    `Each spoke also needs a route table with routes to the other spokes, next hop type Virtual appliance, next hop address ${ip ?? `of a firewall in the hub${firewalls.length > 0 ? '' : ` (${absence})`}`}.`,
  ];
}

function gatewayNeeds(context: ShapeContext): readonly string[] {
  const { gateways = [] } = context.topology.attachedResources.get(context.hub) ?? {};
  const hasOnlyExpressRoute = gateways.length > 0 && gateways.every(({ kind }) => kind === 'ExpressRoute');
  return [
    'Through a gateway: the hub’s halves allow gateway transit, and the spokes’ halves use remote gateways.',
    ...ownGateways(context),
    'The spokes automatically learn the gateway’s routes to networks connected by VPN or ExpressRoute.',
    hasOnlyExpressRoute
      ? 'Traffic between spokes needs a VPN gateway or an appliance: an ExpressRoute gateway cannot be a next hop.'
      : 'Traffic between spokes needs a VPN gateway and route tables with routes to the other spokes, next hop type Virtual network gateway.',
  ];
}

function ownGateways({ topology, hub, members }: ShapeContext): readonly string[] {
  const owners = members.filter((key) => key !== hub && hasOwnGateway(topology, key));
  const names = summarizeList(owners.slice(0, MAX_LISTED).map(createNamer(topology)), owners.length);
  const unknown = missingOf(topology, ['gateways'], members);
  return [
    ...(owners.length > 0 ? [`Not possible for ${names}: a VNet with its own gateway cannot use a remote gateway.`] : []),
    ...(unknown.length > 0
      ? [`The source does not include ${formatKinds(unknown)}: a VNet that has one cannot use a remote gateway.`]
      : []),
  ];
}

function limits({ topology, kind, fullest: { vnet, peerings, most } }: ShapeContext): readonly string[] {
  if (peerings <= most) return [];
  const managedLimit =
    kind === 'hub' && peerings <= MAX_MANAGED_PEERINGS
      ? ` A hub that Azure Virtual Network Manager manages can have ${MAX_MANAGED_PEERINGS}.`
      : '';
  return [`${createNamer(topology)(vnet)} would have ${peerings} peerings; Azure allows ${most} per VNet.${managedLimit}`];
}
