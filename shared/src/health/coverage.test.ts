import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { worldOf } from '../testing/in-world.ts';
import { ATTACHED_KINDS, type AttachedKind, buildTopology, type TopologyRows } from '../topology/index.ts';
import { worldNamed } from '../world/index.ts';
import { coverageInWords, kindsInWords } from './coverage.ts';
import { type Report, runRules } from './run.ts';

/** Returns the shipped fixtures, a generated one, the example of each rule page, and a few that are written for this test. */
function fixtures(): readonly (readonly [string, TopologyRows])[] {
  const named = ['contoso', 'course', 'generated:60'].map((name) => {
    const fixture = worldNamed(name);
    if (!fixture.ok) throw new Error(fixture.problem);
    return [name, fixture.value.rows] as const;
  });
  const folder = new URL('./rules/', import.meta.url);
  const examples = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/```world\n([\s\S]*?)```/g)].map(
        ([, text = '']) => [file, worldOf(text).rows] as const,
      ),
    );
  const extra = Object.entries(EXTRA_FIXTURES).map(([name, text]) => [name, worldOf(text).rows] as const);
  return [...named, ...examples, ...extra];
}

/** Situations that the other fixtures do not contain. */
const EXTRA_FIXTURES: Readonly<Record<string, string>> = {
  'a spoke with a gateway of its own': `vnet hub 10.0.0.0/16 gateway
repeat 1..6 vnet spoke-{n} 10.1.{n}.0/24
repeat 1..4 hub <-> spoke-{n} transit | use-gateways
vnet branch 10.2.0.0/16 gateway
hub <-> branch transit |
hub <-> spoke-5
`,
  'a connected group close to its limit': `repeat 1..200 vnet m-{n} 10.0.{n}.0/24
group mesh ${Array.from({ length: 200 }, (_, i) => `m-${i + 1}`).join(' ')}
`,
};

const without = (rows: TopologyRows, kinds: readonly AttachedKind[]): TopologyRows => ({
  ...rows,
  ...Object.fromEntries(kinds.map((kind) => [kind, []])),
  missingKinds: kinds,
});

const report = (rows: TopologyRows): Report => runRules(buildTopology(rows));
const ids = (list: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(list.map(({ id }) => id));

const MISSING: readonly (readonly AttachedKind[])[] = [...ATTACHED_KINDS.map((kind) => [kind]), ATTACHED_KINDS];

describe.each(fixtures())('%s', (_name, rows) => {
  const full = report(rows);

  it.each(MISSING.map((kinds) => [kinds.length > 1 ? 'everything but VNets and halves' : kindsInWords(kinds), kinds] as const))(
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
    expect(coverageInWords([])).toBeUndefined();
    expect(coverageInWords(['gateways', 'routeTables'])).toBe(
      'This source does not include virtual network gateways and route tables. Rules that depend on them are inconclusive.',
    );
  });

  it('are the reason of each inconclusive check', () => {
    const { rows } = worldOf('vnet hub 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nhub <-> a transit | use-gateways');
    const partial = report(without(rows, ['gateways', 'routeServers']));
    expect(partial.findings).toEqual([]);
    expect(partial.unknown.find(({ code }) => code === 'VNP302')?.reason).toBe(
      'the source does not include virtual network gateways and Route Servers, so it is unknown whether any exist',
    );
  });
});
