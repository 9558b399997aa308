import { expect, test } from 'vitest';
import { lastName, type ResourceKey } from '../arm/index.ts';
import { topologyOf } from '../testing/fixtures.ts';
import { peeringKey } from '../topology/index.ts';
import { completeSearch } from './complete.ts';
import type { FindingMark } from './finding-mark.ts';
import { matchFindings, matchPeerings, matchTopology } from './match.ts';
import { parseSearch } from './parse.ts';
import type { Query } from './query.ts';

const topology = topologyOf(
  'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet lone 10.3.0.0/16\nhub <-> a\nhub -> b Initiated\n',
);

const keyOf = (name: string): ResourceKey => {
  const vnet = [...topology.vnets.values()].find((each) => each.name === name);
  if (!vnet) throw new Error(`there is no VNet named ${name}`);
  return vnet.key;
};
const mark = (code: string, severity: string, names: readonly string[], text = ''): FindingMark => {
  const nodes = names.map(keyOf);
  const [from, to] = nodes;
  return {
    id: `${code} ${names}`,
    code,
    title: `Title of ${code}`,
    severity,
    nodes,
    peering: from && to && peeringKey(from, to),
    text,
  };
};
const findings = [mark('VNP101', 'error', ['b', 'hub'], 'a half is missing'), mark('VNP203', 'warning', ['lone'])];

const queryOf = (text: string): Query => {
  const parsed = parseSearch(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
};
const vnets = (text: string) => [...matchTopology(topology, queryOf(text), { findings })].map(lastName).sort();
const peerings = (text: string) =>
  [...matchPeerings(topology, queryOf(text), { findings })].map((key) => key.split('|').map(lastName).join('-'));
const findingIds = (text: string) => [...matchFindings(topology, queryOf(text), { findings })];

test.each([
  ['finding:any', ['b', 'hub', 'lone']],
  ['finding:error', ['b', 'hub']],
  ['finding:WARNING', ['lone']],
  ['finding:info', []],
  ['finding:VNP101', ['b', 'hub']],
  ['finding:vnp1', ['b', 'hub']],
  ['!finding:any', ['a']],
])('%s matches the VNets that the findings refer to', (text, names) => {
  expect(vnets(text)).toEqual(names);
});

test('a peering matches when a finding refers to it, not when one of its ends has a finding', () => {
  expect(peerings('finding:error')).toEqual(['b-hub']);
  expect(peerings('finding:warning')).toEqual([]);
});

test('nothing matches before the first check', () => {
  expect(matchTopology(topology, queryOf('finding:any')).size).toBe(0);
});

test('a finding matches by code and severity, by the resources that it refers to, and by its text', () => {
  expect(findingIds('finding:error')).toEqual(['VNP101 b,hub']);
  expect(findingIds('name:lone')).toEqual(['VNP203 lone']);
  expect(findingIds('missing')).toEqual(['VNP101 b,hub']);
  expect(findingIds('state:initiated !finding:VNP2')).toEqual(['VNP101 b,hub']);
  expect(findingIds('')).toHaveLength(2);
});

test('an unknown value is rejected with the known ones', () => {
  expect(parseSearch('finding:bad')).toMatchObject({ ok: false, problem: expect.stringContaining('or a code such as VNP101') });
});

test('severities are suggested, and the codes of the findings with their titles', () => {
  const suggestions = completeSearch(topology, 'finding:', 8, findings);
  expect(suggestions.map(({ label }) => label)).toEqual([
    'finding:any',
    'finding:error',
    'finding:warning',
    'finding:info',
    'finding:VNP101',
    'finding:VNP203',
  ]);
  expect(completeSearch(topology, 'finding:vnp2', 12, findings)).toMatchObject([{ label: 'finding:VNP203', detail: 'Title of VNP203' }]);
});
