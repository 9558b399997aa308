import { cidrAround, overlaps, type Parsed, parseAddress, parseCidr, parsed, refused } from '../net/index.ts';
import { type HalfLook, halfFrom, type Node, otherEnd, type Peering } from '../topology/index.ts';
import type { FindingMark } from './finding-mark.ts';
import type { TermQuery, QueryTest } from './query.ts';
import type { SearchIndex } from './search-index.ts';

/** A word of the language: what may follow its colon, and what it asks. */
export interface Term {
  readonly key: string;
  /** For a list of suggestions: what it finds. */
  readonly means: string;
  /** The values that a person can choose from, with what each means; empty when they come from the topology. */
  readonly values: ReadonlyMap<string, string>;
  readonly parse: (value: string) => Parsed<TermQuery>;
}

/** A peering is meant when one of its ends is; terms about peerings themselves say otherwise. */
function byEnds(index: SearchIndex, node: (node: Node) => boolean): QueryTest {
  let meant: Set<Node['key']> | undefined;
  return {
    node,
    peering: ({ a, b }) => {
      meant ??= new Set(index.nodes.filter(node).map(({ key }) => key));
      return meant.has(a) || meant.has(b);
    },
  };
}

const ofNode =
  (ask: (node: Node, index: SearchIndex) => boolean): TermQuery =>
  (index) =>
    byEnds(index, (node) => ask(node, index));

const noValues: ReadonlyMap<string, string> = new Map();

/** A term whose value is any text, compared without case. */
const textTerm = (key: string, means: string, ask: (node: Node, value: string, index: SearchIndex) => boolean): Term => ({
  key,
  means,
  values: noValues,
  parse: (text) => {
    const value = text.toLowerCase();
    return parsed(ofNode((node, index) => ask(node, value, index)));
  },
});

type Choice = readonly [value: string, means: string, ask: TermQuery];

/** A term whose value is one of a few words. */
function choiceTerm(key: string, means: string, choices: readonly Choice[]): Term {
  const asks = new Map(choices.map(([value, , ask]) => [value, ask]));
  return {
    key,
    means,
    values: new Map(choices.map(([value, what]) => [value, what])),
    parse: (text) => {
      const ask = asks.get(text.toLowerCase());
      return ask ? parsed(ask) : refused(`"${key}:${text}" is not known; ${key}: can be ${[...asks.keys()].join(', ')}`);
    },
  };
}

/** The prefix that a text means; an address alone means itself. */
export function parsePrefix(text: string): ReturnType<typeof parseCidr> {
  if (text.includes('/')) return parseCidr(text);
  const address = parseAddress(text);
  return address.ok ? parsed(cidrAround(address.value, address.value.family === 4 ? 32 : 128)) : address;
}

const state = (value: HalfLook | 'half-configured' | 'needs-attention', means: string): Choice => [
  value,
  means,
  (index) => {
    const found = index.withStatus(value);
    return { node: (node) => found.nodes.has(node.key), peering: (peering) => found.peerings.has(peering) };
  },
];

const has = (value: string, means: string, ask: (node: Node, index: SearchIndex) => boolean): Choice => [value, means, ofNode(ask)];

const equipmentOf = (node: Node, index: SearchIndex) => index.topology.equipmentOf.get(node.key);
const gatewaysOf = (node: Node, index: SearchIndex) => equipmentOf(node, index)?.gateways ?? [];
const holdsAny = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0;
const peeringsOf = (node: Node, index: SearchIndex) => index.topology.peeringsOf.get(node.key) ?? [];

const reaches = (peering: Peering, index: SearchIndex, differ: (a: Node, b: Node) => boolean): boolean => {
  const { vnets, ghosts } = index.topology;
  const a = vnets.get(peering.a) ?? ghosts.get(peering.a);
  const b = vnets.get(peering.b) ?? ghosts.get(peering.b);
  return a !== undefined && b !== undefined && differ(a, b);
};

/** A choice about peerings that have something between their ends; a VNet is meant when one of its peerings is. */
const between = (value: string, means: string, differ: (a: Node, b: Node) => boolean): Choice => [
  value,
  means,
  (index) => ({
    node: (node) => peeringsOf(node, index).some((peering) => reaches(peering, index, differ)),
    peering: (peering) => reaches(peering, index, differ),
  }),
];

