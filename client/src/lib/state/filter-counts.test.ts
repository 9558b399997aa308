import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { countMatches, formatCount, formatCountSentence } from './filter-counts.ts';
import type { UrlState } from './url-state.ts';
import type { Filter } from './use-filter.ts';

const topology = topologyOf('vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nvnet secret 10.2.0.0/16 hidden\na <-> b\na <-> secret\n');
const filter: Filter = {
  text: 'name:a',
  shown: new Set([...topology.vnets.keys()].slice(0, 1)),
  lines: new Set(),
  peerings: () => new Set(topology.peerings.keys()),
  findings: () => new Set(),
  problem: undefined,
  incomplete: undefined,
};
const findings = { matching: 1, total: 4 };
const sentence = (view: UrlState['view'], others: UrlState['others'] = 'dim') => {
  const filterCount = countMatches({ view, others }, filter, topology, findings);
  return filterCount && formatCountSentence(filterCount);
};

test('what matches is counted in what the view lists, and the others are accounted for', () => {
  expect(sentence('map')).toBe('1 of 3 match, others dimmed');
  expect(sentence('map', 'hide')).toBe('1 of 3 match, others hidden');
  expect(sentence('vnets')).toBe('1 of 3 match, others not listed');
  expect(sentence('peerings')).toBe('2 of 2 peerings match');
  expect(sentence('findings')).toBe('1 of 4 findings match, others not listed');
});

test('a small space has the numbers alone', () => {
  expect(formatCount({ matching: 256, total: 3000, noun: 'VNet', others: 'dimmed' })).toBe('256 of 3,000');
});

test('without a filter there is nothing to count', () => {
  const without = { ...filter, shown: undefined };
  expect(countMatches({ view: 'map', others: 'dim' }, without, topology, findings)).toBeUndefined();
});
