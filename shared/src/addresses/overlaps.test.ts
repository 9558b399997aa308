import { expect, it } from 'vitest';
import { formatCidr } from '../net/index.ts';
import { topologyOf } from '../testing/fixtures.ts';
import { createNamer } from '../topology/index.ts';
import { collectClaims, findVNetOverlaps } from './index.ts';

/** Finds the overlaps of a fixture, one line each: `a + b: peered, 10.0.0.0/16 with 10.0.1.0/24`. */
function overlapsOf(text: string, limit?: number): string[] {
  const topology = topologyOf(text);
  const name = createNamer(topology);
  const { list, isComplete } = findVNetOverlaps(topology, collectClaims(topology).list, limit);
  const lines = list.map(({ a, b, relation, sharedPeers, prefixes }) => {
    const pairs = prefixes.map(([one, other]) => `${formatCidr(one)} with ${formatCidr(other)}`).join(', ');
    return `${name(a)} + ${name(b)}: ${[relation, ...sharedPeers.map(name)].join(' ')}, ${pairs}`;
  });
  return isComplete ? lines : [...lines, 'and more'];
}

it('overlaps of VNets that share a hub come before those of unrelated ones', () => {
  expect(
    overlapsOf(`vnet a 10.1.0.0/16
vnet alone 10.1.0.0/16
vnet b 10.1.4.0/24 10.1.5.0/24
vnet hub 10.0.0.0/16
hub <-> a
hub <-> b
`),
  ).toEqual([
    'a + b: shared-peer hub, 10.1.0.0/16 with 10.1.4.0/24, 10.1.0.0/16 with 10.1.5.0/24',
    'a + alone: unrelated, 10.1.0.0/16 with 10.1.0.0/16',
    'alone + b: unrelated, 10.1.0.0/16 with 10.1.4.0/24, 10.1.0.0/16 with 10.1.5.0/24',
  ]);
});

it.each([
  ['peered with each other', 'a <-> b\n', 'peered'],
  ['peered with each other by one half only', 'a -> b Initiated\n', 'peered'],
  ['in one connected group', 'group mesh a b\n', 'connected-group'],
  ['two hubs apart', 'vnet h1 10.8.0.0/24\nvnet h2 10.9.0.0/24\na <-> h1\nh1 <-> h2\nh2 <-> b\n', 'same-network'],
  ['in two networks', 'vnet h1 10.8.0.0/24\nvnet h2 10.9.0.0/24\na <-> h1\nh2 <-> b\n', 'unrelated'],
])('two overlapping VNets can be %s', (_, peerings, relation) => {
  expect(overlapsOf(`vnet a 10.1.0.0/16\nvnet b 10.1.0.0/16\n${peerings}`)).toEqual([`a + b: ${relation}, 10.1.0.0/16 with 10.1.0.0/16`]);
});

it('a VNet does not overlap itself, and families do not overlap each other', () => {
  expect(overlapsOf('vnet a 10.0.0.0/8 10.1.0.0/16\nvnet b 0::/8\n')).toEqual([]);
});

it('many VNets with the same prefix are listed up to a limit, the peered ones first', () => {
  const same = 'repeat 1..40 vnet v-{n} 10.0.0.0/16\nv-39 <-> v-40\n';
  const lines = overlapsOf(same, 20);
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe('v-39 + v-40: peered, 10.0.0.0/16 with 10.0.0.0/16');
  expect(lines.at(-1)).toBe('and more');
  expect(overlapsOf(same, 780)).toHaveLength(780);
});

it('at the limit, overlaps of peered VNets come before those with a common peer, in whatever order the estate was read', () => {
  const vnets = Array.from({ length: 20 }, (_, i) => `vnet v-${10 + i} 10.0.0.0/16`);
  const spokes = Array.from({ length: 18 }, (_, i) => `hub <-> v-${10 + i}`);
  const lines = ['vnet hub 10.8.0.0/24', ...vnets, ...spokes, 'v-28 <-> v-29'];
  const [read, readBackwards] = [lines, [...vnets.toReversed(), 'vnet hub 10.8.0.0/24', 'v-28 <-> v-29', ...spokes.toReversed()]].map(
    (text) => overlapsOf(`${text.join('\n')}\n`, 10),
  );
  expect(read?.[0]).toBe('v-28 + v-29: peered, 10.0.0.0/16 with 10.0.0.0/16');
  expect(read?.slice(1, -1).every((line) => line.includes(': shared-peer hub,'))).toBe(true);
  expect(readBackwards).toEqual(read);
});