const isSpoke = (node: Node, index: SearchIndex): boolean => {
  const hubs = index.hubs();
  return !hubs.has(node.key) && peeringsOf(node, index).some((peering) => hubs.has(otherEnd(peering, node.key)));
};

const isIsland = (node: Node, index: SearchIndex): boolean =>
  node.kind === 'vnet' && peeringsOf(node, index).length === 0 && !holdsAny(equipmentOf(node, index)?.connectedGroups);

const sameTag = (node: Node, name: string, value: string | undefined): boolean =>
  node.kind === 'vnet' &&
  Object.entries(node.tags ?? {}).some(([n, v]) => n.toLowerCase() === name && (value === undefined || v.toLowerCase().includes(value)));

const FINDINGS: ReadonlyMap<string, string> = new Map([
  ['any', 'anything that the rules found'],
  ['error', 'something does not work'],
  ['warning', 'something will surprise'],
  ['info', 'worth knowing'],
]);

/** Codes can be begun: `VNP1` means all of them that begin so. */
const CODE = /^(v|vn|vnp\d{0,3})$/;

const findingTerm: Term = {
  key: 'finding',
  means: 'VNets and peerings with a finding of that severity or code: finding:VNP101, finding:VNP3',
  values: FINDINGS,
  parse: (text) => {
    const value = text.toLowerCase();
    const isSeverity = FINDINGS.has(value);
    if (!isSeverity && !CODE.test(value)) {
      return refused(`"finding:${text}" is not known; finding: can be ${[...FINDINGS.keys()].join(', ')} or a code such as VNP101`);
    }
    const isMeant = ({ severity, code }: FindingMark) =>
      value === 'any' || (isSeverity ? severity === value : code.toLowerCase().startsWith(value));
    return parsed(({ findings }) => {
      const meant = findings.filter(isMeant);
      const nodes = new Set(meant.flatMap((finding) => finding.nodes));
      const peerings = new Set(meant.map(({ peering }) => peering));
      return { node: ({ key }) => nodes.has(key), peering: ({ key }) => peerings.has(key), finding: isMeant };
    });
  },
};

