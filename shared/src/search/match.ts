import type { ResourceKey } from '../arm/index.ts';
import type { PeeringKey, Topology } from '../topology/index.ts';
import type { FindingMark } from './finding-mark.ts';
import type { Query, QueryTest } from './query.ts';
import { type SearchContext, type SearchIndex, searchIndex } from './search-index.ts';

/** Returns the VNets and ghosts that match the query. */
export function matchTopology(topology: Topology, query: Query, context?: SearchContext): ReadonlySet<ResourceKey> {
  const index = searchIndex(topology, context);
  const test = testOf(index, query);
  const matches = new Set<ResourceKey>();
  for (const node of index.nodes) if (test.node(node)) matches.add(node.key);
  return matches;
}

/** Returns the peerings that match the query, themselves or by one of their ends. */
export function matchPeerings(topology: Topology, query: Query, context?: SearchContext): ReadonlySet<PeeringKey> {
  const test = testOf(searchIndex(topology, context), query);
  const matches = new Set<PeeringKey>();
  for (const peering of topology.peerings.values()) if (test.peering(peering)) matches.add(peering.key);
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

function testOf(index: SearchIndex, query: Query): Required<QueryTest> {
  switch (query.kind) {
    case 'everything':
      return { node: () => true, peering: () => true, finding: () => true };
    case 'term':
      return withFindings(index, query.createTest(index));
    case 'not': {
      const negated = testOf(index, query.of);
      return {
        node: (node) => !negated.node(node),
        peering: (peering) => !negated.peering(peering),
        finding: (finding) => !negated.finding(finding),
      };
    }
    case 'and':
      return combineTests(index, query.of, (tests, test) => tests.every(test));
    case 'or':
      return combineTests(index, query.of, (tests, test) => tests.some(test));
  }
}

type Combine = (tests: readonly Required<QueryTest>[], evaluate: (test: Required<QueryTest>) => boolean) => boolean;

function combineTests(index: SearchIndex, operands: readonly Query[], combine: Combine): Required<QueryTest> {
  const tests = operands.map((operand) => testOf(index, operand));
  return {
    node: (node) => combine(tests, (test) => test.node(node)),
    peering: (peering) => combine(tests, (test) => test.peering(peering)),
    finding: (finding) => combine(tests, (test) => test.finding(finding)),
  };
}

function withFindings({ topology }: SearchIndex, test: QueryTest): Required<QueryTest> {
  const refersToMatch = ({ nodes, peering: key }: FindingMark): boolean => {
    const peering = key && topology.peerings.get(key);
    if (peering) return test.peering(peering);
    return nodes.some((end) => {
      const node = topology.vnets.get(end) ?? topology.ghosts.get(end);
      return node !== undefined && test.node(node);
    });
  };
  return { finding: refersToMatch, ...test };
}
