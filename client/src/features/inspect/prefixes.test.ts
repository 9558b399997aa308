import { expect, test } from 'vitest';
import { sizeWords } from './prefixes.ts';

test.each([
  ['10.0.0.0/16', '65,536 addresses'],
  ['10.0.0.1/32', '1 address'],
  ['fd00::/48', '2^80 addresses'],
  ['10.0.0.0/99', 'not a prefix'],
])('%s holds %s', (prefix, words) => {
  expect(sizeWords(prefix)).toBe(words);
});
