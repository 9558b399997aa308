import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, parseCidr } from '../net/index.ts';
import { findHubs, type SaidRoles } from '../shapes/index.ts';
import {
  type HalfLook,
  isHalfConfigured,
  lookOf,
  type Node,
  needsAttention,
  type Peering,
  type Topology,
  type VNet,
} from '../topology/index.ts';
import type { FindingMark } from './finding-mark.ts';

/** Peerings and their ends that have something in common. */
interface PeeringMatches {
  readonly nodes: Set<ResourceKey>;
  readonly peerings: Set<Peering>;
}

/** What is told of a topology beside what was read. */
export interface SearchContext {
  /** What `finding:` asks about; none while nothing has been checked. */
  readonly findings?: readonly FindingMark[];
  /** What people say of VNets, which `is:hub` and `is:spoke` follow. For who cannot know it, detection alone answers. */
  readonly roleOverrides?: SaidRoles;
}

/** What searching one topology again and again needs, each part made when it is first asked for. */
export interface SearchIndex {
  readonly topology: Topology;
  /** What is known to be wrong; none while nothing has been checked. */
  readonly findings: readonly FindingMark[];
  readonly nodes: readonly Node[];
  /** Name, resource group and subscription in lower case, one a line. */
  readonly searchTextOf: (node: Node) => string;
  /** The prefixes as Azure writes them, each after a line break: one that begins with a text is found by looking for `\n` and the text. */
  readonly prefixLinesOf: (node: Node) => string;
  readonly prefixesOf: (node: Node) => readonly Cidr[];
  readonly withStatus: (look: HalfLook | 'half-configured' | 'needs-attention') => PeeringMatches;
  /** The values that the VNets have under that name, in order, with how many VNets have each. */
  readonly values: (name: string, valuesOf: (vnet: VNet) => readonly string[]) => ReadonlyMap<string, number>;
  /** See `is:hub` in the table of terms. */
  readonly hubs: () => ReadonlyMap<ResourceKey, unknown>;
}

const known = new WeakMap<Topology, TopologyIndex>();

/** The index of a topology; made once, as long as the topology lives. What is told of it comes and goes beside it. */
export const searchIndex = (topology: Topology, { findings = [], roleOverrides }: SearchContext = {}): SearchIndex => ({
  ...indexOf(topology),
  findings,
  hubs: once(() => findHubs(topology, roleOverrides)),
});

type TopologyIndex = Omit<SearchIndex, 'findings' | 'hubs'>;

function indexOf(topology: Topology): TopologyIndex {
  const before = known.get(topology);
  if (before) return before;
  const looks = once(() => peeringsByLook(topology));
  const tallies = new Map<string, ReadonlyMap<string, number>>();
  const index: TopologyIndex = {
    topology,
    nodes: [...topology.vnets.values(), ...topology.ghosts.values()],
    searchTextOf: remembered((node) => wordsOf(topology, node)),
    prefixLinesOf: remembered((node) => node.addressSpace.map((prefix) => `\n${prefix.toLowerCase()}`).join('')),
    prefixesOf: remembered((node) => node.addressSpace.flatMap(strictly)),
    withStatus: (look) => looks().get(look) ?? { nodes: new Set(), peerings: new Set() },
    values: (name, valuesOf) => {
      const tally = tallies.get(name) ?? tallyOf(topology, valuesOf);
      tallies.set(name, tally);
      return tally;
    },
  };
  known.set(topology, index);
  return index;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function remembered<T>(make: (node: Node) => T): (node: Node) => T {
  const values = new Map<Node, T>();
  return (node) => {
    const value = values.get(node) ?? make(node);
    values.set(node, value);
    return value;
  };
}

const inOrder = new Intl.Collator('en', { numeric: true }).compare;

function tallyOf(topology: Topology, valuesOf: (vnet: VNet) => readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const vnet of topology.vnets.values()) for (const value of valuesOf(vnet)) counted.set(value, (counted.get(value) ?? 0) + 1);
  return new Map([...counted].sort(([a], [b]) => inOrder(a, b)));
}

/** A prefix that cannot be parsed (an imported file may hold anything) overlaps with nothing. */
const strictly = (text: string): Cidr[] => {
  const cidr = parseCidr(text);
  return cidr.ok ? [cidr.value] : [];
};

function wordsOf(topology: Topology, { name, resourceGroup, subscriptionId }: Node): string {
  const subscription = topology.subscriptions.get(subscriptionId)?.name ?? '';
  return [name, resourceGroup, subscription, subscriptionId].join('\n').toLowerCase();
}

function peeringsByLook(topology: Topology): Map<string, PeeringMatches> {
  const found = new Map<string, PeeringMatches>();
  for (const peering of topology.peerings.values()) {
    const looks: string[] = [lookOf(topology, peering, peering.a), lookOf(topology, peering, peering.b)];
    if (isHalfConfigured(topology, peering)) looks.push('half-configured');
    if (needsAttention(topology, peering)) looks.push('needs-attention');
    for (const look of looks) {
      const at = found.get(look) ?? { nodes: new Set(), peerings: new Set() };
      found.set(look, at);
      at.nodes.add(peering.a).add(peering.b);
      at.peerings.add(peering);
    }
  }
  return found;
}
