import { runRules } from '@peerscape/shared/health';
import { buildTopology } from '@peerscape/shared/topology';
import { generateWorld, visibleRows } from '@peerscape/shared/world';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { createPaletteItems, searchPaletteItems } from './palette-items.ts';

const items = createPaletteItems(
  topologyOf(
    'vnet hub 10.0.0.0/24\nvnet hub-2 10.0.1.0/24\nvnet my-hub 10.0.2.0/24\nvnet secret 10.0.3.0/24 hidden\nhub <-> hub-2\nhub -> my-hub Initiated\nhub <-> secret',
  ),
  [],
);
const resultsOf = (text: string) => searchPaletteItems(items, text).map(({ name, detail }) => `${name}: ${detail}`);

test('lists names that start with the text first, and VNets before peerings', () => {
  expect(resultsOf('hub').slice(0, 3)).toEqual(['hub: 10.0.0.0/24', 'hub-2: 10.0.1.0/24', 'my-hub: 10.0.2.0/24']);
});

test('finds the peering between two VNets by several words, and shows that it is half-configured', () => {
  expect(resultsOf('my-hub hub')).toContain('hub – my-hub: half-configured peering');
  expect(resultsOf('2 hub –')).toContain('hub – hub-2: peering');
});

test('finds VNets by the beginning of a prefix, not by a part of it', () => {
  expect(resultsOf('10.0.2')).toEqual(['my-hub: 10.0.2.0/24']);
  expect(resultsOf('0.2.0')).toEqual([]);
});

test('finds ghosts, and nothing for an empty text', () => {
  expect(resultsOf('secret')[0]).toBe('secret: not visible to you');
  expect([resultsOf(''), resultsOf('nowhere')]).toEqual([[], []]);
});

test('finds findings by code, title or location', () => {
  const topology = topologyOf('vnet hub 10.0.0.0/24\nvnet a 10.0.1.0/24\nhub -> a Initiated');
  const results = searchPaletteItems(createPaletteItems(topology, runRules(topology).findings), 'vnp101 hub');
  expect(results).toMatchObject([{ name: 'VNP101 One half of the peering is missing', detail: 'a → hub', opens: { kind: 'finding' } }]);
});

test('of thousands of matches, the shortest eight are listed, and then the first by name', () => {
  const topology = buildTopology(visibleRows(generateWorld({ vnets: 3000, seed: 7 })));
  const all = [...topology.vnets.values(), ...topology.ghosts.values()].map(({ name }) => name).filter((name) => name.includes('e'));
  const shortest = all.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, 8);
  const found = searchPaletteItems(createPaletteItems(topology, []), 'e').filter(({ section }) => section === 'VNets');
  expect(found.map(({ name }) => name.length)).toEqual(shortest.map(({ length }) => length));
});
