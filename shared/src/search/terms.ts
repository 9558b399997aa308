import { enclosingCidr, overlaps, type ParseResult, parseAddress, parseCidr, parseFailure, parseSuccess } from '../net/index.ts';
import {
  type AttachedKind,
  type HalfStatus,
  halfFrom,
  hasAllHalves,
  type Node,
  otherEnd,
  type Peering,
  VNET_KINDS,
} from '../topology/index.ts';
import type { FindingMark } from './finding-mark.ts';
import { nearTerm } from './near.ts';
import type { QueryTest, TermQuery } from './query.ts';
import type { SearchIndex } from './search-index.ts';

/** A key of the search syntax: the values that can follow its colon, and its parser. */
export interface Term {
  readonly key: string;
  /** Description of the matches, for suggestions. */
  readonly means: string;
  /** The fixed values with their descriptions; empty when the values come from the topology. */
  readonly values: ReadonlyMap<string, string>;
  readonly parse: (value: string) => ParseResult<TermQuery>;
  /** Resource types that decide what a fixed value matches. */
  readonly needs?: ReadonlyMap<string, readonly AttachedKind[]>;
  /** Returns why a valid value cannot match in this topology. */
  readonly findProblem?: (value: string, index: SearchIndex) => string | undefined;
  /** Returns the names of the VNets that were not read completely, so that a value may match more. */
  readonly findGaps?: (value: string, index: SearchIndex) => readonly string[];
}

/**
 * Creates a test in which a peering matches when one of its ends does; terms about peerings have their own tests. Each VNet is tested once,
 * however many peerings it has.
 */
function matchByEnds({ topology }: SearchIndex, matches: (node: Node) => boolean): QueryTest {
  const results = new Map<Node['key'], boolean>();
  const isMatch = (node: Node): boolean => {
    const known = results.get(node.key) ?? matches(node);
    results.set(node.key, known);
    return known;
  };
  const isMatchingEnd = (key: Node['key']): boolean => {
    const known = results.get(key);
    if (known !== undefined) return known;
    const node = topology.vnets.get(key) ?? topology.ghosts.get(key);
    return node !== undefined && isMatch(node);
  };
  return { node: isMatch, peering: ({ a, b }) => isMatchingEnd(a) || isMatchingEnd(b) };
}

const nodeTest =
  (matches: (node: Node, index: SearchIndex) => boolean): TermQuery =>
  (index) =>
    matchByEnds(index, (node) => matches(node, index));

const noValues: ReadonlyMap<string, string> = new Map();

/** Creates a term whose value is any text, compared case-insensitively. */
const textTerm = (key: string, means: string, matches: (node: Node, value: string, index: SearchIndex) => boolean): Term => ({
  key,
  means,
  values: noValues,
  parse: (text) => {
    const value = text.toLowerCase();
    return parseSuccess(nodeTest((node, index) => matches(node, value, index)));
  },
});

type Choice = readonly [value: string, means: string, ask: TermQuery, needs?: readonly AttachedKind[]];

/** Creates a term with fixed values. */
function choiceTerm(key: string, means: string, choices: readonly Choice[]): Term {
  const queries = new Map(choices.map(([value, , query]) => [value, query]));
  return {
    key,
    means,
    values: new Map(choices.map(([value, description]) => [value, description])),
    needs: new Map(choices.map(([value, , , needs = []]) => [value, needs])),
    parse: (text) => {
      const query = queries.get(text.toLowerCase());
      return query ? parseSuccess(query) : parseFailure(`Unknown value "${text}" for ${key}:. Use ${[...queries.keys()].join(', ')}`);
    },
  };
}

/** Parses a prefix; an address without a length is a prefix of that single address. */
export function parsePrefix(text: string): ReturnType<typeof parseCidr> {
  if (text.includes('/')) return parseCidr(text);
  const address = parseAddress(text);
  return address.ok ? parseSuccess(enclosingCidr(address.value, address.value.family === 4 ? 32 : 128)) : address;
}

const state = (value: HalfStatus | 'half-configured' | 'needs-attention', means: string): Choice => [
  value,
  means,
  (index) => {
    const matches = index.withStatus(value);
    return { node: (node) => matches.nodes.has(node.key), peering: (peering) => matches.peerings.has(peering), isAboutPeerings: true };
  },
];

const has = (
  value: string,
  means: string,
  matches: (node: Node, index: SearchIndex) => boolean,
  needs: readonly AttachedKind[] = [],
): Choice => [value, means, nodeTest(matches), needs];

