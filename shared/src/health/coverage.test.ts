import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { worldOf } from '../testing/in-world.ts';
import { ATTACHED_KINDS, type AttachedKind, buildTopology, type TopologyRows } from '../topology/index.ts';
import { worldNamed } from '../world/index.ts';
import { coverageInWords, kindsInWords } from './coverage.ts';
import { type Report, runRules } from './run.ts';

/** The shipped worlds, a generated one, the example of each rule's page, and a few made for this. */
function worlds(): readonly (readonly [string, TopologyRows])[] {
  const named = ['contoso', 'course', 'generated:60'].map((name) => {
    const world = worldNamed(name);
    if (!world.ok) throw new Error(world.problem);
    return [name, world.value.rows] as const;
  });
  const folder = new URL('./rules/', import.meta.url);
  const examples = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/```world\n([\s\S]*?)```/g)].map(
        ([, text = '']) => [file, worldOf(text).rows] as const,
      ),
    );
  const made = Object.entries(MADE).map(([name, text]) => [name, worldOf(text).rows] as const);
  return [...named, ...examples, ...made];
}

/** What no world above holds. */
const MADE: Readonly<Record<string, string>> = {
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

const LACKS: readonly (readonly AttachedKind[])[] = [...ATTACHED_KINDS.map((kind) => [kind]), ATTACHED_KINDS];

describe.each(worlds())('%s', (_name, rows) => {
  const full = report(rows);

  it.each(LACKS.map((kinds) => [kinds.length > 1 ? 'everything but VNets and halves' : kindsInWords(kinds), kinds] as const))(
    'read without %s claims nothing that the whole does not show, and drops no finding in silence',
    (_what, kinds) => {
      const part = report(without(rows, kinds));
      expect(part.findings.filter(({ id }) => !ids(full.findings).has(id)).map(({ id, text }) => `${id}: ${text}`)).toEqual([]);
      const open = ids(part.unknown);
      const lost = full.findings.filter(({ id, code }) => !ids(part.findings).has(id) && !open.has(id) && !open.has(`${code} estate `));
      expect(lost.map(({ id }) => id)).toEqual([]);
      // what could not be told with everything read is not told with less
      const decided = full.unknown.filter(({ id, code }) => !open.has(id) && !open.has(`${code} estate `));
      expect(decided.map(({ id }) => id)).toEqual([]);
    },
  );
});

describe('what a source does not hold', () => {
  it('is said in words', () => {
    expect(coverageInWords([])).toBeUndefined();
    expect(coverageInWords(['gateways', 'routeTables'])).toBe(
      'This source does not include virtual network gateways and route tables. Rules that depend on them are inconclusive.',
    );
  });

  it('is the reason of each question that it leaves open', () => {
    const { rows } = worldOf('vnet hub 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nhub <-> a transit | use-gateways');
    const part = report(without(rows, ['gateways', 'routeServers']));
    expect(part.findings).toEqual([]);
    expect(part.unknown.find(({ code }) => code === 'VNP302')?.reason).toBe(
      'the source does not include virtual network gateways and Route Servers, so whether there are any is unknown',
    );
  });
});
