import type { ResourceKey } from '@peerscape/shared/arm';
import { makePlan } from '@peerscape/shared/plan';
import { createNamer } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { describeEstimate, draftTitle, formatDuration, formatNonZeroCounts } from './plan-text.ts';

const topology = topologyOf('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\n');
const key = (name: string): ResourceKey => [...topology.vnets.values()].find((vnet) => vnet.name === name)?.key ?? ('' as ResourceKey);
const star = makePlan(topology, [
  { kind: 'connect', a: key('hub'), b: key('a') },
  { kind: 'connect', a: key('hub'), b: key('b') },
]);

test('formats the numbers of changes and of their steps, by action where there are some', () => {
  expect(draftTitle(2, star)).toBe('Draft: 2 changes, 4 steps (4 creations)');
  expect(draftTitle(1, { counts: { create: 1, update: 0, sync: 0, delete: 3 }, steps: star.steps })).toBe(
    'Draft: 1 change, 4 steps (1 creation, 3 deletions)',
  );
  expect(draftTitle(1, makePlan(topology, []))).toBe('Draft: 1 change, nothing to do');
});

test('formats a draft that changes nothing', () => {
  expect(formatNonZeroCounts({ create: 0, update: 0, sync: 0, delete: 0 })).toBe('nothing to do');
});

test('formats durations in suitable units', () => {
  expect([2, 89, 90, 1800, 3600, 4200].map(formatDuration)).toEqual(['2 s', '89 s', '2 min', '30 min', '1 h', '1 h 10 min']);
});

test('names the VNet that limits the duration', () => {
  expect(describeEstimate(star, 80, createNamer(topology))).toBe('About 80 s: hub is part of 4 writes, which run one at a time.');
  expect(describeEstimate({ steps: star.steps.slice(0, 1) }, 20, createNamer(topology))).toBe('About 20 s.');
});
