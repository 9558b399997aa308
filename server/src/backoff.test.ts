import { expect, test } from 'vitest';
import { computeBackoff } from './backoff.ts';

const LIMITS = { first: 1000, most: 6000 };

test('doubles from `first` up to `most` and returns a random delay in the upper half', () => {
  expect([0, 1, 2, 3, 4, 50].map((attempts) => computeBackoff(attempts, LIMITS, 1))).toEqual([1000, 1000, 2000, 4000, 6000, 6000]);
  expect([1, 2, 3, 4].map((attempts) => computeBackoff(attempts, LIMITS, 0))).toEqual([500, 1000, 2000, 3000]);
});
