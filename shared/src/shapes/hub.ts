import type { ResourceKey } from '../arm/index.ts';
import { halfFrom, otherEnd, type Peering, type Topology } from '../topology/index.ts';

/** What hubs hold, in the words of a sentence and in the order in which they are told. */
const HOLDINGS = ['VPN gateway', 'ExpressRoute gateway', 'gateway', 'firewall', 'appliance', 'Route Server'] as const;
type Holding = (typeof HOLDINGS)[number];

/** What speaks for a VNet being a hub: plain facts, counted. */
export interface HubEvidence {
  readonly peerings: number;
  /** Peers with at most half as many peerings. */
  readonly lesser: number;
  /** Peers that share no peering with any other of its peers. */
  readonly strangers: number;
  readonly holds: readonly Holding[];
  /** Peers to which it offers its gateway. */
  readonly offered: number;
  /** Peers that use its gateway. */
  readonly used: number;
  /** Peers whose route tables send traffic to an appliance in it. */
  readonly routed: number;
}

export type Confidence = 'certain' | 'likely' | 'possible';

/** How much each fact says. The form alone makes a hub; of what it holds, only what peers really use does. */
const SIGNS: readonly { readonly weight: number; readonly is: (evidence: HubEvidence) => boolean }[] = [
  { weight: 2, is: ({ lesser }) => lesser >= 3 },
  { weight: 1, is: ({ lesser }) => lesser === 2 },
  { weight: 2, is: ({ used }) => used > 0 },
  { weight: 1, is: ({ offered, used }) => offered > 0 && used === 0 },
  { weight: 1, is: ({ holds }) => holds.length > 0 },
  { weight: 1, is: ({ routed }) => routed > 0 },
];

/** How sure it is that a VNet is a hub; undefined where too little speaks for it. */
export function confidenceOf(evidence: HubEvidence): Confidence | undefined {
  if (evidence.lesser < 2 && evidence.used === 0 && evidence.offered === 0) return undefined;
  const score = SIGNS.reduce((sum, { weight, is }) => sum + (is(evidence) ? weight : 0), 0);
  return score >= 4 ? 'certain' : score === 3 ? 'likely' : score === 2 ? 'possible' : undefined;
}

/** What speaks for that VNet; `routed` counts, for each VNet, the peers whose routes lead into it. */
export function evidenceFor(topology: Topology, key: ResourceKey, routed: ReadonlyMap<ResourceKey, number>): HubEvidence {
  const peerings = topology.peeringsOf.get(key) ?? [];
  const degree = (node: ResourceKey) => topology.peeringsOf.get(node)?.length ?? 0;
  const lesser = peerings.filter((peering) => degree(otherEnd(peering, key)) * 2 <= peerings.length).length;
  return {
    peerings: peerings.length,
    lesser,
    // only what looks like a hub is worth the walk over the peers of its peers
    strangers: lesser > 1 ? strangersAround(topology, key, peerings) : 0,
    holds: holdingsOf(topology, key),
    offered: peerings.filter((peering) => halfFrom(peering, key)?.allowTransit).length,
    used: peerings.filter((peering) => halfFrom(peering, otherEnd(peering, key))?.useRemoteGateways).length,
    routed: routed.get(key) ?? 0,
  };
}

function strangersAround({ peeringsOf }: Topology, key: ResourceKey, peerings: readonly Peering[]): number {
  const peers = new Set(peerings.map((peering) => otherEnd(peering, key)));
  const knowsAnother = (peer: ResourceKey) => peeringsOf.get(peer)?.some((peering) => peers.has(otherEnd(peering, peer)));
  return [...peers].filter((peer) => !knowsAnother(peer)).length;
}

const GATEWAYS: Readonly<Record<string, Holding>> = { Vpn: 'VPN gateway', ExpressRoute: 'ExpressRoute gateway' };

function holdingsOf({ equipmentOf }: Topology, key: ResourceKey): Holding[] {
  const equipment = equipmentOf.get(key);
  if (!equipment) return [];
  const { gateways, firewalls, appliances, routeServers } = equipment;
  const held = new Set<Holding>([
    ...gateways.map(({ kind }) => GATEWAYS[kind] ?? 'gateway'),
    ...firewalls.map(() => 'firewall' as const),
    ...appliances.map(() => 'appliance' as const),
    ...routeServers.map(() => 'Route Server' as const),
  ]);
  return HOLDINGS.filter((holding) => held.has(holding));
}

const peers = (count: number): string => (count === 1 ? '1 peer' : `${count} peers`);

/** What it holds, as a part of a sentence: `has a VPN gateway and a firewall`; nothing where it holds nothing. */
export function sayHoldings({ holds }: HubEvidence): string[] {
  const articles = holds.map((holding) => `${/^[AEIOU]/i.test(holding) ? 'an' : 'a'} ${holding}`);
  return articles.length > 0 ? [`has ${inOneLine(articles)}`] : [];
}

/** The evidence in words, each a part of a sentence: `14 peerings`, `has a VPN gateway and a firewall`. */
export function sayEvidence(evidence: HubEvidence): string[] {
  const { peerings, strangers, offered, used, routed } = evidence;
  return [
    peerings === 1 ? '1 peering' : `${peerings} peerings`,
    ...sayHoldings(evidence),
    ...(strangers > 1 ? [`${strangers} of its peers share no peering with each other`] : []),
    ...(used > 0
      ? [`${peers(used)} use${used === 1 ? 's' : ''} its gateway`]
      : offered > 0
        ? [`offers its gateway to ${peers(offered)}`]
        : []),
    ...(routed > 0 ? [`the routes of ${peers(routed)} lead into it`] : []),
  ];
}

const inOneLine = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
