import { expect, test } from 'vitest';
import { lastName, type ResourceKey } from '../arm/index.ts';
import { buildTopology, peeringKey, type Topology } from '../topology/index.ts';
import { readWorld, visibleRows } from '../world/index.ts';
import { completeSearch } from './complete.ts';
import type { FindingMark } from './finding-mark.ts';
import { matchFindings, matchPeerings, matchTopology } from './match.ts';
import { parseSearch } from './parse.ts';
import type { Query } from './query.ts';

const world = readWorld(
  'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet lone 10.3.0.0/16\nhub <-> a\nhub -> b Initiated\n',
);
if (!world.ok) throw new Error(world.problem);
const topology: Topology = buildTopology(visibleRows(world.value));

const keyOf = (name: string): ResourceKey => {
  const vnet = [...topology.vnets.values()].find((each) => each.name === name);
  if (!vnet) throw new Error(`no VNet ${name}`);
  return vnet.key;
};
const mark = (code: string, severity: string, names: readonly string[], words = ''): FindingMark => {
  const nodes = names.map(keyOf);
  const [from, to] = nodes;
  return { id: `${code} ${names}`, code, title: `Title of ${code}`, severity, nodes, peering: from && to && peeringKey(from, to), text: words };
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
const found = (text: string) => [...matchFindings(topology, queryOf(text), { findings })];

test.each([
  ['finding:any', ['b', 'hub', 'lone']],
  ['finding:error', ['b', 'hub']],
  ['finding:WARNING', ['lone']],
  ['finding:info', []],
  ['finding:VNP101', ['b', 'hub']],
  ['finding:vnp1', ['b', 'hub']],
  ['!finding:any', ['a']],
])('%s means the VNets that the findings are about', (text, names) => {
  expect(vnets(text)).toEqual(names);
});

test('a peering is meant when a finding is about it, not when one of its ends has one', () => {
  expect(peerings('finding:error')).toEqual(['b-hub']);
  expect(peerings('finding:warning')).toEqual([]);
});

test('before anything was checked no finding is known', () => {
  expect(matchTopology(topology, queryOf('finding:any')).size).toBe(0);
});

test('a finding is meant by its own code and severity, by what it is about, and by its words', () => {
  expect(found('finding:error')).toEqual(['VNP101 b,hub']);
  expect(found('name:lone')).toEqual(['VNP203 lone']);
  expect(found('missing')).toEqual(['VNP101 b,hub']);
  expect(found('state:initiated !finding:VNP2')).toEqual(['VNP101 b,hub']);
  expect(found('')).toHaveLength(2);
});

test('what is no severity and no code is refused with what there is', () => {
  expect(parseSearch('finding:bad')).toMatchObject({ ok: false, problem: expect.stringContaining('or a code such as VNP101') });
});

test('severities are offered, and the codes that were found with their titles', () => {
  const offers = completeSearch(topology, 'finding:', 8, findings);
  expect(offers.map(({ label }) => label)).toEqual([
    'finding:any',
    'finding:error',
    'finding:warning',
    'finding:info',
    'finding:VNP101',
    'finding:VNP203',
  ]);
  expect(completeSearch(topology, 'finding:vnp2', 12, findings)).toMatchObject([{ label: 'finding:VNP203', detail: 'Title of VNP203' }]);
});
