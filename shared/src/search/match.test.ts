import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastName, resourceKey } from '../arm/index.ts';
import { toFixture, topologyOf } from '../testing/fixtures.ts';
import { buildTopology } from '../topology/index.ts';
import { describeMissing } from './describe-missing.ts';
import { matchPeerings, matchTopology } from './match.ts';
import { parseSearch } from './parse.ts';
import type { Query } from './query.ts';

const topology = topologyOf(`
subscription prod
subscription labs
in sub=prod region=westeurope rg=rg-net
vnet hub      10.0.0.0/16 gateway=Vpn firewall=10.0.1.4 bastion tag:env=prod
vnet spoke-a  10.1.0.0/16 tag:env=prod dns=10.0.0.4
vnet spoke-b  10.2.0.0/16 fd00:2::/48 tag:env=test
vnet spoke-c  10.3.0.0/16
in sub=labs region=eastus rg=rg-labs
vnet far      10.4.0.0/16 nva=10.4.0.4
vnet island   192.168.0.0/24
vnet secret   172.16.0.0/16 hidden
vnet group-1  10.8.1.0/24
vnet group-2  10.8.2.0/24
group mesh group-1 group-2

hub <-> spoke-a transit | use-gateways
hub -> spoke-b Initiated
spoke-c -> hub Disconnected
hub <-> far | no-access
hub <-> secret
`);