/** Resource types that make a VNet a hub. */
const HUB_KINDS: readonly AttachedKind[] = ['gateways', 'firewalls', 'appliances', 'routeServers', 'routeTables'];

const attachedTo = (node: Node, index: SearchIndex) => index.topology.attachedResources.get(node.key);

/** Words for each kind of attached resource. */
const ATTACHED_CHOICES: readonly Choice[] = VNET_KINDS.flatMap(({ kind, definition: { filters = [] } }) =>
  filters.map((filter) => {
    const includes = (row: { readonly id: string }): boolean => filter.includes?.(row) ?? true;
    const matches = (node: Node, index: SearchIndex): boolean =>
      (attachedTo(node, index)?.[kind] ?? []).some(includes) || (node.kind === 'vnet' && filter.isShownBy?.(node) === true);
    return has(filter.word, filter.means, matches, [kind]);
  }),
);

const isNonEmpty = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0;
const peeringsOf = (node: Node, index: SearchIndex) => index.topology.peeringsOf.get(node.key) ?? [];

const differAcross = (peering: Peering, index: SearchIndex, differ: (a: Node, b: Node) => boolean): boolean => {
  const { vnets, ghosts } = index.topology;
  const a = vnets.get(peering.a) ?? ghosts.get(peering.a);
  const b = vnets.get(peering.b) ?? ghosts.get(peering.b);
  return a !== undefined && b !== undefined && differ(a, b);
};

/** Creates a choice about peerings whose ends differ in some way; a VNet matches when one of its peerings does. */
const between = (value: string, means: string, differ: (a: Node, b: Node) => boolean): Choice => [
  value,
  means,
  (index) => ({
    node: (node) => peeringsOf(node, index).some((peering) => differAcross(peering, index, differ)),
    peering: (peering) => differAcross(peering, index, differ),
    isAboutPeerings: true,
  }),
];

const isSpoke = (node: Node, index: SearchIndex): boolean => {
  const hubs = index.hubs();
  return !hubs.has(node.key) && peeringsOf(node, index).some((peering) => hubs.has(otherEnd(peering, node.key)));
};

const isIsland = (node: Node, index: SearchIndex): boolean =>
  hasAllHalves(index.topology, node.key) && peeringsOf(node, index).length === 0 && !isNonEmpty(attachedTo(node, index)?.connectedGroups);

const sameTag = (node: Node, name: string, value: string | undefined): boolean =>
  node.kind === 'vnet' &&
  Object.entries(node.tags ?? {}).some(([n, v]) => n.toLowerCase() === name && (value === undefined || v.toLowerCase().includes(value)));

const FINDINGS: ReadonlyMap<string, string> = new Map([
  ['any', 'any finding'],
  ['error', 'something does not work'],
  ['warning', 'something may not work as expected'],
  ['info', 'for information'],
]);

/** A code or the start of one: `VNP1` matches all codes that start with it. */
const CODE = /^(v|vn|vnp\d{0,3})$/;

const findingTerm: Term = {
  key: 'finding',
  means: 'VNets and peerings with a finding of this severity or code: finding:error, finding:VNP101, finding:VNP3',
  values: FINDINGS,
  parse: (text) => {
    const value = text.toLowerCase();
    const isSeverity = FINDINGS.has(value);
    if (!isSeverity && !CODE.test(value)) {
      return parseFailure(`Unknown value "${text}" for finding:. Use ${[...FINDINGS.keys()].join(', ')} or a code such as VNP101`);
    }
    const isMatch = ({ severity, code }: FindingMark) =>
      value === 'any' || (isSeverity ? severity === value : code.toLowerCase().startsWith(value));
    return parseSuccess(({ findings }) => {
      const matches = findings.filter(isMatch);
      const nodes = new Set(matches.flatMap((finding) => finding.nodes));
      const peerings = new Set(matches.map(({ peering }) => peering));
      return { node: ({ key }) => nodes.has(key), peering: ({ key }) => peerings.has(key), finding: isMatch, isAboutPeerings: true };
    });
  },
};

