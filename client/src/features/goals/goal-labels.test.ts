import { planGoal } from '@peerscape/shared/goals';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { addDisabledReason, describeExcess } from './goal-labels.ts';

const islands = (n: number) => {
  const topology = topologyOf(`repeat 1..${n} vnet v{n} 10.{n}.0.0/16`);
  return { topology, members: [...topology.vnets.keys()] };
};

test('suggests parts that fit for a mesh that is too large for one plan', () => {
  const { topology, members } = islands(72);
  const goal = { kind: 'mesh', members } as const;
  const plan = planGoal(topology, goal);
  expect(describeExcess(goal, plan)).toEqual({
    title: 'This requires 5,112 steps; a plan can have at most 5,000',
    next: [
      'Make a mesh of 71 of these VNets first and apply that plan, then make a mesh of all of them. Existing peerings are not created again.',
      'Or use a hub: 71 peerings instead of 2,556.',
    ],
  });
  expect(addDisabledReason(plan)).toBe('Too large for one plan.');
  const part = { kind: 'mesh', members: members.slice(0, 71) } as const;
  const first = planGoal(topology, part);
  expect([describeExcess(part, first), addDisabledReason(first)]).toEqual([undefined, undefined]);
});