/** All words of the language, in the order in which they are offered. */
export const TERMS: readonly Term[] = [
  textTerm('name', 'VNets whose name holds the text', (node, value) => node.name.toLowerCase().includes(value)),
  choiceTerm('state', 'peerings with a half in that state, and their VNets', [
    state('half-configured', 'one half is missing, Initiated or Disconnected, or the halves are not both Connected'),
    state('needs-attention', 'half-configured, or out of sync, access off, or failed'),
    state('initiated', 'a half that waits for its twin'),
    state('disconnected', 'a half whose twin was removed'),
    state('missing', 'one half does not exist'),
    state('out-of-sync', 'a half that has not learned the new address space'),
    state('access-off', 'a half that does not let the remote VNet through by default'),
    state('connected', 'a half that is connected and in sync'),
    state('unknown', 'a half that may not be read'),
    state('other', 'a state that this version does not know'),
  ]),
  {
    key: 'cidr',
    means: 'VNets whose address space overlaps with the prefix or holds the address',
    values: noValues,
    parse: (text) => {
      const prefix = parsePrefix(text);
      return prefix.ok ? parsed(ofNode((node, index) => index.prefixesOf(node).some((own) => overlaps(own, prefix.value)))) : prefix;
    },
  },
  textTerm('sub', 'VNets in the subscriptions whose name or id holds the text', (node, value, { topology }) => {
    const name = topology.subscriptions.get(node.subscriptionId)?.name ?? '';
    return node.subscriptionId.includes(value) || name.toLowerCase().includes(value);
  }),
  textTerm(
    'region',
    'VNets in the regions whose name holds the text',
    (node, value) => node.kind === 'vnet' && node.location.toLowerCase().includes(value),
  ),
  textTerm('rg', 'VNets in the resource groups whose name holds the text', (node, value) =>
    node.resourceGroup.toLowerCase().includes(value),
  ),
  textTerm('tag', 'VNets with the tag, or with the tag and value: tag:env=prod', (node, value) => {
    const [name = '', ...rest] = value.split('=');
    return sameTag(node, name, rest.length > 0 ? rest.join('=') : undefined);
  }),
  choiceTerm('has', 'VNets that hold it or are attached to it', [
    has('gateway', 'a virtual network gateway', (node, index) => gatewaysOf(node, index).length > 0),
    has('vpn', 'a VPN gateway', (node, index) => gatewaysOf(node, index).some(({ kind }) => kind === 'Vpn')),
    has('expressroute', 'an ExpressRoute gateway', (node, index) => gatewaysOf(node, index).some(({ kind }) => kind === 'ExpressRoute')),
    has('firewall', 'an Azure Firewall', (node, index) => holdsAny(equipmentOf(node, index)?.firewalls)),
    has('nva', 'a network interface that forwards: as much of an NVA as Azure shows', (node, index) =>
      holdsAny(equipmentOf(node, index)?.appliances),
    ),
    has('route-server', 'a Route Server', (node, index) => holdsAny(equipmentOf(node, index)?.routeServers)),
    has('route-table', 'a route table on a subnet', (node, index) => holdsAny(equipmentOf(node, index)?.routeTables)),
    has('dns', 'a linked private DNS zone', (node, index) => holdsAny(equipmentOf(node, index)?.dnsLinks)),
    has('custom-dns', 'DNS servers of its own', (node) => node.kind === 'vnet' && holdsAny(node.dnsServers)),
    has('connected-group', 'a connected group of Virtual Network Manager', (node, index) =>
      holdsAny(equipmentOf(node, index)?.connectedGroups),
    ),
    has('peerings', 'at least one half of a peering', (node, index) => peeringsOf(node, index).length > 0),
    has('ipv6', 'an IPv6 prefix', (node, index) => index.prefixesOf(node).some(({ family }) => family === 6)),
  ]),
  choiceTerm('is', 'VNets by the part they play', [
    has('hub', 'joins several lesser VNets, or its peers use its gateway; or somebody said that it is one', (node, index) =>
      index.hubs().has(node.key),
    ),
    has('spoke', 'has a peering with a hub and is none', isSpoke),
    has('island', 'has no peering and stands in no connected group', isIsland),
    has('ghost', 'named by a half, but not readable', (node) => node.kind === 'ghost'),
    between('global', 'peerings across regions', (a, b) => a.kind === 'vnet' && b.kind === 'vnet' && regionOf(a) !== regionOf(b)),
    between('cross-subscription', 'peerings across subscriptions', (a, b) => a.subscriptionId !== b.subscriptionId),
  ]),
  findingTerm,
];

const regionOf = ({ location }: { readonly location: string }): string => location.toLowerCase().replace(/\s/g, '');

/** The term of that key. */
export const findTerm = (key: string): Term | undefined => TERMS.find((term) => term.key === key.toLowerCase());

/** What a word without a key asks: it is part of a name, group, subscription, prefix or id, or an address that the VNet holds. */
export function parseBareWord(text: string): TermQuery {
  const value = text.toLowerCase();
  const prefix = parsePrefix(value);
  const inId = (node: Node) => value.startsWith('/') && node.key.includes(value);
  const isIn = (node: Node, index: SearchIndex): boolean =>
    index.searchTextOf(node).includes(value) ||
    index.prefixLinesOf(node).includes(`\n${value}`) ||
    inId(node) ||
    (prefix.ok && index.prefixesOf(node).some((own) => overlaps(own, prefix.value)));
  return (index) => {
    const ends = byEnds(index, (node) => isIn(node, index));
    const isHalf = (peering: Peering) =>
      [halfFrom(peering, peering.a), halfFrom(peering, peering.b)].some((half) => half?.name.toLowerCase().includes(value));
    const { vnets, ghosts } = index.topology;
    const isAt = (key: Node['key']) => {
      const node = vnets.get(key) ?? ghosts.get(key);
      return node !== undefined && isIn(node, index);
    };
    const inWords = ({ text, nodes }: FindingMark) => text.includes(value) || nodes.some(isAt);
    return { node: ends.node, peering: (peering) => ends.peering(peering) || isHalf(peering), finding: inWords };
  };
}
