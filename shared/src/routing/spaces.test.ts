import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { enclosingCidr, overlaps } from '../net/index.ts';
import { findOverlaps, type OwnedPrefix } from './spaces.ts';

const owned = fc
  .record({
    value: fc.bigInt({ min: 0n, max: 0xffn }),
    length: fc.integer({ min: 26, max: 32 }),
    owner: fc.constantFrom('a', 'b', 'c', 'd'),
  })
  .map(({ value, length, owner }): OwnedPrefix => ({ cidr: enclosingCidr({ family: 4, value }, length), owner: owner as ResourceKey }));

const pairsOf = (pairs: Iterable<readonly [OwnedPrefix, OwnedPrefix]>): string[] =>
  [...pairs]
    .map((pair) =>
      pair
        .map(({ cidr, owner }) => `${owner} ${cidr.first}/${cidr.length}`)
        .sort()
        .join(' with '),
    )
    .sort();

describe('the search for overlaps', () => {
  it('finds the same pairs as comparing all pairs', () => {
    fc.assert(
      fc.property(fc.array(owned, { maxLength: 30 }), (prefixes) => {
        const naive = prefixes.flatMap((p, i) =>
          prefixes
            .slice(i + 1)
            .filter((q) => p.owner !== q.owner && overlaps(p.cidr, q.cidr))
            .map((q) => [p, q] as const),
        );
        expect(pairsOf(findOverlaps(prefixes))).toEqual(pairsOf(naive));
      }),
    );
  });

  it('does not compare all pairs of many prefixes', () => {
    let reads = 0;
    const prefixes = Array.from({ length: 10_000 }, (_, i): OwnedPrefix => {
      const cidr = enclosingCidr({ family: 4, value: (10n << 24n) + (BigInt(i) << 8n) }, 24);
      return {
        get cidr() {
          reads++;
          return cidr;
        },
        owner: `${i}` as ResourceKey,
      };
    });
    expect([...findOverlaps(prefixes)]).toEqual([]);
    expect(reads).toBeLessThan(10_000 * 2 * 20);
  });
});
