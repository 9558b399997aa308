import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastName } from '../arm/index.ts';
import { topologyOf } from '../testing/fixtures.ts';
import { checkSearch, endsInKey } from './check-search.ts';
import { describeMissing } from './describe-missing.ts';
import { filterTopology, matchPeerings, matchTopology } from './match.ts';
import { formatNear } from './near.ts';
import { parseSearch } from './parse.ts';
import type { Query } from './query.ts';

/** Two peered hubs with half-configured peerings; a chain of three VNets hangs off one of them. */
const topology = topologyOf(`
subscription prod
subscription labs
in sub=prod region=westeurope rg=rg-net
vnet hub-weu  10.0.0.0/16 gateway=Vpn
vnet hub-neu  10.1.0.0/16
vnet spoke-a  10.2.0.0/16
vnet spoke-b  10.3.0.0/16
in sub=labs region=northeurope rg=rg-labs
vnet link-1   10.4.0.0/16
vnet link-2   10.5.0.0/16
vnet link-3   10.6.0.0/16
vnet secret   172.16.0.0/16 hidden
vnet island   192.168.0.0/24

hub-weu <-> hub-neu
hub-weu <-> spoke-a
hub-weu -> spoke-b Initiated
link-1 -> hub-neu Disconnected
link-1 <-> link-2
link-2 <-> link-3
hub-neu <-> secret
`);

const query = (text: string): Query => {
  const parsed = parseSearch(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
};
const names = (keys: Iterable<string>): string => [...keys].map(lastName).sort().join(' ');
const pairs = (keys: Iterable<string>): string =>
  [...keys]
    .map((key) => key.split('|').map(lastName).sort().join('–'))
    .sort()
    .join(' ');
const filtered = (text: string) => {
  const { nodes, lines } = filterTopology(topology, query(text));
  return { nodes: names(nodes), lines: pairs(lines) };
};

test('a healthy peering between two VNets with half-configured peerings does not match', () => {
  expect(filtered('state:half-configured')).toEqual({
    nodes: 'hub-neu hub-weu link-1 spoke-b',
    lines: 'hub-neu–link-1 hub-weu–spoke-b',
  });
});

test.each([
  ['hub-weu spoke-a', 'the words together'],
  ['name:hub-weu name:spoke-a', 'the names together'],
  ['name:hub-weu OR name:spoke-a', 'either name'],
])('%s finds two VNets and their peering by %s', (text) => {
  expect(filtered(text)).toEqual({ nodes: 'hub-weu spoke-a', lines: 'hub-weu–spoke-a' });
});

test('two VNets that are not peered are not found together', () => {
  expect(filtered('spoke-a spoke-b')).toEqual({ nodes: '', lines: '' });
});

test('terms that no single VNet has are not joined over a peering unless they are names', () => {
  expect(filtered('region:northeurope has:gateway')).toEqual({ nodes: '', lines: '' });
});

test('of VNets only peerings between two of them match', () => {
  expect(filtered('name:hub')).toEqual({ nodes: 'hub-neu hub-weu', lines: 'hub-neu–hub-weu' });
});

test('a peering that matches itself matches although one of its VNets does not', () => {
  expect(filtered('name:hub-weu state:missing')).toEqual({ nodes: 'hub-weu', lines: 'hub-weu–spoke-b' });
  expect(filtered('is:hub OR state:disconnected').lines).toContain('hub-neu–link-1');
});

test.each([
  ['near:hub-weu', 'hub-neu hub-weu spoke-a spoke-b', 'hub-neu–hub-weu hub-weu–spoke-a hub-weu–spoke-b'],
  ['near:HUB-WEU+0', 'hub-weu', ''],
  ['near:link-3+2', 'link-1 link-2 link-3', 'link-1–link-2 link-2–link-3'],
  ['near:secret', 'hub-neu secret', 'hub-neu–secret'],
  ['near:island', 'island', ''],
  ['near:spoke-a !name:hub', 'spoke-a', ''],
])('%s finds %s', (text, nodes, lines) => {
  expect(filtered(text)).toEqual({ nodes, lines });
});

test('near: takes the resource ID of one of several VNets with the same name', () => {
  const read = topologyOf('vnet same-1 10.0.0.0/24\nvnet same-2 10.1.0.0/24\nvnet one 10.0.1.0/24\nsame-1 <-> one');
  const rename = (name: string) => (name === 'one' ? name : 'same');
  const twins = { ...read, vnets: new Map([...read.vnets].map(([key, vnet]) => [key, { ...vnet, name: rename(vnet.name) }])) };
  const [first] = twins.vnets.keys();
  const text = first ? formatNear(twins, [first]) : '';
  expect(text).toMatch(/^near:\/subscriptions\/.*\/same-1$/);
  expect(names(filterTopology(twins, query(text)).nodes)).toBe('one same-1');
  expect(names(filterTopology(twins, query('near:same')).nodes)).toBe('one same-1 same-2');
});

test('the filter for VNets names them, and their distance when it is not one peering', () => {
  const keys = [...topology.vnets.values()].filter(({ name }) => name.startsWith('hub')).map(({ key }) => key);
  expect(formatNear(topology, keys)).toBe('near:hub-weu OR near:hub-neu');
  expect(formatNear(topology, keys.slice(0, 1), 0)).toBe('near:hub-weu+0');
});

const term = fc.constantFrom(
  'spoke',
  'hub-weu',
  'is:hub',
  'state:initiated',
  'state:connected',
  'is:global',
  'near:hub-weu',
  'near:link-1+2',
  'has:peerings',
  'region:west',
);
const expression: fc.Arbitrary<string> = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    term,
    tie('tree').map((one) => `!(${one})`),
    fc.tuple(tie('tree'), tie('tree')).map(([one, other]) => `(${one} ${other})`),
    fc.tuple(tie('tree'), tie('tree')).map(([one, other]) => `(${one} OR ${other})`),
  ),
})).tree;

