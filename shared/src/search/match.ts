import type { ResourceKey } from '../arm/index.ts';
import type { Node, Peering, PeeringKey, Topology } from '../topology/index.ts';
import type { FindingMark } from './finding-mark.ts';
import type { Query, QueryTest } from './query.ts';
import { type SearchContext, type SearchIndex, searchIndex } from './search-index.ts';

/** Returns the VNets and ghosts that match the query. */
export function matchTopology(topology: Topology, query: Query, context?: SearchContext): ReadonlySet<ResourceKey> {
  const index = searchIndex(topology, context);
  return matchNodes(index, testOf(index, query));
}

function matchNodes({ nodes }: SearchIndex, test: CompiledTest): ReadonlySet<ResourceKey> {
  const matches = new Set<ResourceKey>();
  for (const node of nodes) if (test.node(node)) matches.add(node.key);
  return matches;
}

/** Returns the peerings that match the query, themselves or by one of their ends. */
export function matchPeerings(topology: Topology, query: Query, context?: SearchContext): ReadonlySet<PeeringKey> {
  const test = testOf(searchIndex(topology, context), query);
  const matches = new Set<PeeringKey>();
  for (const peering of topology.peerings.values()) if (test.peering(peering) !== 'no') matches.add(peering.key);
  return matches;
}

/** Returns the ids of the findings that match the query: `finding:` tests the finding, every other term the resources that it refers to. */
export function matchFindings(
  topology: Topology,
  query: Query,
  context: SearchContext & Required<Pick<SearchContext, 'findings'>>,
): ReadonlySet<string> {
  const test = testOf(searchIndex(topology, context), query);
  return new Set(context.findings.filter((finding) => test.finding(finding)).map(({ id }) => id));
}

/** Result of a filter over a topology, as a map or table shows it. */
export interface FilteredTopology {
  readonly nodes: ReadonlySet<ResourceKey>;
  /** Peerings that match themselves, such as those that a `state:` describes, and those that match by their ends when both are in `nodes`. */
  readonly lines: ReadonlySet<PeeringKey>;
}

/**
 * Returns the VNets and peerings that stand out when the topology is filtered. When the text consists of names of which no VNet has all,
 * as with the names of two VNets, these are the peerings that have all of them, and their ends.
 */
export function filterTopology(topology: Topology, query: Query, context?: SearchContext): FilteredTopology {
  const index = searchIndex(topology, context);
  const test = testOf(index, query);
  const nodes = matchNodes(index, test);
  const peerings = [...topology.peerings.values()];
  if (nodes.size === 0 && isOfNames(query)) {
    const pairs = peerings.filter((peering) => test.peering(peering) !== 'no');
    return { nodes: new Set(pairs.flatMap(({ a, b }) => [a, b])), lines: new Set(pairs.map(({ key }) => key)) };
  }
  const isLine = (peering: Peering) => {
    const match = test.peering(peering);
    return match === 'itself' || (match === 'by-ends' && nodes.has(peering.a) && nodes.has(peering.b));
  };
  return { nodes, lines: new Set(peerings.filter(isLine).map(({ key }) => key)) };
}

/** Tests whether a query consists of names only. */
function isOfNames(query: Query): boolean {
  if (query.kind === 'term') return query.key === '' || query.key === 'name';
  return (query.kind === 'and' || query.kind === 'or') && query.of.every(isOfNames);
}

/** Match of a peering: of the peering itself, or only of its ends. */
type PeeringMatch = 'no' | 'by-ends' | 'itself';

interface CompiledTest {
  readonly node: (node: Node) => boolean;
  readonly peering: (peering: Peering) => PeeringMatch;
  readonly finding: (finding: FindingMark) => boolean;
  readonly isAboutPeerings: boolean;
}

const EVERYTHING: CompiledTest = { node: () => true, peering: () => 'by-ends', finding: () => true, isAboutPeerings: false };

function testOf(index: SearchIndex, query: Query): CompiledTest {
  switch (query.kind) {
    case 'everything':
      return EVERYTHING;
    case 'term':
      return compileTerm(index, query.createTest(index));
    case 'not': {
      const negated = testOf(index, query.of);
      const match = matchKind(negated.isAboutPeerings);
      return {
        node: (node) => !negated.node(node),
        peering: (peering) => (negated.peering(peering) === 'no' ? match : 'no'),
        finding: (finding) => !negated.finding(finding),
        isAboutPeerings: negated.isAboutPeerings,
      };
    }
    case 'and':
      return combineTests(index, query.of, (tests, test) => tests.every(test));
    case 'or':
      return combineTests(index, query.of, (tests, test) => tests.some(test));
  }
}

const matchKind = (isAboutPeerings: boolean): PeeringMatch => (isAboutPeerings ? 'itself' : 'by-ends');

type Combine = (tests: readonly CompiledTest[], evaluate: (test: CompiledTest) => boolean) => boolean;

function combineTests(index: SearchIndex, operands: readonly Query[], combine: Combine): CompiledTest {
  const tests = operands.map((operand) => testOf(index, operand));
  return {
    node: (node) => combine(tests, (test) => test.node(node)),
    peering: (peering) => {
      if (!combine(tests, (test) => test.peering(peering) !== 'no')) return 'no';
      return matchKind(tests.some((test) => test.peering(peering) === 'itself'));
    },
    finding: (finding) => combine(tests, (test) => test.finding(finding)),
    isAboutPeerings: tests.some((test) => test.isAboutPeerings),
  };
}

function compileTerm({ topology }: SearchIndex, test: QueryTest): CompiledTest {
  const refersToMatch = ({ nodes, peering: key }: FindingMark): boolean => {
    const peering = key && topology.peerings.get(key);
    if (peering) return test.peering(peering);
    return nodes.some((end) => {
      const node = topology.vnets.get(end) ?? topology.ghosts.get(end);
      return node !== undefined && test.node(node);
    });
  };
  const isAboutPeerings = test.isAboutPeerings ?? false;
  const match = matchKind(isAboutPeerings);
  return {
    node: test.node,
    peering: (peering) => (test.peering(peering) ? match : 'no'),
    finding: test.finding ?? refersToMatch,
    isAboutPeerings,
  };
}
