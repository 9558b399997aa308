import type { ResourceKey } from '../arm/index.ts';
import { halfFrom, otherEnd, type Peering, type Topology } from '../topology/index.ts';

/** What hubs hold, in the words of a sentence and in the order in which they are told. */
const HUB_RESOURCES = ['VPN gateway', 'ExpressRoute gateway', 'gateway', 'firewall', 'appliance', 'Route Server'] as const;
type HubResource = (typeof HUB_RESOURCES)[number];

/** What speaks for a VNet being a hub: plain facts, counted. */
export interface HubEvidence {
  readonly peerings: number;
  /** Peers with at most half as many peerings. */
  readonly smallerPeers: number;
  /** Peers that share no peering with any other of its peers. */
  readonly unconnectedPeers: number;
  readonly resources: readonly HubResource[];
  /** Peers to which it offers its gateway. */
  readonly transitPeers: number;
  /** Peers that use its gateway. */
  readonly gatewayUsers: number;
  /** Peers whose route tables send traffic to an appliance in it. */
  readonly routedPeers: number;
}

export type Confidence = 'certain' | 'likely' | 'possible';

/** How much each fact says. The form alone makes a hub; of what it holds, only what peers really use does. */
const SIGNS: readonly { readonly weight: number; readonly is: (evidence: HubEvidence) => boolean }[] = [
  { weight: 2, is: ({ smallerPeers }) => smallerPeers >= 3 },
  { weight: 1, is: ({ smallerPeers }) => smallerPeers === 2 },
  { weight: 2, is: ({ gatewayUsers }) => gatewayUsers > 0 },
  { weight: 1, is: ({ transitPeers, gatewayUsers }) => transitPeers > 0 && gatewayUsers === 0 },
  { weight: 1, is: ({ resources }) => resources.length > 0 },
  { weight: 1, is: ({ routedPeers }) => routedPeers > 0 },
];

/** How sure it is that a VNet is a hub; undefined where too little speaks for it. */
export function confidenceOf(evidence: HubEvidence): Confidence | undefined {
  if (evidence.smallerPeers < 2 && evidence.gatewayUsers === 0 && evidence.transitPeers === 0) return undefined;
  const score = SIGNS.reduce((sum, { weight, is }) => sum + (is(evidence) ? weight : 0), 0);
  return score >= 4 ? 'certain' : score === 3 ? 'likely' : score === 2 ? 'possible' : undefined;
}

/** What speaks for that VNet; `routed` counts, for each VNet, the peers whose routes lead into it. */
export function collectEvidence(topology: Topology, key: ResourceKey, routed: ReadonlyMap<ResourceKey, number>): HubEvidence {
  const peerings = topology.peeringsOf.get(key) ?? [];
  const degree = (node: ResourceKey) => topology.peeringsOf.get(node)?.length ?? 0;
  const lesser = peerings.filter((peering) => degree(otherEnd(peering, key)) * 2 <= peerings.length).length;
  return {
    peerings: peerings.length,
    smallerPeers: lesser,
    // only what looks like a hub is worth the walk over the peers of its peers
    unconnectedPeers: lesser > 1 ? strangersAround(topology, key, peerings) : 0,
    resources: holdingsOf(topology, key),
    transitPeers: peerings.filter((peering) => halfFrom(peering, key)?.allowTransit).length,
    gatewayUsers: peerings.filter((peering) => halfFrom(peering, otherEnd(peering, key))?.useRemoteGateways).length,
    routedPeers: routed.get(key) ?? 0,
  };
}

function strangersAround({ peeringsOf }: Topology, key: ResourceKey, peerings: readonly Peering[]): number {
  const peers = new Set(peerings.map((peering) => otherEnd(peering, key)));
  const knowsAnother = (peer: ResourceKey) => peeringsOf.get(peer)?.some((peering) => peers.has(otherEnd(peering, peer)));
  return [...peers].filter((peer) => !knowsAnother(peer)).length;
}

const GATEWAYS: Readonly<Record<string, HubResource>> = { Vpn: 'VPN gateway', ExpressRoute: 'ExpressRoute gateway' };

function holdingsOf({ equipmentOf }: Topology, key: ResourceKey): HubResource[] {
  const equipment = equipmentOf.get(key);
  if (!equipment) return [];
  const { gateways, firewalls, appliances, routeServers } = equipment;
  const held = new Set<HubResource>([
    ...gateways.map(({ kind }) => GATEWAYS[kind] ?? 'gateway'),
    ...firewalls.map(() => 'firewall' as const),
    ...appliances.map(() => 'appliance' as const),
    ...routeServers.map(() => 'Route Server' as const),
  ]);
  return HUB_RESOURCES.filter((holding) => held.has(holding));
}

const peers = (count: number): string => (count === 1 ? '1 peer' : `${count} peers`);

/** What it holds, as a part of a sentence: `has a VPN gateway and a firewall`; nothing where it holds nothing. */
export function describeHubResources({ resources }: HubEvidence): string[] {
  const articles = resources.map((holding) => `${/^[AEIOU]/i.test(holding) ? 'an' : 'a'} ${holding}`);
  return articles.length > 0 ? [`has ${inOneLine(articles)}`] : [];
}

/** The evidence in words, each a part of a sentence: `14 peerings`, `has a VPN gateway and a firewall`. */
export function describeEvidence(evidence: HubEvidence): string[] {
  const { peerings, unconnectedPeers, transitPeers, gatewayUsers, routedPeers } = evidence;
  return [
    peerings === 1 ? '1 peering' : `${peerings} peerings`,
    ...describeHubResources(evidence),
    ...(unconnectedPeers > 1 ? [`${unconnectedPeers} of its peers share no peering with each other`] : []),
    ...(gatewayUsers > 0
      ? [`${peers(gatewayUsers)} use${gatewayUsers === 1 ? 's' : ''} its gateway`]
      : transitPeers > 0
        ? [`offers its gateway to ${peers(transitPeers)}`]
        : []),
    ...(routedPeers > 0 ? [`the routes of ${peers(routedPeers)} lead into it`] : []),
  ];
}

const inOneLine = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
