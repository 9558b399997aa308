import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { goalMembers, originWords } from './goal-commands.ts';

const few = topologyOf('repeat 1..3 vnet v{n} 10.{n}.0.0/16\nvnet theirs 10.9.0.0/16 hidden\nv1 -> theirs');
const keys = [...few.vnets.keys()];
const none = new Set<never>();

test('what is picked is meant, whatever the filter shows', () => {
  expect(goalMembers({ topology: few, picked: new Set(keys.slice(0, 2)), shown: new Set(keys.slice(2)) })).toEqual(keys.slice(0, 2));
});

test('without picks it is what the filter shows, ghosts left out', () => {
  expect(goalMembers({ topology: few, picked: none, shown: new Set([...keys.slice(1), ...few.ghosts.keys()]) })).toEqual(keys.slice(1));
  expect(goalMembers({ topology: few, picked: none, shown: undefined })).toEqual(keys);
});

test('more than a hundred are nobody’s choice', () => {
  const many = topologyOf('repeat 1..101 vnet v{n} 10.0.{n}.0/24');
  expect(goalMembers({ topology: many, picked: none, shown: undefined })).toEqual([]);
  expect(originWords({ topology: many, picked: none, shown: undefined })).toContain('101 VNets are more than 100');
});
