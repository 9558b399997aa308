import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, parseCidr } from '../net/index.ts';
import { findHubs, type RoleOverrides } from '../shapes/index.ts';
import {
  type HalfStatus,
  halfStatus,
  isHalfConfigured,
  type Node,
  needsAttention,
  type Peering,
  type Topology,
  type VNet,
} from '../topology/index.ts';
import type { FindingMark } from './finding-mark.ts';

/** Peerings with the same status, and their ends. */
interface PeeringMatches {
  readonly nodes: Set<ResourceKey>;
  readonly peerings: Set<Peering>;
}

/** Findings and role overrides that a search can use in addition to the topology. */
export interface SearchContext {
  /** The findings for `finding:`; empty before the first check. */
  readonly findings?: readonly FindingMark[];
  /** Role overrides for `is:hub` and `is:spoke`; without them, detection decides. */
  readonly roleOverrides?: RoleOverrides;
}

/** The index of one topology; each part is computed on first use. */
export interface SearchIndex {
  readonly topology: Topology;
  /** The findings; empty before the first check. */
  readonly findings: readonly FindingMark[];
  readonly nodes: readonly Node[];
  /** Returns the VNets and ghosts with a name or resource ID, in lower case. */
  readonly nodesNamed: (text: string) => readonly Node[];
  /** Returns name, resource group and subscription in lower case, one per line. */
  readonly searchTextOf: (node: Node) => string;
  /** Returns the prefixes as Azure writes them, each after a line break, so that `\n` and a text finds a prefix that starts with the text. */
  readonly prefixLinesOf: (node: Node) => string;
  readonly prefixesOf: (node: Node) => readonly Cidr[];
  /** Returns the peerings with a half of that status. */
  readonly withStatus: (status: HalfStatus | 'half-configured' | 'needs-attention') => PeeringMatches;
  /** Returns the sorted values of all VNets, with the number of VNets that have each; cached under `name`. */
  readonly values: (name: string, valuesOf: (vnet: VNet) => readonly string[]) => ReadonlyMap<string, number>;
  /** Returns the hubs, for `is:hub`. */
  readonly hubs: () => ReadonlyMap<ResourceKey, unknown>;
}

const cache = new WeakMap<Topology, TopologyIndex>();

/** Returns the index of a topology, cached with the topology; the search context is added to it. */
export const searchIndex = (topology: Topology, { findings = [], roleOverrides }: SearchContext = {}): SearchIndex => ({
  ...indexOf(topology),
  findings,
  hubs: once(() => findHubs(topology, roleOverrides)),
});

type TopologyIndex = Omit<SearchIndex, 'findings' | 'hubs'>;

function indexOf(topology: Topology): TopologyIndex {
  const cached = cache.get(topology);
  if (cached) return cached;
  const nodes: readonly Node[] = [...topology.vnets.values(), ...topology.ghosts.values()];
  const byName = once(() => groupByName(nodes));
  const byStatus = once(() => peeringsByStatus(topology));
  const countsByName = new Map<string, ReadonlyMap<string, number>>();
  const index: TopologyIndex = {
    topology,
    nodes,
    nodesNamed: (text) => byName().get(text) ?? [],
    searchTextOf: memoize((node) => searchText(topology, node)),
    prefixLinesOf: memoize((node) => node.addressSpace.map((prefix) => `\n${prefix.toLowerCase()}`).join('')),
    prefixesOf: memoize((node) => node.addressSpace.flatMap(parseValid)),
    withStatus: (status) => byStatus().get(status) ?? { nodes: new Set(), peerings: new Set() },
    values: (name, valuesOf) => {
      const counts = countsByName.get(name) ?? countValues(topology, valuesOf);
      countsByName.set(name, counts);
      return counts;
    },
  };
  cache.set(topology, index);
  return index;
}

function groupByName(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const groups = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const text of [node.name.toLowerCase(), node.id.toLowerCase()]) {
      const group = groups.get(text);
      if (group) group.push(node);
      else groups.set(text, [node]);
    }
  }
  return groups;
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}

function memoize<T>(compute: (node: Node) => T): (node: Node) => T {
  const values = new Map<Node, T>();
  return (node) => {
    const value = values.get(node) ?? compute(node);
    values.set(node, value);
    return value;
  };
}

const compareNaturally = new Intl.Collator('en', { numeric: true }).compare;

function countValues(topology: Topology, valuesOf: (vnet: VNet) => readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const vnet of topology.vnets.values()) for (const value of valuesOf(vnet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => compareNaturally(a, b)));
}

/** Parses a prefix; an invalid one, from an imported file, overlaps nothing. */
const parseValid = (text: string): Cidr[] => {
  const cidr = parseCidr(text);
  return cidr.ok ? [cidr.value] : [];
};

function searchText(topology: Topology, { name, resourceGroup, subscriptionId }: Node): string {
  const subscription = topology.subscriptions.get(subscriptionId)?.name ?? '';
  return [name, resourceGroup, subscription, subscriptionId].join('\n').toLowerCase();
}

function peeringsByStatus(topology: Topology): Map<string, PeeringMatches> {
  const matches = new Map<string, PeeringMatches>();
  for (const peering of topology.peerings.values()) {
    const statuses: string[] = [halfStatus(topology, peering, peering.a), halfStatus(topology, peering, peering.b)];
    if (isHalfConfigured(topology, peering)) statuses.push('half-configured');
    if (needsAttention(topology, peering)) statuses.push('needs-attention');
    for (const status of statuses) {
      const at = matches.get(status) ?? { nodes: new Set(), peerings: new Set() };
      matches.set(status, at);
      at.nodes.add(peering.a).add(peering.b);
      at.peerings.add(peering);
    }
  }
  return matches;
}