test('for peerings, too, NOT, AND and OR behave as set operations', () => {
  const set = (text: string) => matchPeerings(topology, query(text));
  fc.assert(
    fc.property(expression, expression, (a, b) => {
      const everything = [...set('')];
      const [inA, inB] = [set(a), set(b)];
      expect([...set(`!(${a})`)]).toEqual(everything.filter((key) => !inA.has(key)));
      expect([...set(`(${a}) (${b})`)]).toEqual(everything.filter((key) => inA.has(key) && inB.has(key)));
      expect([...set(`(${a}) OR (${b})`)]).toEqual(everything.filter((key) => inA.has(key) || inB.has(key)));
      expect([...set(`!((${a}) OR (${b}))`)]).toEqual([...set(`!(${a}) !(${b})`)]);
    }),
  );
});

test('every line that matches is a peering that matches, and without one that matches itself joins two VNets that match', () => {
  fc.assert(
    fc.property(expression, (text) => {
      const { nodes, lines } = filterTopology(topology, query(text));
      const peerings = matchPeerings(topology, query(text));
      const isAboutPeerings = /state:|is:global/.test(text);
      for (const key of lines) {
        expect(peerings.has(key)).toBe(true);
        const { a, b } = topology.peerings.get(key) ?? {};
        expect(isAboutPeerings || (a !== undefined && b !== undefined && nodes.has(a) && nodes.has(b))).toBe(true);
      }
      for (const key of matchTopology(topology, query(text))) expect(nodes.has(key)).toBe(true);
    }),
  );
});

test('a neighbourhood grows by the neighbours of its VNets, and nearness is mutual', () => {
  const all = [...topology.vnets.values()];
  const near = (name: string, hops: number) => matchTopology(topology, query(`near:${name}+${hops}`));
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.constantFrom(...all), fc.integer({ min: 0, max: 4 }), (one, other, hops) => {
      const here = near(one.name, hops);
      const further = [...here].flatMap((key) => [...near(lastName(key), 1)]);
      expect(new Set(near(one.name, hops + 1))).toEqual(new Set(further));
      expect(near(other.name, hops).has(one.key)).toBe(here.has(other.key));
    }),
  );
});

test.each([
  ['near:hub-w', 'No VNet has the name or resource ID "hub-w"', true],
  ['near:nobody state:missing', 'No VNet has the name or resource ID "nobody"', false],
  ['stat', 'Nothing contains "stat". To use a key, continue with state:', true],
  ['spoke (is', undefined, true],
  ['s', undefined, true],
  ['stat ', undefined, true],
  ['stat near:hub-weu', undefined, true],
  ['near:hub-weu', undefined, true],
])('%j in this estate: %s', (text, problem, unfinished) => {
  const parsed = parseSearch(text);
  const found = parsed.ok ? checkSearch(topology, parsed.value, text) : undefined;
  expect(found?.problem).toBe(problem);
  if (found) expect(found.unfinished).toBe(unfinished);
});

test.each([
  ['near:', /Enter a value after "near:"/],
  ['near:hub+', /Enter the name or resource ID of a VNet/],
  ['near:hub+12', /a number from 0 to 9/],
])('%j is unfinished', (text, problem) => {
  const parsed = parseSearch(text);
  expect(parsed).toMatchObject({ ok: false, unfinished: true });
  expect(parsed.ok ? '' : parsed.problem).toMatch(problem);
});

test.each([
  ['st', true],
  ['is:hub st', true],
  ['!(nea', true],
  ['state', true],
  ['sta ', false],
  ['state:', false],
  ['stage', false],
  ['', false],
])('%j may end in a key: %s', (text, expected) => {
  expect(endsInKey(text)).toBe(expected);
});

test('a neighbourhood with peerings that were not read is incomplete', () => {
  const partial = topologyOf('vnet a 10.0.0.0/24\nvnet b 10.0.1.0/24\na <-> b');
  const vnets = new Map(
    [...partial.vnets].map(([key, vnet]) => [key, vnet.name === 'b' ? { ...vnet, halvesNotRead: true as const } : vnet]),
  );
  const missing = (text: string) => describeMissing({ ...partial, vnets }, query(text));
  expect(missing('near:a')).toBeUndefined();
  expect(missing('near:a+2')).toBe('Not all peerings of b were read, so more VNets may be near.');
  expect(missing('near:b')).toBe('Not all peerings of b were read, so more VNets may be near.');
});
