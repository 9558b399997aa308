import type { ResourceKey } from '../arm/index.ts';
import {
  type AttachedKind,
  formatCount,
  formatKinds,
  formatList,
  halfFrom,
  missingOf,
  otherEnd,
  type Peering,
  type Topology,
} from '../topology/index.ts';

/** Resources that spokes can share, as described, in the order in which they are listed. */
const HUB_RESOURCES = ['VPN gateway', 'ExpressRoute gateway', 'gateway', 'firewall', 'appliance', 'Route Server'] as const;
type HubResource = (typeof HUB_RESOURCES)[number];

/** The counted facts that indicate that a VNet is a hub. */
export interface HubEvidence {
  readonly peerings: number;
  /** Peers with at most half as many peerings. */
  readonly smallerPeers: number;
  /** Peers that are not peered with any other of its peers. */
  readonly unconnectedPeers: number;
  readonly resources: readonly HubResource[];
  /** Peers that it allows gateway transit to. */
  readonly transitPeers: number;
  /** Peers that use its gateway. */
  readonly gatewayUsers: number;
  /** Peers whose route tables send traffic to an appliance in it. */
  readonly routedPeers: number;
  /** Resource types that the source does not include and that could be evidence; without those of which the VNet is known to have one. */
  readonly missingKinds: readonly AttachedKind[];
}

/** The confidence with which a VNet is detected as a hub. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** The weight of each fact. The structure alone can make a hub; resources count fully only when peers use them. */
const SIGNS: readonly { readonly weight: number; readonly applies: (evidence: HubEvidence) => boolean }[] = [
  { weight: 2, applies: ({ smallerPeers }) => smallerPeers >= 3 },
  { weight: 1, applies: ({ smallerPeers }) => smallerPeers === 2 },
  { weight: 2, applies: ({ gatewayUsers }) => gatewayUsers > 0 },
  { weight: 1, applies: ({ transitPeers, gatewayUsers }) => transitPeers > 0 && gatewayUsers === 0 },
  { weight: 1, applies: ({ resources }) => resources.length > 0 },
  { weight: 1, applies: ({ routedPeers }) => routedPeers > 0 },
];

/** Returns the confidence that a VNet is a hub; undefined when there is too little evidence. */
export function confidenceOf(evidence: HubEvidence): Confidence | undefined {
  if (evidence.smallerPeers < 2 && evidence.gatewayUsers === 0 && evidence.transitPeers === 0) return undefined;
  const score = SIGNS.reduce((sum, { weight, applies }) => sum + (applies(evidence) ? weight : 0), 0);
  return score >= 4 ? 'certain' : score === 3 ? 'likely' : score === 2 ? 'possible' : undefined;
}

/** Collects the evidence for a VNet; `routed` contains, for each VNet, the number of peers whose routes point to it. */
export function collectEvidence(topology: Topology, key: ResourceKey, routed: ReadonlyMap<ResourceKey, number>): HubEvidence {
  const peerings = topology.peeringsOf.get(key) ?? [];
  const degree = (node: ResourceKey) => topology.peeringsOf.get(node)?.length ?? 0;
  const lesser = peerings.filter((peering) => degree(otherEnd(peering, key)) * 2 <= peerings.length).length;
  return {
    peerings: peerings.length,
    smallerPeers: lesser,
    // the peers of its peers are walked only for VNets that may be hubs
    unconnectedPeers: lesser > 1 ? countUnconnectedPeers(topology, key, peerings) : 0,
    resources: hubResourcesOf(topology, key),
    transitPeers: peerings.filter((peering) => halfFrom(peering, key)?.allowTransit).length,
    gatewayUsers: peerings.filter((peering) => halfFrom(peering, otherEnd(peering, key))?.useRemoteGateways).length,
    routedPeers: routed.get(key) ?? 0,
    missingKinds: missingOf(topology, HUB_KINDS, [key]).filter((kind) => (topology.attachedResources.get(key)?.[kind].length ?? 0) === 0),
  };
}

const HUB_KINDS = ['gateways', 'firewalls', 'appliances', 'routeServers', 'routeTables'] as const;

function countUnconnectedPeers({ peeringsOf }: Topology, key: ResourceKey, peerings: readonly Peering[]): number {
  const peers = new Set(peerings.map((peering) => otherEnd(peering, key)));
  const isConnected = (peer: ResourceKey) => peeringsOf.get(peer)?.some((peering) => peers.has(otherEnd(peering, peer)));
  return [...peers].filter((peer) => !isConnected(peer)).length;
}

const GATEWAYS: Readonly<Record<string, HubResource>> = { Vpn: 'VPN gateway', ExpressRoute: 'ExpressRoute gateway' };

function hubResourcesOf({ attachedResources }: Topology, key: ResourceKey): HubResource[] {
  const resources = attachedResources.get(key);
  if (!resources) return [];
  const { gateways, firewalls, appliances, routeServers } = resources;
  const found = new Set<HubResource>([
    ...gateways.map(({ kind }) => GATEWAYS[kind] ?? 'gateway'),
    ...firewalls.map(() => 'firewall' as const),
    ...appliances.map(() => 'appliance' as const),
    ...routeServers.map(() => 'Route Server' as const),
  ]);
  return HUB_RESOURCES.filter((resource) => found.has(resource));
}

const countPeers = (count: number): string => formatCount(count, 'peer');

/** Describes the resources as phrases: `has a VPN gateway and a firewall`, `firewalls not in this source`; empty when there are none. */
export function describeHubResources({ resources, missingKinds }: HubEvidence): string[] {
  const articles = resources.map((resource) => `${/^[AEIOU]/i.test(resource) ? 'an' : 'a'} ${resource}`);
  return [
    ...(articles.length > 0 ? [`has ${formatList(articles)}`] : []),
    ...(missingKinds.length > 0 ? [`${formatKinds(missingKinds)} not in this source`] : []),
  ];
}

/** Describes the evidence as phrases: `14 peerings`, `has a VPN gateway and a firewall`. */
export function describeEvidence(evidence: HubEvidence): string[] {
  const { peerings, unconnectedPeers, transitPeers, gatewayUsers, routedPeers } = evidence;
  return [
    peerings === 1 ? '1 peering' : `${peerings} peerings`,
    ...describeHubResources(evidence),
    ...(unconnectedPeers > 1 ? [`${unconnectedPeers} of its peers are not peered with each other`] : []),
    ...(gatewayUsers > 0
      ? [`${countPeers(gatewayUsers)} use${gatewayUsers === 1 ? 's' : ''} its gateway`]
      : transitPeers > 0
        ? [`allows gateway transit to ${countPeers(transitPeers)}`]
        : []),
    ...(routedPeers > 0 ? [`routes of ${countPeers(routedPeers)} point to it`] : []),
  ];
}
