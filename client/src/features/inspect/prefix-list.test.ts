import { expect, test } from 'vitest';
import { formatPrefixSize } from './prefix-list.tsx';

test.each([
  ['10.0.0.0/16', '65,536 addresses'],
  ['10.0.0.1/32', '1 address'],
  ['fd00::/48', '2^80 addresses'],
  ['10.0.0.0/99', 'not a prefix'],
])('%s has the size %s', (prefix, size) => {
  expect(formatPrefixSize(prefix)).toBe(size);
});
