import type { ResourceKey } from '@peerscape/shared/arm';
import { makePlan } from '@peerscape/shared/plan';
import { namesIn } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { countsThatAre, draftWords, estimateWords, lasts } from './words.ts';

const topology = topologyOf('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\n');
const key = (name: string): ResourceKey => [...topology.vnets.values()].find((vnet) => vnet.name === name)?.key ?? ('' as ResourceKey);
const star = makePlan(topology, [
  { kind: 'connect', a: key('hub'), b: key('a') },
  { kind: 'connect', a: key('hub'), b: key('b') },
]);

test('the draft says how many wishes there are and only what will happen', () => {
  expect(draftWords(2, star)).toBe('Draft: 2 wishes · 4 to create');
  expect(draftWords(1, { counts: { create: 2, update: 1, sync: 0, delete: 3 } })).toBe(
    'Draft: 1 wish · 2 to create, 1 to change, 3 to delete',
  );
});

test('a draft that changes nothing says so', () => {
  expect(countsThatAre({ create: 0, update: 0, sync: 0, delete: 0 })).toBe('nothing to do');
});

test('times are said in the unit that says enough', () => {
  expect([2, 89, 90, 1800, 3600, 4200].map(lasts)).toEqual(['2 s', '89 s', '2 min', '30 min', '1 h', '1 h 10 min']);
});

test('the estimate names the VNet that decides it', () => {
  expect(estimateWords(star, 80, namesIn(topology))).toBe('About 80 s: hub is in 4 writes, one after the other.');
  expect(estimateWords({ steps: star.steps.slice(0, 1) }, 20, namesIn(topology))).toBe('About 20 s.');
});
