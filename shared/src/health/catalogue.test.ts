import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actualVerdicts, expectedVerdicts, toFixture, visibleTopology } from '../testing/fixtures.ts';
import { RESOLVED, simulateRemedy } from '../testing/simulate-remedy.ts';
import { WORLDS } from '../world/index.ts';
import { CATALOGUE, runRules } from './index.ts';

const RULES = new URL('./rules/', import.meta.url);
const slugsWithFile = (extension: string): string[] =>
  readdirSync(RULES)
    .filter((file) => file.endsWith(extension) && (extension !== '.ts' || !file.endsWith('.test.ts')))
    .map((file) => file.slice(0, -extension.length))
    .sort();

describe('the catalogue', () => {
  const slugs = CATALOGUE.map(({ slug }) => slug).sort();
  const codes = CATALOGUE.map(({ code }) => code);

  it('contains every rule file, and each rule has a test and a page', () => {
    expect(slugsWithFile('.ts')).toEqual(slugs);
    expect(slugsWithFile('.test.ts')).toEqual(slugs);
    expect(slugsWithFile('.md')).toEqual(slugs);
  });

  it('is sorted by code and has no duplicate codes', () => {
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.filter((code) => !/^VNP[1-7]\d\d$/.test(code))).toEqual([]);
  });

  it('tests each rule with the rule suite', () => {
    const untested = slugs.filter((slug) => !readFileSync(new URL(`${slug}.test.ts`, RULES), 'utf8').includes('testRule('));
    expect(untested).toEqual([]);
  });

  it('has no duplicate titles', () => {
    expect(new Set(CATALOGUE.map(({ title }) => title)).size).toBe(CATALOGUE.length);
  });
});

describe('a shipped fixture', () => {
  it.each(Object.entries(WORLDS))('%s has exactly the expected findings', (_, text) => {
    const fixture = toFixture(text);
    expect(actualVerdicts(visibleTopology(fixture))).toEqual(expectedVerdicts(fixture));
  });

  it.each(Object.entries(WORLDS))('%s can be repaired: each remedy resolves its finding and causes no new one', (_, text) => {
    const fixture = toFixture(text);
    const topology = visibleTopology(fixture);
    for (const finding of runRules(topology).findings)
      expect([finding.id, simulateRemedy(fixture, topology, finding)]).toEqual([finding.id, RESOLVED]);
  });

  it('reports nothing twice', () => {
    const { findings, unknown } = runRules(visibleTopology(toFixture(WORLDS.contoso ?? '')));
    const ids = [...findings, ...unknown].map(({ id }) => id);
    expect(ids.length).toBe(new Set(ids).size);
  });

  it('yields evidence that is plain data, and the same report on every run', () => {
    const topology = visibleTopology(toFixture(WORLDS.contoso ?? ''));
    const report = runRules(topology);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(runRules(topology)).toEqual(report);
  });
});
