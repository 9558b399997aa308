import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cidr, countFreeCidrs, enclosingCidr, formatCidr, freeCidrs, overlaps, parseCidr, toPrefixSet } from './index.ts';

const cidr = (text: string): Cidr => {
  const result = parseCidr(text);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
};

const first = (within: string, length: number, ...taken: readonly string[]): string | undefined => {
  for (const free of freeCidrs(cidr(within), length, toPrefixSet(taken.map(cidr)))) return formatCidr(free);
  return undefined;
};

// prefixes inside and around a space of 64 addresses, small enough to try every address
const BASE = { 4: 0x0a000000n, 6: 0xfd00n << 112n } as const;
const around = (family: 4 | 6) =>
  fc
    .tuple(fc.integer({ min: 0, max: 127 }), fc.integer({ min: 0, max: 7 }))
    .map(([low, bits]) => enclosingCidr({ family, value: BASE[family] + BigInt(low) }, (family === 4 ? 32 : 128) - bits));
const spaces = fc
  .constantFrom(4 as const, 6 as const)
  .chain((family) =>
    fc.record({ within: around(family), taken: fc.array(around(family), { maxLength: 8 }), bits: fc.integer({ min: 0, max: 7 }) }),
  );

/** Finds the free prefixes by trying every aligned start. */
function tryAll({ family, first: start, last }: Cidr, length: number, taken: readonly Cidr[]): string[] {
  const size = 1n << BigInt((family === 4 ? 32 : 128) - length);
  const found: string[] = [];
  for (let at = start; at <= last; at++) {
    const candidate = { family, length, first: at, last: at + size - 1n };
    if (at % size === 0n && candidate.last <= last && !taken.some((one) => overlaps(one, candidate))) found.push(formatCidr(candidate));
  }
  return found;
}

describe('free prefixes', () => {
  it('are those that a search of every address finds, the lowest first', () => {
    fc.assert(
      fc.property(spaces, ({ within, taken, bits }) => {
        const length = (within.family === 4 ? 32 : 128) - bits;
        const free = [...freeCidrs(within, length, toPrefixSet(taken))].map(formatCidr);
        expect(free).toEqual(tryAll(within, length, taken));
        expect(countFreeCidrs(within, length, toPrefixSet(taken))).toBe(BigInt(free.length));
      }),
    );
  });

  it('are aligned to their size, not to the end of what is taken', () => {
    expect(first('10.0.0.0/8', 24, '10.0.0.0/25')).toBe('10.0.1.0/24');
    expect(first('10.0.0.0/8', 16, '10.0.0.0/24', '10.2.0.0/24')).toBe('10.1.0.0/16');
    expect(first('fd00::/48', 64, 'fd00::/63')).toBe('fd00:0:0:2::/64');
  });

  it('may be the whole range, and are none when it is full, or smaller than what is needed', () => {
    expect(first('10.0.0.0/24', 24)).toBe('10.0.0.0/24');
    expect(first('10.0.0.0/24', 23)).toBeUndefined();
    expect(first('10.0.0.0/24', 26, '10.0.0.0/16')).toBeUndefined();
    expect(first('10.0.0.0/31', 33)).toBeUndefined();
  });

  it('are counted without being listed', () => {
    expect(countFreeCidrs(cidr('fd00::/8'), 64, toPrefixSet([cidr('fd00::/64')]))).toBe(2n ** 56n - 1n);
  });
});
