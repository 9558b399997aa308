import { expect, test } from 'vitest';
import { rowsBetween } from './row-selection.ts';

const rows = ['a', 'b', 'c', 'd'];

test.each([
  [0, 2, ['a', 'b', 'c']],
  [2, 0, ['a', 'b', 'c']],
  [1, 1, ['b']],
])('a range from %i to %i includes both ends, in either direction', (from, to, range) => {
  expect(rowsBetween(rows, from, to)).toEqual(range);
});

test('a range without a start is the row itself', () => {
  expect(rowsBetween(rows, -1, 3)).toEqual(['d']);
});