const query = (text: string): Query => {
  const parsed = parseSearch(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
};
const names = (keys: Iterable<string>): string => [...keys].map(lastName).sort().join(' ');
const vnets = (text: string): string => names(matchTopology(topology, query(text)));
const peerings = (text: string): string =>
  [...matchPeerings(topology, query(text))]
    .map((key) => key.split('|').map(lastName).sort().join('–'))
    .sort()
    .join(' ');

const all = 'far group-1 group-2 hub island secret spoke-a spoke-b spoke-c';

test.each([
  ['', all],
  ['spoke', 'spoke-a spoke-b spoke-c'],
  ['SPOKE-A', 'spoke-a'],
  ['rg-labs', 'far group-1 group-2 island secret'],
  ['10.2', 'spoke-b'],
  ['10.1.7.9', 'spoke-a'],
  ['10.0.0.0/14', 'hub spoke-a spoke-b spoke-c'],
  ['fd00:2::/64', 'spoke-b'],
  ['name:hub', 'hub'],
  ['cidr:10.1.2.0/24', 'spoke-a'],
  ['cidr:10.1.2.3', 'spoke-a'],
  ['sub:labs', 'far group-1 group-2 island secret'],
  ['region:east', 'far group-1 group-2 island'],
  ['rg:net', 'hub spoke-a spoke-b spoke-c'],
  ['tag:env', 'hub spoke-a spoke-b'],
  ['tag:env=prod', 'hub spoke-a'],
  ['has:gateway', 'hub'],
  ['has:vpn', 'hub'],
  ['has:expressroute', ''],
  ['has:firewall', 'hub'],
  ['has:bastion', 'hub'],
  ['has:nva', 'far'],
  ['has:custom-dns', 'spoke-a'],
  ['has:ipv6', 'spoke-b'],
  ['has:connected-group', 'group-1 group-2'],
  ['has:peerings', 'far hub secret spoke-a spoke-b spoke-c'],
  ['is:hub', 'hub'],
  ['is:spoke', 'far secret spoke-a spoke-b spoke-c'],
  ['is:island', 'island'],
  ['is:ghost', 'secret'],
  ['is:global', 'far hub'],
  ['is:cross-subscription', 'far hub secret'],
  ['state:initiated', 'hub spoke-b'],
  ['state:missing', 'hub spoke-b spoke-c'],
  ['state:disconnected', 'hub spoke-c'],
  ['state:access-off', 'far hub'],
  ['state:unknown', 'hub secret'],
  ['state:half-configured', 'hub spoke-b spoke-c'],
  ['state:needs-attention', 'far hub spoke-b spoke-c'],
  ['!has:peerings', 'group-1 group-2 island'],
  ['spoke !tag:env=prod', 'spoke-b spoke-c'],
  ['is:ghost OR is:island', 'island secret'],
  ['(is:ghost OR is:hub) sub:prod', 'hub'],
])('%j finds %s', (text, found) => {
  expect(vnets(text)).toBe(found);
});

test.each([
  ['state:initiated', 'hub–spoke-b'],
  ['state:half-configured', 'hub–spoke-b hub–spoke-c'],
  ['state:needs-attention', 'far–hub hub–spoke-b hub–spoke-c'],
  ['spoke-a', 'hub–spoke-a'],
  ['is:global', 'far–hub'],
  ['has:nva', 'far–hub'],
  ['!state:half-configured', 'far–hub hub–secret hub–spoke-a'],
  ['!state:needs-attention', 'hub–secret hub–spoke-a'],
])('of the peerings %j finds %s', (text, found) => {
  expect(peerings(text)).toBe(found);
});

test('a VNet is a hub when three of its peers are not peered with each other', () => {
  const mesh = topologyOf(
    'vnet a 10.0.0.0/24\nvnet b 10.0.1.0/24\nvnet c 10.0.2.0/24\nvnet d 10.0.3.0/24\na <-> b\na <-> c\na <-> d\nb <-> c',
  );
  const star = topologyOf('vnet a 10.0.0.0/24\nvnet b 10.0.1.0/24\nvnet c 10.0.2.0/24\nvnet d 10.0.3.0/24\na <-> b\na <-> c\na <-> d');
  expect(names(matchTopology(mesh, query('is:hub')))).toBe('');
  expect(names(matchTopology(star, query('is:hub')))).toBe('a');
});

test('role overrides decide whether a VNet is a hub, and which VNets are its spokes', () => {
  const star = topologyOf('vnet h 10.0.0.0/24\nvnet a 10.0.1.0/24\nvnet b 10.0.2.0/24\nvnet c 10.0.3.0/24\nh <-> a\nh <-> b\nh <-> c');
  const keyOf = (name: string) => [...star.vnets.values()].find((vnet) => vnet.name === name)?.key ?? resourceKey(name);
  const overrides = new Map([
    [keyOf('h'), 'not-a-hub'],
    [keyOf('a'), 'hub'],
  ] as const);
  const search = (text: string) => names(matchTopology(star, query(text), { roleOverrides: overrides }));
  expect([search('is:hub'), search('is:spoke')]).toEqual(['a', 'h']);
  expect([...matchPeerings(star, query('is:hub'), { roleOverrides: overrides })].map((key) => names(key.split('|')))).toEqual(['a h']);
  expect(names(matchTopology(star, query('is:hub')))).toBe('h');
});

const term = fc.constantFrom(
  'spoke',
  'is:hub',
  'tag:env',
  'state:initiated',
  'cidr:10.0.0.0/14',
  'is:ghost',
  'region:west',
  'has:peerings',
);

test('NOT, AND and OR behave as set operations', () => {
  const set = (text: string) => matchTopology(topology, query(text));
  fc.assert(
    fc.property(term, term, (a, b) => {
      const everything = [...set('')];
      expect([...set(`!(${a})`)]).toEqual(everything.filter((key) => !set(a).has(key)));
      expect([...set(`${a} ${b}`)]).toEqual(everything.filter((key) => set(a).has(key) && set(b).has(key)));
      expect([...set(`${a} OR ${b}`)]).toEqual(everything.filter((key) => set(a).has(key) || set(b).has(key)));
    }),
  );
});

test('both ends of every matching peering match too', () => {
  for (const state of ['initiated', 'missing', 'half-configured', 'connected', 'access-off']) {
    const found = matchTopology(topology, query(`state:${state}`));
    for (const key of matchPeerings(topology, query(`state:${state}`))) {
      for (const end of key.split('|')) expect([...found]).toContain(end);
    }
  }
});

const NOTHING: Query = { kind: 'everything' };

test.each([
  ['has:gateway', ['gateways'], 'This source does not include virtual network gateways, so the result of has:gateway is incomplete.'],
  ['!has:gateway', ['gateways'], 'This source does not include virtual network gateways, so the result of has:gateway is incomplete.'],
  [
    'has:vpn OR (has:NVA name:x)',
    ['gateways', 'appliances', 'firewalls'],
    'This source does not include virtual network gateways and network interfaces, so the result of has:vpn and has:NVA is incomplete.',
  ],
  ['is:island', ['connectedGroups'], 'This source does not include network managers, so the result of is:island is incomplete.'],
  ['has:gateway', ['firewalls'], undefined],
  ['name:gateway', ['gateways'], undefined],
  ['', ['gateways'], undefined],
] as const)('what the source lacks for %j without %j', (text, missingKinds, expected) => {
  const parsed = parseSearch(text);
  expect(describeMissing({ ...topology, missingKinds: new Set(missingKinds) }, parsed.ok ? parsed.value : NOTHING)).toBe(expected);
});

test('types that were not read in one subscription make the result incomplete', () => {
  const parsed = parseSearch('has:firewall');
  const partial = { ...topology, missingKindsIn: new Map([['a', new Set(['firewalls' as const])]]) };
  expect(describeMissing(partial, parsed.ok ? parsed.value : NOTHING)).toBe(
    'This source does not include all firewalls, so the result of has:firewall is incomplete.',
  );
});

test('a VNet whose peerings were not read is no island', () => {
  const { rows } = toFixture('vnet a 10.0.0.0/24');
  const partial = buildTopology({ ...rows, vnets: rows.vnets.map((vnet) => ({ ...vnet, halvesNotRead: true })) });
  const parsed = parseSearch('is:island');
  const query = parsed.ok ? parsed.value : NOTHING;
  expect([matchTopology(buildTopology(rows), query).size, matchTopology(partial, query).size]).toEqual([1, 0]);
});
