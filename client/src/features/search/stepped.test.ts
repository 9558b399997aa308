import { expect, test } from 'vitest';
import { stepped } from './stepped.ts';

test.each([
  [-1, 1, 0],
  [0, 1, 1],
  [2, 1, -1],
  [-1, -1, 2],
  [0, -1, -1],
] as const)('of three, from %d by %d to %d', (at, step, next) => {
  expect(stepped(at, step, 3)).toBe(next);
});

test('without suggestions an arrow stays in the text', () => {
  expect([stepped(-1, 1, 0), stepped(-1, -1, 0)]).toEqual([-1, -1]);
});
