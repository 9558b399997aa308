import { intentsFor } from '@peerscape/shared/goals';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { sizeWords, whyNot } from './goal-words.ts';

const islands = (n: number) => {
  const topology = topologyOf(`repeat 1..${n} vnet v{n} 10.{n}.0.0/16`);
  return { topology, members: [...topology.vnets.keys()] };
};

test('a mesh that is larger than one plan says in which parts it fits, and that part does fit', () => {
  const { topology, members } = islands(72);
  const goal = { kind: 'mesh', members } as const;
  const plan = intentsFor(topology, goal);
  expect(sizeWords(goal, plan)).toEqual({
    title: 'This takes 5,112 steps; one plan holds 5,000',
    next: [
      'Make a mesh of 71 of them first and apply that plan, then of all. What is there already is not made again.',
      'Or use a hub: 71 peerings instead of 2,556.',
    ],
  });
  expect(whyNot(plan)).toBe('It is too large for one plan.');
  const part = { kind: 'mesh', members: members.slice(0, 71) } as const;
  const first = intentsFor(topology, part);
  expect([sizeWords(part, first), whyNot(first)]).toEqual([undefined, undefined]);
});
