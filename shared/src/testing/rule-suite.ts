import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PAGE_HEADINGS, type Rule, readPage, runRules } from '../health/index.ts';
import type { Topology } from '../topology/index.ts';
import { aftermathOf, ENDED } from './aftermath.ts';
import { expectedIn, foundIn, topologyOf, worldOf } from './in-world.ts';

/** The page of a rule, as it stands beside it. */
const pageOf = (slug: string) => readPage(readFileSync(new URL(`../health/rules/${slug}.md`, import.meta.url), 'utf8'));

/** The world in the example of a rule's page. */
function exampleOf(slug: string): string {
  const body = pageOf(slug).sections.find(({ heading }) => heading === 'Example')?.body ?? '';
  return /^```world\n([\s\S]*?)^```/m.exec(body)?.[1] ?? '';
}

/**
 * Every promise of a rule, kept in its own worlds and in the example of its page: it is seen failing, passing and undecided, each world states
 * exactly what all rules find there, the rule reads what it says, its remedy ends what it found and starts nothing, and `says` are its words.
 */
export function testRule(rule: Rule, { worlds, says }: { readonly worlds: readonly string[]; readonly says: readonly string[] }): void {
  const all = [...worlds, exampleOf(rule.slug)].map(worldOf);
  const seen = all.map((world) => ({ world, topology: topologyOf(world) }));
  const findings = seen.flatMap(({ topology }) => runRules(topology, [rule]).findings);

  describe(`${rule.code} ${rule.title}`, () => {
    it.each(seen)('finds exactly what the world says: $world.title', ({ world, topology }) => {
      expect(foundIn(topology)).toEqual(expectedIn(world));
    });

    it('is seen failing, passing and undecided', () => {
      const reports = seen.map(({ topology }) => runRules(topology, [rule]));
      expect(reports.some(({ findings }) => findings.length > 0)).toBe(true);
      expect(reports.some(({ counts }) => counts.pass > 0)).toBe(true);
      expect(reports.some(({ unknown }) => unknown.length > 0)).toBe(rule.neverUnknown === undefined);
    });

    it('reads what it says it reads', () => {
      const read = new Set(seen.flatMap(({ topology }) => readBy(rule, topology)));
      expect([...read].sort()).toEqual([...rule.reads].sort());
    });

    it('says what it found and what would end it', () => {
      expect(findings.map(({ text, remedySentence }) => `${text} | ${remedySentence}`)).toEqual(says);
    });

    it('says where to look even when there is nothing to change', () => {
      expect(findings.filter(({ remedySentence }) => remedySentence === '')).toEqual([]);
    });

    it('has a remedy that ends what it found and starts nothing', () => {
      for (const { world, topology } of seen)
        for (const finding of runRules(topology, [rule]).findings) expect(aftermathOf(world, topology, finding)).toEqual(ENDED);
    });

    it('has a page with its title, the fixed headings, something under each, and an example that shows it', () => {
      const page = pageOf(rule.slug);
      expect(page.title).toBe(`${rule.code} ${rule.title}`);
      expect(page.sections.map(({ heading }) => heading)).toEqual(PAGE_HEADINGS);
      expect(page.sections.filter(({ body }) => body.length < 20)).toEqual([]);
      expect(exampleOf(rule.slug)).toContain(`#= fail    ${rule.code}`);
    });
  });
}

/** Those parts of the topology that the rule touches. */
function readBy(rule: Rule, topology: Topology): string[] {
  const read = new Set<string>();
  const recording = new Proxy(topology, {
    get: (target, part, receiver) => {
      read.add(String(part));
      return Reflect.get(target, part, receiver);
    },
  });
  for (const _ of rule.check(recording));
  return [...read];
}
