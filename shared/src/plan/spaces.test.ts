import { expect, test } from 'vitest';
import { parseCidr } from '../net/index.ts';
import { describeOverlaps, findOverlappingPairs } from './spaces.ts';

test('overlaps are named, and a large rest is counted with separators', () => {
  const cidrs = Array.from({ length: 1237 }, (_, n) => parseCidr(`10.${Math.floor(n / 256)}.${n % 256}.0/24`)).flatMap((parsed) =>
    parsed.ok ? [parsed.value] : [],
  );
  expect(describeOverlaps(findOverlappingPairs(cidrs, cidrs), 'a', 'b')).toBe(
    '10.0.0.0/24 (a) overlaps 10.0.0.0/24 (b), 10.0.1.0/24 (a) overlaps 10.0.1.0/24 (b), 10.0.2.0/24 (a) overlaps 10.0.2.0/24 (b) and 1,234 more',
  );
});
