import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aftermathOf, ENDED } from '../testing/aftermath.ts';
import { expectedIn, foundIn, topologyOf, worldOf } from '../testing/in-world.ts';
import { WORLDS } from '../world/index.ts';
import { CATALOGUE, runRules } from './index.ts';

const RULES = new URL('./rules/', import.meta.url);
const filesEndingIn = (end: string): string[] =>
  readdirSync(RULES)
    .filter((file) => file.endsWith(end) && (end !== '.ts' || !file.endsWith('.test.ts')))
    .map((file) => file.slice(0, -end.length))
    .sort();

describe('the catalogue', () => {
  const slugs = CATALOGUE.map(({ slug }) => slug).sort();
  const codes = CATALOGUE.map(({ code }) => code);

  it('holds every rule there is, and for each a test and a page', () => {
    expect(filesEndingIn('.ts')).toEqual(slugs);
    expect(filesEndingIn('.test.ts')).toEqual(slugs);
    expect(filesEndingIn('.md')).toEqual(slugs);
  });

  it('is sorted by code, and no code stands twice', () => {
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.filter((code) => !/^VNP[1-7]\d\d$/.test(code))).toEqual([]);
  });

  it('puts each rule through its paces', () => {
    const untested = slugs.filter((slug) => !readFileSync(new URL(`${slug}.test.ts`, RULES), 'utf8').includes('testRule('));
    expect(untested).toEqual([]);
  });

  it('names no title twice', () => {
    expect(new Set(CATALOGUE.map(({ title }) => title)).size).toBe(CATALOGUE.length);
  });
});

describe('a world that ships', () => {
  it.each(Object.entries(WORLDS))('%s has exactly the faults it says', (_, text) => {
    const world = worldOf(text);
    expect(foundIn(topologyOf(world))).toEqual(expectedIn(world));
  });

  it.each(Object.entries(WORLDS))('%s can be mended: each remedy ends what it was for and starts nothing', (_, text) => {
    const world = worldOf(text);
    const topology = topologyOf(world);
    for (const finding of runRules(topology).findings)
      expect([finding.id, aftermathOf(world, topology, finding)]).toEqual([finding.id, ENDED]);
  });

  it('says nothing twice', () => {
    const { findings, unknown } = runRules(topologyOf(worldOf(WORLDS.contoso ?? '')));
    const ids = [...findings, ...unknown].map(({ id }) => id);
    expect(ids.length).toBe(new Set(ids).size);
  });

  it('gives evidence that is plain data, and the same report each time', () => {
    const topology = topologyOf(worldOf(WORLDS.contoso ?? ''));
    const report = runRules(topology);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(runRules(topology)).toEqual(report);
  });
});
