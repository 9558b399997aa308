import { expect, test } from 'vitest';
import { buildTopology } from '../topology/index.ts';
import { loadWorld, visibleRows } from '../world/index.ts';
import { completeSearch } from './complete.ts';
import { parseSearch } from './parse.ts';
import { PRESETS } from './presets.ts';
import { TERMS } from './terms.ts';

const world = loadWorld('contoso');
if (!world.ok) throw new Error(world.problem);
const topology = buildTopology(visibleRows(world.value));

const labels = (text: string, caret = text.length) => completeSearch(topology, text, caret).map(({ label }) => label);
const accepted = (text: string, label: string, caret = text.length) => {
  const suggestion = completeSearch(topology, text, caret).find((s) => s.label === label);
  return suggestion ? text.slice(0, suggestion.from) + suggestion.insert + text.slice(suggestion.to) : undefined;
};

test('an empty text suggests all keys', () => {
  expect(labels('')).toEqual(TERMS.map(({ key }) => `${key}:`));
});

test('a partial word suggests the keys and names that start with it', () => {
  expect(labels('re')).toContain('region:');
  expect(labels('hub')).toEqual(expect.arrayContaining(['name:hub-weu', 'name:hub-eus2']));
});

test('after a colon, values are suggested', () => {
  expect(labels('has:gat')).toEqual(['has:gateway']);
  expect(labels('region:')).toEqual(['region:eastus2', 'region:northeurope', 'region:westeurope']);
  expect(labels('tag:env')).toEqual(['tag:env=prod', 'tag:env=test']);
  expect(labels('sub:contoso-d')).toEqual(['sub:contoso-data']);
});

test('at most twelve values are suggested', () => {
  expect(topology.vnets.size).toBeGreaterThan(12);
  expect(labels('name:')).toHaveLength(12);
});

test('accepting a suggestion replaces only the word at the caret', () => {
  expect(accepted('is:hub region:west name:x', 'region:westeurope', 15)).toBe('is:hub region:westeurope name:x');
});

test('a word is completed after a parenthesis and an exclamation mark', () => {
  expect(accepted('(!sta', 'state:')).toBe('(!state:');
});

test('every accepted suggestion can be parsed', () => {
  for (const { key } of TERMS) {
    for (const { insert } of completeSearch(topology, `${key}:`, key.length + 1)) expect(parseSearch(insert)).toMatchObject({ ok: true });
  }
});

test('every preset can be parsed', () => {
  for (const { text } of PRESETS) expect(parseSearch(text)).toMatchObject({ ok: true });
});
