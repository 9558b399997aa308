import { readdirSync, readFileSync } from 'node:fs';
import type { TopologyRows } from '../topology/index.ts';
import { loadWorld } from '../world/index.ts';
import { toFixture } from './fixtures.ts';

/** Returns the shipped fixtures, a generated one, the example of each rule page, and a few that test partial sources. */
export function fixtureRows(): readonly (readonly [string, TopologyRows])[] {
  const named = ['contoso', 'course', 'generated:60'].map((name) => {
    const fixture = loadWorld(name);
    if (!fixture.ok) throw new Error(fixture.problem);
    return [name, fixture.value.rows] as const;
  });
  const folder = new URL('../health/rules/', import.meta.url);
  const examples = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/```world\n([\s\S]*?)```/g)].map(
        ([, text = '']) => [file, toFixture(text).rows] as const,
      ),
    );
  const extra = Object.entries(EXTRA_FIXTURES).map(([name, text]) => [name, toFixture(text).rows] as const);
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