/** All keys of the search syntax, in the order in which they are suggested. */
export const TERMS: readonly Term[] = [
  textTerm('name', 'VNets whose name contains the text', (node, value) => node.name.toLowerCase().includes(value)),
  choiceTerm('state', 'peerings with a half of this status, and their VNets', [
    state('half-configured', 'one half is missing, Initiated or Disconnected, or the halves are not both Connected'),
    state('needs-attention', 'half-configured, or out of sync, access off, or failed'),
    state('initiated', 'a half that waits for the remote half'),
    state('disconnected', 'a half whose remote half was deleted'),
    state('missing', 'one half does not exist'),
    state('out-of-sync', 'a half that does not have the current address space of its remote VNet'),
    state('access-off', 'a half that blocks access from the remote VNet by default'),
    state('connected', 'a half that is Connected and in sync'),
    state('unknown', 'a half that cannot be read'),
    state('other', 'a state that this version of Peerscape does not know'),
  ]),
  {
    key: 'cidr',
    means: 'VNets whose address space overlaps the prefix or contains the address',
    values: noValues,
    parse: (text) => {
      const prefix = parsePrefix(text);
      return prefix.ok
        ? parseSuccess(nodeTest((node, index) => index.prefixesOf(node).some((own) => overlaps(own, prefix.value))))
        : prefix;
    },
  },
  textTerm('sub', 'VNets in subscriptions whose name or ID contains the text', (node, value, { topology }) => {
    const name = topology.subscriptions.get(node.subscriptionId)?.name ?? '';
    return node.subscriptionId.includes(value) || name.toLowerCase().includes(value);
  }),
  textTerm(
    'region',
    'VNets in regions whose name contains the text',
    (node, value) => node.kind === 'vnet' && node.location.toLowerCase().includes(value),
  ),
  textTerm('rg', 'VNets in resource groups whose name contains the text', (node, value) =>
    node.resourceGroup.toLowerCase().includes(value),
  ),
  textTerm('tag', 'VNets with the tag, or with the tag and value: tag:env, tag:env=prod', (node, value) => {
    const [name = '', ...rest] = value.split('=');
    return sameTag(node, name, rest.length > 0 ? rest.join('=') : undefined);
  }),
  choiceTerm('has', 'VNets with this resource or feature', [
    ...ATTACHED_CHOICES,
    has('custom-dns', 'custom DNS servers', (node) => node.kind === 'vnet' && isNonEmpty(node.dnsServers)),
    has('peerings', 'at least one half of a peering', (node, index) => peeringsOf(node, index).length > 0),
    has('ipv6', 'an IPv6 prefix', (node, index) => index.prefixesOf(node).some(({ family }) => family === 6)),
  ]),
  choiceTerm('is', 'VNets by their role', [
    has(
      'hub',
      'connects several smaller VNets, or its peers use its gateway, or it is set as a hub manually',
      (node, index) => index.hubs().has(node.key),
      HUB_KINDS,
    ),
    has('spoke', 'is peered with a hub and is not a hub', isSpoke, HUB_KINDS),
    has('island', 'has no peerings and is in no connected group', isIsland, ['connectedGroups']),
    has('ghost', 'is referenced by a half, but not among the VNets that were read', (node) => node.kind === 'ghost'),
    between('global', 'peerings across regions', (a, b) => a.kind === 'vnet' && b.kind === 'vnet' && regionOf(a) !== regionOf(b)),
    between('cross-subscription', 'peerings across subscriptions', (a, b) => a.subscriptionId !== b.subscriptionId),
  ]),
  findingTerm,
  nearTerm,
];

const regionOf = ({ location }: { readonly location: string }): string => location.toLowerCase().replace(/\s/g, '');

/** Returns the term with the key, if any. */
export const findTerm = (key: string): Term | undefined => TERMS.find((term) => term.key === key.toLowerCase());

/** Creates the test of a word without a key: part of a name, resource group, subscription, prefix or id, or an address in the address space. */
export function parseBareWord(text: string): TermQuery {
  const value = text.toLowerCase();
  const prefix = parsePrefix(value);
  const matchesId = (node: Node) => value.startsWith('/') && node.key.includes(value);
  const matchesNode = (node: Node, index: SearchIndex): boolean =>
    index.searchTextOf(node).includes(value) ||
    index.prefixLinesOf(node).includes(`\n${value}`) ||
    matchesId(node) ||
    (prefix.ok && index.prefixesOf(node).some((own) => overlaps(own, prefix.value)));
  return (index) => {
    const ends = matchByEnds(index, (node) => matchesNode(node, index));
    const matchesHalfName = (peering: Peering) =>
      [halfFrom(peering, peering.a), halfFrom(peering, peering.b)].some((half) => half?.name.toLowerCase().includes(value));
    const { vnets, ghosts } = index.topology;
    const matchesKey = (key: Node['key']) => {
      const node = vnets.get(key) ?? ghosts.get(key);
      return node !== undefined && matchesNode(node, index);
    };
    const matchesFinding = ({ text, nodes }: FindingMark) => text.includes(value) || nodes.some(matchesKey);
    return { node: ends.node, peering: (peering) => ends.peering(peering) || matchesHalfName(peering), finding: matchesFinding };
  };
}
