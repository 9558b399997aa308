import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { describeOrigin, goalMembers } from './goal-commands.ts';

const small = topologyOf('repeat 1..3 vnet v{n} 10.{n}.0.0/16\nvnet theirs 10.9.0.0/16 hidden\nv1 -> theirs');
const keys = [...small.vnets.keys()];
const none = new Set<never>();

test('goals apply to the selected VNets, whatever the filter matches', () => {
  expect(goalMembers({ topology: small, selected: new Set(keys.slice(0, 2)), shown: new Set(keys.slice(2)) })).toEqual(keys.slice(0, 2));
});

test('without a selection goals apply to the VNets that match the filter, without ghosts', () => {
  expect(goalMembers({ topology: small, selected: none, shown: new Set([...keys.slice(1), ...small.ghosts.keys()]) })).toEqual(
    keys.slice(1),
  );
  expect(goalMembers({ topology: small, selected: none, shown: undefined })).toEqual(keys);
});

test('without a selection goals never apply to more than 100 VNets', () => {
  const large = topologyOf('repeat 1..101 vnet v{n} 10.0.{n}.0/24');
  expect(goalMembers({ topology: large, selected: none, shown: undefined })).toEqual([]);
  expect(describeOrigin({ topology: large, selected: none, shown: undefined })).toContain('101 VNets exceed the limit of 100');
});
