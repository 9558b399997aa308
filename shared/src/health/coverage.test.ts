import { describe, expect, it } from 'vitest';
import { fixtureRows } from '../testing/fixture-rows.ts';
import { toFixture } from '../testing/fixtures.ts';
import {
  ATTACHED_KINDS,
  type AttachedKind,
  buildTopology,
  formatKinds,
  KIND_DEFINITIONS,
  type TopologyRows,
  VNET_KINDS,
} from '../topology/index.ts';
import { CATALOGUE } from './catalogue.ts';
import { describeCoverage, describeSubscriptionCoverage } from './coverage.ts';
import { type Report, runRules } from './run.ts';

const without = (rows: TopologyRows, kinds: readonly AttachedKind[]): TopologyRows => ({
  ...rows,
  ...Object.fromEntries(kinds.map((kind) => [kind, []])),
  missingKinds: kinds,
});

const report = (rows: TopologyRows): Report => runRules(buildTopology(rows));
const ids = (list: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(list.map(({ id }) => id));

const MISSING: readonly (readonly AttachedKind[])[] = [...ATTACHED_KINDS.map((kind) => [kind]), ATTACHED_KINDS];

describe.each(fixtureRows())('%s', (_name, rows) => {
  const full = report(rows);

  it.each(MISSING.map((kinds) => [kinds.length > 1 ? 'everything but VNets and halves' : formatKinds(kinds), kinds] as const))(
    'without %s has no additional findings and reports lost findings as inconclusive',
    (_what, kinds) => {
      const partial = report(without(rows, kinds));
      expect(partial.findings.filter(({ id }) => !ids(full.findings).has(id)).map(({ id, text }) => `${id}: ${text}`)).toEqual([]);
      const open = ids(partial.unknown);
      const lost = full.findings.filter(({ id, code }) => !ids(partial.findings).has(id) && !open.has(id) && !open.has(`${code} estate `));
      expect(lost.map(({ id }) => id)).toEqual([]);
      // what is inconclusive with all data must not become conclusive with less
      const decided = full.unknown.filter(({ id, code }) => !open.has(id) && !open.has(`${code} estate `));
      expect(decided.map(({ id }) => id)).toEqual([]);
    },
  );
});

/** Assigns the VNets to three subscriptions in turn; resources keep their ids and follow their VNets. */
function spread(rows: TopologyRows): TopologyRows {
  const move = (text: string, { id }: { readonly id: string }, i: number): string =>
    text.replaceAll(`${id}"`, `${inSubscription(id, i % 3)}"`).replaceAll(`${id}/`, `${inSubscription(id, i % 3)}/`);
  return JSON.parse([...rows.vnets].sort((a, b) => b.id.length - a.id.length).reduce(move, JSON.stringify(rows)));
}

const inSubscription = (id: string, i: number): string => id.replace(/^\/subscriptions\/[^/]*/, `/subscriptions/sub-${i}`);

/** Takes everything but VNets and halves away from one subscription. */
function withoutIn(rows: TopologyRows, subscriptionId: string): TopologyRows {
  const isThere = (id: string) => id.startsWith(`/subscriptions/${subscriptionId}/`);
  const remaining = ATTACHED_KINDS.map((kind) => {
    const definition = KIND_DEFINITIONS[kind];
    if (!definition.isInSubscriptionOfVNet) return [kind, []];
    const vnetsOf = VNET_KINDS.find((one) => one.kind === kind)?.definition.vnetsOf;
    return [kind, rows[kind].filter((row) => !vnetsOf?.(row).some(isThere))];
  });
  return { ...rows, ...Object.fromEntries(remaining), subscriptionCoverage: [{ subscriptionId, missingKinds: ATTACHED_KINDS }] };
}

describe.each(fixtureRows())('%s in three subscriptions', (_name, rows) => {
  const moved = spread(rows);
  const full = report(moved);

  it.each(['sub-0', 'sub-1', 'sub-2'])('without the resources in %s has no additional findings and no lost ones', (subscription) => {
    const partial = report(withoutIn(moved, subscription));
    expect(partial.findings.filter(({ id }) => !ids(full.findings).has(id)).map(({ id, text }) => `${id}: ${text}`)).toEqual([]);
    const open = ids(partial.unknown);
    const lost = full.findings.filter(({ id, code }) => !ids(partial.findings).has(id) && !open.has(id) && !open.has(`${code} estate `));
    expect(lost.map(({ id }) => id)).toEqual([]);
  });
});

describe('resource types that are missing in one subscription', () => {
  const world = `subscription one
subscription two
in sub=one
vnet hub-a 10.0.0.0/16
vnet a 10.1.0.0/16
hub-a <-> a transit | use-gateways
in sub=two
vnet hub-b 10.2.0.0/16
vnet b 10.3.0.0/16
hub-b <-> b transit | use-gateways`;
  const { rows } = toFixture(world);
  const [first] = rows.subscriptions;
  const partial = report({ ...rows, subscriptionCoverage: [{ subscriptionId: first?.id ?? '', missingKinds: ['gateways'] }] });
  const about302 = ({ code }: { readonly code: string }) => code === 'VNP302';

  it('are unknown there, and absent elsewhere', () => {
    expect(partial.findings.filter(about302).map(({ where }) => where)).toEqual(['b → hub-b']);
    expect(partial.unknown.filter(about302).map(({ where, reason }) => `${where}: ${reason}`)).toEqual([
      'a → hub-a: not all virtual network gateways were read, so it is unknown whether there are more',
    ]);
  });

  it('are described with the subscriptions, once for each set of types', () => {
    const subscriptions = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, name: id.toUpperCase() }));
    const coverage = subscriptions.map(({ id }) => ({ subscriptionId: id, missingKinds: ['firewalls'] as const }));
    const complete = 'Rules that depend on them are inconclusive there.';
    expect(describeSubscriptionCoverage([], subscriptions)).toEqual([]);
    expect(describeSubscriptionCoverage(coverage, subscriptions)).toEqual([
      `In A, B, C and 2 more subscriptions, firewalls were not read. ${complete}`,
    ]);
    expect(describeSubscriptionCoverage([{ subscriptionId: 'A', missingKinds: ATTACHED_KINDS }], subscriptions)).toEqual([
      `In A, no resources other than VNets were read. ${complete}`,
    ]);
  });
});

describe('resource types that are missing from a source', () => {
  it('are named only if a rule can depend on them', () => {
    const needed = new Set(CATALOGUE.flatMap(({ needs = {} }) => Object.keys(needs)));
    expect(ATTACHED_KINDS.filter((kind) => KIND_DEFINITIONS[kind].isOnlyForPaths && needed.has(kind))).toEqual([]);
    expect(describeCoverage(['loadBalancers', 'machines'])).toBeUndefined();
    expect(describeSubscriptionCoverage([{ subscriptionId: 'a', missingKinds: ['loadBalancers'] }], [])).toEqual([]);
  });

  it('are named in a sentence', () => {
    expect(describeCoverage([])).toBeUndefined();
    expect(describeCoverage(['gateways', 'routeTables'])).toBe(
      'This source does not include virtual network gateways and route tables. Rules that depend on them are inconclusive.',
    );
  });

  it('are the reason of each inconclusive check', () => {
    const { rows } = toFixture('vnet hub 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nhub <-> a transit | use-gateways');
    const partial = report(without(rows, ['gateways', 'routeServers']));
    expect(partial.findings).toEqual([]);
    expect(partial.unknown.find(({ code }) => code === 'VNP302')?.reason).toBe(
      'the source does not include virtual network gateways and Route Servers, so it is unknown whether any exist',
    );
  });
});
