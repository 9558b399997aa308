import type { ResourceKey } from '../arm/index.ts';
import type { PeeringKey, Topology } from '../topology/index.ts';
import type { FindingMark } from './finding-mark.ts';
import type { Query, QueryTest } from './query.ts';
import { type SearchIndex, searchIndex, type SearchContext } from './search-index.ts';

/** The VNets and ghosts that the query means. */
export function matchTopology(topology: Topology, query: Query, told?: SearchContext): ReadonlySet<ResourceKey> {
  const index = searchIndex(topology, told);
  const test = testOf(index, query);
  const found = new Set<ResourceKey>();
  for (const node of index.nodes) if (test.node(node)) found.add(node.key);
  return found;
}

/** The peerings that the query means: those it is about, or one of whose ends it means. */
export function matchPeerings(topology: Topology, query: Query, told?: SearchContext): ReadonlySet<PeeringKey> {
  const test = testOf(searchIndex(topology, told), query);
  const found = new Set<PeeringKey>();
  for (const peering of topology.peerings.values()) if (test.peering(peering)) found.add(peering.key);
  return found;
}

/** The ids of those of the told findings that the query means: `finding:` asks each for itself, everything else asks what it is about. */
export function matchFindings(topology: Topology, query: Query, told: SearchContext & Required<Pick<SearchContext, 'findings'>>): ReadonlySet<string> {
  const test = testOf(searchIndex(topology, told), query);
  return new Set(told.findings.filter((finding) => test.finding(finding)).map(({ id }) => id));
}

function testOf(index: SearchIndex, query: Query): Required<QueryTest> {
  switch (query.kind) {
    case 'everything':
      return { node: () => true, peering: () => true, finding: () => true };
    case 'term':
      return withFindings(index, query.ask(index));
    case 'not': {
      const of = testOf(index, query.of);
      return { node: (node) => !of.node(node), peering: (peering) => !of.peering(peering), finding: (finding) => !of.finding(finding) };
    }
    case 'and':
      return combined(index, query.of, (tests, ask) => tests.every(ask));
    case 'or':
      return combined(index, query.of, (tests, ask) => tests.some(ask));
  }
}

type Combine = (tests: readonly Required<QueryTest>[], ask: (test: Required<QueryTest>) => boolean) => boolean;

function combined(index: SearchIndex, parts: readonly Query[], combine: Combine): Required<QueryTest> {
  const tests = parts.map((part) => testOf(index, part));
  return {
    node: (node) => combine(tests, (test) => test.node(node)),
    peering: (peering) => combine(tests, (test) => test.peering(peering)),
    finding: (finding) => combine(tests, (test) => test.finding(finding)),
  };
}

function withFindings({ topology }: SearchIndex, test: QueryTest): Required<QueryTest> {
  const isAbout = ({ nodes, peering: key }: FindingMark): boolean => {
    const peering = key && topology.peerings.get(key);
    if (peering) return test.peering(peering);
    return nodes.some((end) => {
      const node = topology.vnets.get(end) ?? topology.ghosts.get(end);
      return node !== undefined && test.node(node);
    });
  };
  return { finding: isAbout, ...test };
}
