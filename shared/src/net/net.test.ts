import { containsCidr, excludeCidr, mergeCidr, overlapCidr } from 'cidr-tools';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cidr,
  cidrsOf,
  contains,
  enclosingCidr,
  formatAddress,
  formatCidr,
  hasAddress,
  includes,
  intersect,
  overlaps,
  parseAddress,
  parseCidr,
  sizeOf,
  subtract,
  toPrefixSet,
  union,
} from './index.ts';

const cidr = (text: string): Cidr => {
  const result = parseCidr(text);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
};

const problem = (text: string): string => {
  const result = parseCidr(text);
  return result.ok ? `accepted ${text}` : result.problem;
};

// a narrow range, so that prefixes often overlap
const narrowV4 = fc
  .tuple(fc.integer({ min: 0, max: 1023 }), fc.integer({ min: 20, max: 32 }))
  .map(([low, length]) => enclosingCidr({ family: 4, value: 0x0a000000n + BigInt(low) }, length));
const narrowV6 = fc
  .tuple(fc.integer({ min: 0, max: 1023 }), fc.integer({ min: 116, max: 128 }))
  .map(([low, length]) => enclosingCidr({ family: 6, value: (0xfd00n << 112n) + BigInt(low) }, length));
const anyV6 = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).map((value) => ({ family: 6 as const, value }));
const anyV4 = fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }).map((value) => ({ family: 4 as const, value }));
const anyCidr = fc.oneof(narrowV4, narrowV6);
const list = fc.array(anyCidr, { maxLength: 6 });

describe('addresses', () => {
  it('survive formatting and parsing', () => {
    fc.assert(
      fc.property(fc.oneof(anyV4, anyV6), (address) => {
        expect(parseAddress(formatAddress(address))).toEqual({ ok: true, value: address });
      }),
    );
  });

  it('are formatted per RFC 5952', () => {
    const canonical = (text: string) => {
      const result = parseAddress(text);
      return result.ok ? formatAddress(result.value) : result.problem;
    };
    expect(canonical('2001:DB8:0:0:1:0:0:1')).toBe('2001:db8::1:0:0:1');
    expect(canonical('0:0:0:0:0:0:0:0')).toBe('::');
    expect(canonical('2001:db8:0:1:1:1:1:1')).toBe('2001:db8:0:1:1:1:1:1');
    expect(canonical('::ffff:10.0.0.4')).toBe('::ffff:a00:4');
  });

  it.each([
    '10.0.0',
    '010.0.0.1',
    '10.0.0.256',
    ' 10.0.0.1',
    '10.0.0.1 ',
    '0x0a.0.0.0',
    '1e1.0.0.0',
    '',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    '10.0.0.1::',
    'g::',
  ])('"%s" is rejected', (text) => {
    expect(parseAddress(text).ok).toBe(false);
  });
});

describe('prefixes', () => {
  it('with host bits set are rejected with a suggestion', () => {
    expect(problem('10.0.0.5/24')).toBe('10.0.0.5/24 has host bits set; did you mean 10.0.0.0/24?');
    expect(problem('fd00::1/64')).toBe('fd00::1/64 has host bits set; did you mean fd00::/64?');
  });

  it.each([
    ['10.0.0.0/33', 'the length is at most 32'],
    ['fd00::/129', 'the length is at most 128'],
    ['10.0.0.0', 'it needs a length, like 10.0.0.0/24'],
    ['10.0.0.0/08', '"08" is not a length'],
    ['10.0.0.0/8x', '"8x" is not a length'],
    ['010.0.0.0/8', 'did you mean 10.0.0.0?'],
  ])('%s is rejected: %s', (text, why) => {
    expect(problem(text)).toContain(why);
  });

  it('can be as large as the address space and as small as one address', () => {
    expect(sizeOf(cidr('0.0.0.0/0'))).toBe(1n << 32n);
    expect(sizeOf(cidr('::/0'))).toBe(1n << 128n);
    expect(sizeOf(cidr('10.0.0.4/32'))).toBe(1n);
  });

  it('overlap and contain each other exactly as in an independent library', () => {
    fc.assert(
      fc.property(anyCidr, anyCidr, (a, b) => {
        expect(overlaps(a, b)).toBe(overlapCidr(formatCidr(a), formatCidr(b)));
        expect(contains(a, b)).toBe(containsCidr(formatCidr(a), formatCidr(b)));
      }),
    );
  });

  it('of different families never overlap', () => {
    expect(overlaps(cidr('10.0.0.4/32'), cidr('10.0.0.4/32'))).toBe(true);
    expect(overlaps(cidr('10.0.0.255/32'), cidr('10.0.0.0/24'))).toBe(true);
    expect(overlaps(cidr('10.0.0.0/24'), cidr('10.0.0.0/32'))).toBe(true);
    expect(overlaps(cidr('10.0.1.0/32'), cidr('10.0.0.0/24'))).toBe(false);
    expect(overlaps(cidr('0.0.0.0/0'), cidr('::/0'))).toBe(false);
  });
});

describe('prefix sets', () => {
  const texts = (cidrs: readonly Cidr[]) => cidrs.map(formatCidr);

  it('subtract and merge like an independent library', () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        const ours = new Set(texts(cidrsOf(subtract(toPrefixSet(a), toPrefixSet(b)))));
        expect(ours).toEqual(new Set(mergeCidr(excludeCidr(texts(a), texts(b)))));
      }),
    );
  });

  it('contain an address exactly when one of their prefixes does', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 0, max: 2047 }), (cidrs, low) => {
        const address = { family: 4 as const, value: 0x0a000000n + BigInt(low) };
        const naive = cidrs.some((c) => c.family === 4 && c.first <= address.value && address.value <= c.last);
        expect(hasAddress(toPrefixSet(cidrs), address)).toBe(naive);
      }),
    );
  });

  it('satisfy the laws of set algebra', () => {
    fc.assert(
      fc.property(list, list, (p, q) => {
        const [a, b] = [toPrefixSet(p), toPrefixSet(q)];
        expect(union(a, b)).toEqual(union(b, a));
        expect(intersect(a, b)).toEqual(intersect(b, a));
        expect(union(subtract(a, b), intersect(a, b))).toEqual(a);
        expect(includes(union(a, b), a)).toBe(true);
        expect(toPrefixSet(cidrsOf(a))).toEqual(a);
      }),
    );
  });
});
