import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PAGE_HEADINGS, parsePage, type Rule, runRules } from '../health/index.ts';
import { createModel, NO_LEARNED_ROUTES } from '../reach/index.ts';
import type { Topology } from '../topology/index.ts';
import { actualVerdicts, expectedVerdicts, toFixture, visibleTopology } from './fixtures.ts';
import { RESOLVED, simulateRemedy } from './simulate-remedy.ts';

/** Parses the page of a rule. */
const pageOf = (slug: string) => parsePage(readFileSync(new URL(`../health/rules/${slug}.md`, import.meta.url), 'utf8'));

/** Returns the fixture in the example of a rule's page. */
function exampleOf(slug: string): string {
  const body = pageOf(slug).sections.find(({ heading }) => heading === 'Example')?.body ?? '';
  return /^```world\n([\s\S]*?)^```/m.exec(body)?.[1] ?? '';
}

/**
 * Tests a rule against its own fixtures and the example of its page: the rule fails, passes and is inconclusive at least once, each fixture
 * lists exactly what all rules find in it, `reads` is complete, the remedy resolves the finding and causes no new one, and the texts are
 * `texts`.
 */
export function testRule(rule: Rule, options: { readonly fixtures: readonly string[]; readonly texts: readonly string[] }): void {
  const all = [...options.fixtures, exampleOf(rule.slug)].map(toFixture);
  const cases = all.map((fixture) => ({ fixture, topology: visibleTopology(fixture) }));
  const findings = cases.flatMap(({ topology }) => runRules(topology, [rule]).findings);

  describe(`${rule.code} ${rule.title}`, () => {
    it.each(cases)('yields exactly the expected verdicts: $fixture.title', ({ fixture, topology }) => {
      expect(actualVerdicts(topology)).toEqual(expectedVerdicts(fixture));
    });

    it('fails, passes and is inconclusive at least once', () => {
      const reports = cases.map(({ topology }) => runRules(topology, [rule]));
      expect(reports.some(({ findings }) => findings.length > 0)).toBe(true);
      expect(reports.some(({ counts }) => counts.pass > 0)).toBe(true);
      expect(reports.some(({ unknown }) => unknown.length > 0)).toBe(rule.neverUnknown === undefined);
    });

    it('lists the topology properties that it reads', () => {
      const read = new Set(cases.flatMap(({ topology }) => recordReads(rule, topology)));
      expect([...read].sort()).toEqual([...rule.reads].sort());
    });

    it('describes the finding and its remedy', () => {
      expect(findings.map(({ text, remedySentence }) => `${text} | ${remedySentence}`)).toEqual(options.texts);
    });

    it('has advice even if there is nothing to change', () => {
      expect(findings.filter(({ remedySentence }) => remedySentence === '')).toEqual([]);
    });

    it('has a remedy that resolves the finding and causes no new one', () => {
      for (const { fixture, topology } of cases)
        for (const finding of runRules(topology, [rule]).findings) expect(simulateRemedy(fixture, topology, finding)).toEqual(RESOLVED);
    });

    it('has a page with its title, the fixed headings, text under each, and an example that shows it', () => {
      const page = pageOf(rule.slug);
      expect(page.title).toBe(`${rule.code} ${rule.title}`);
      expect(page.sections.map(({ heading }) => heading)).toEqual(PAGE_HEADINGS);
      expect(page.sections.filter(({ body }) => body.length < 20)).toEqual([]);
      expect(exampleOf(rule.slug)).toContain(`#= fail    ${rule.code}`);
    });
  });
}

/** Returns the properties of the topology that the rule reads. */
function recordReads(rule: Rule, topology: Topology): string[] {
  const read = new Set<string>();
  const recording = new Proxy(topology, {
    get: (target, property, receiver) => {
      read.add(String(property));
      return Reflect.get(target, property, receiver);
    },
  });
  for (const _ of rule.check(recording, createModel(recording, NO_LEARNED_ROUTES)));
  return [...read];
}
