import { expect, test } from 'vitest';
import { formatAddressCount, formatLargeNumber, formatShare } from './address-count.ts';

test.each([
  [0n, '0 addresses'],
  [1n, '1 address'],
  [65_536n, '65,536 addresses'],
  [2n ** 80n, '2^80 addresses'],
  [2n ** 80n - 5n, 'about 2^80 addresses'],
  [2n ** 80n + 5n, 'about 2^80 addresses'],
])('%s is formatted as %s', (n, text) => {
  expect(formatAddressCount(n)).toBe(text);
});

test('a large number is a power of two', () => {
  expect(formatLargeNumber(2n ** 56n)).toBe('2^56');
  expect(formatLargeNumber(213n)).toBe('213');
});

test.each([
  [0, '0 %'],
  [0.001, '< 1 %'],
  [0.424, '42 %'],
  [0.9999, '> 99 %'],
  [1, '100 %'],
])('the share %s is formatted as %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});
