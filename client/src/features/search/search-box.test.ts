import { expect, test } from 'vitest';
import { nextSuggestion } from './search-box.tsx';

test.each([
  [-1, 1, 0],
  [0, 1, 1],
  [2, 1, -1],
  [-1, -1, 2],
  [0, -1, -1],
] as const)('with three suggestions, a step from %d by %d leads to %d', (index, step, next) => {
  expect(nextSuggestion(index, step, 3)).toBe(next);
});

test('without suggestions an arrow key stays in the text', () => {
  expect([nextSuggestion(-1, 1, 0), nextSuggestion(-1, -1, 0)]).toEqual([-1, -1]);
});
