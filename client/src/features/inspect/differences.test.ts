import { expect, test } from 'vitest';
import { only, topologyOf } from '../../testing/worlds.ts';
import { differencesBetween } from './differences.ts';

const topology = topologyOf('vnet hub 10.0.0.0/24\nvnet spoke 10.1.0.0/24\nhub -> spoke Initiated');
const before = { vnet: only(topology.vnets), halves: [...topology.halves.values()] };

test('reports nothing when only the etag changed', () => {
  expect(differencesBetween(before, { vnet: { ...before.vnet, etag: 'new' }, halves: before.halves })).toEqual([]);
});

test('reports a changed property with its previous value', () => {
  const now = {
    vnet: { ...before.vnet, addressSpace: ['10.0.0.0/23'] },
    halves: before.halves.map((half) => ({ ...half, state: 'Connected' })),
  };
  expect(differencesBetween(before, now)).toEqual([
    { what: 'addressSpace', before: '["10.0.0.0/24"]', now: '["10.0.0.0/23"]' },
    { what: expect.stringMatching(/^half .*: state$/), before: 'Initiated', now: 'Connected' },
  ]);
});

test('reports halves that were added or removed, comparing IDs case-insensitively', () => {
  const upperCased = before.halves.map((half) => ({ ...half, id: half.id.toUpperCase() }));
  expect(differencesBetween(before, { vnet: before.vnet, halves: upperCased })).toEqual([]);
  expect(differencesBetween(before, { vnet: before.vnet, halves: [] })).toMatchObject([{ before: 'yes', now: 'no' }]);
  expect(differencesBetween({ ...before, halves: [] }, before)).toMatchObject([{ before: 'no', now: 'yes' }]);
});
