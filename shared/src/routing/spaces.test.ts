import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { enclosingCidr, overlaps, parseAddress } from '../net/index.ts';
import { toFixture, visibleTopology } from '../testing/fixtures.ts';
import { createLocator, findOverlaps, type OwnedPrefix } from './spaces.ts';

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

describe('the location of an address', () => {
  const topology = visibleTopology(
    toFixture(`
vnet hub   10.0.0.0/16
vnet spoke 10.1.0.0/16 10.2.0.0/16
vnet theirs 10.3.0.0/16 hidden
vnet wide   10.4.0.0/15
vnet near   10.5.0.0/24
vnet member 10.6.0.0/16
hub   -> spoke Connected learned=10.1.0.0/16
spoke -> hub Connected
hub <-> theirs
hub <-> wide
hub -> near Connected learned=10.4.1.0/24
near -> hub Connected
group mesh hub member theirs
`),
  );
  const keyOf = (name: string) =>
    [...topology.vnets.keys(), ...topology.ghosts.keys()].find((key) => key.endsWith(`/${name}`)) ?? resourceKey(name);
  const locate = (from: string, text: string) => {
    const address = parseAddress(text);
    if (!address.ok) throw new Error(address.problem);
    return createLocator(topology)(keyOf(from), address.value).vnet?.split('/').at(-1);
  };

  it('is a peer only with the prefixes that the half has learned', () => {
    expect(locate('hub', '10.1.0.4')).toBe('spoke');
    expect(locate('hub', '10.2.0.4')).toBeUndefined();
  });

  it('is the peer with the longest prefix', () => {
    expect([locate('hub', '10.4.1.4'), locate('hub', '10.4.2.4')]).toEqual(['near', 'wide']);
  });

  it('is a member of a connected group', () => {
    expect([locate('hub', '10.6.0.4'), locate('member', '10.0.0.4'), locate('member', '10.3.0.4')]).toEqual(['member', 'hub', 'theirs']);
  });

  it('is the VNet itself, or a peer whose VNet is not visible', () => {
    expect([locate('spoke', '10.2.0.4'), locate('hub', '10.3.0.4'), locate('spoke', '10.3.0.4')]).toEqual(['spoke', 'theirs', undefined]);
  });
});
