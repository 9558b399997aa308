import { describe, expect, it } from 'vitest';
import { fixtureRows } from '../testing/fixture-rows.ts';
import { toFixture } from '../testing/fixtures.ts';
import { ATTACHED_KINDS, type AttachedKind, buildTopology, formatKinds, type TopologyRows } from '../topology/index.ts';
import { describeCoverage } from './coverage.ts';
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

describe('resource types that are missing from a source', () => {
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
