import { runRules } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { findThings, thingsOf } from './find-things.ts';

const things = thingsOf(
  topologyOf(
    'vnet hub 10.0.0.0/24\nvnet hub-2 10.0.1.0/24\nvnet my-hub 10.0.2.0/24\nvnet secret 10.0.3.0/24 hidden\nhub <-> hub-2\nhub -> my-hub Initiated\nhub <-> secret',
  ),
  [],
);
const found = (text: string) => findThings(things, text).map(({ name, detail }) => `${name}: ${detail}`);

test('what begins with the text comes first, VNets before peerings', () => {
  expect(found('hub').slice(0, 3)).toEqual(['hub: 10.0.0.0/24', 'hub-2: 10.0.1.0/24', 'my-hub: 10.0.2.0/24']);
});

test('several words find the peering between two VNets, and trouble is said', () => {
  expect(found('my-hub hub')).toContain('hub – my-hub: half-configured peering');
  expect(found('2 hub –')).toContain('hub – hub-2: peering');
});

test('ghosts are found too, and nothing finds nothing', () => {
  expect(found('secret')[0]).toBe('secret: not readable');
  expect([found(''), found('nowhere')]).toEqual([[], []]);
});

test('findings are found by code, title or place', () => {
  const topology = topologyOf('vnet hub 10.0.0.0/24\nvnet a 10.0.1.0/24\nhub -> a Initiated');
  const found = findThings(thingsOf(topology, runRules(topology).findings), 'vnp101 hub');
  expect(found).toMatchObject([{ name: 'VNP101 One half of the peering is missing', detail: 'a → hub', opens: { kind: 'finding' } }]);
});
