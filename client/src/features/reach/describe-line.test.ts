import { expect, test } from 'vitest';
import { formatShare } from './describe-line.ts';

test.each([
  [1, 999, '<1%'],
  [0, 1000, '0%'],
  [400, 600, '40%'],
  [999, 1, '>99%'],
  [1000, 0, '100%'],
])('of 1,000 pairs, %i reachable and %i not are %s', (reachable, unreachable, text) => {
  expect(formatShare({ counts: { reachable, unreachable }, code: undefined, example: undefined })).toBe(text);
});
