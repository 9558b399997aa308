import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cidr, contains, enclosingCidr, formatCidr, overlaps, parseCidr } from '../net/index.ts';
import { createAddressMapper } from './address-mapper.ts';

const cidr = (text: string): Cidr => {
  const parsed = parseCidr(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
};

const bits = fc.infiniteStream(fc.boolean());
const createMapper = (texts: readonly string[], stream: Iterator<boolean>) =>
  createAddressMapper(texts, () => stream.next().value === true);

// a narrow range in each class, so that prefixes often overlap
const narrow = (start: bigint, family: 4 | 6, shortest: number, width: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: 2047 }), fc.integer({ min: shortest, max: width }))
    .map(([low, length]) => formatCidr(enclosingCidr({ family, value: start + BigInt(low) }, length)));
const anyPrefix = fc.oneof(
  narrow(0x0a000000n, 4, 6, 32),
  narrow(0xac1ff800n, 4, 10, 32),
  narrow(0x14000000n, 4, 0, 32),
  narrow(0xfdn << 120n, 6, 100, 128),
);

const SPECIAL = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', 'fd00::/8'].map(cidr);

describe('mapped prefixes', () => {
  it('have the same lengths and relations, and stay in their special ranges', () => {
    fc.assert(
      fc.property(anyPrefix, anyPrefix, bits, (one, other, stream) => {
        const { map } = createMapper([one, other], stream);
        const [a, b, mappedA, mappedB] = [one, other, map(one), map(other)].map(cidr) as [Cidr, Cidr, Cidr, Cidr];
        expect([mappedA.family, mappedA.length]).toEqual([a.family, a.length]);
        expect(overlaps(mappedA, mappedB)).toBe(overlaps(a, b));
        expect(contains(mappedA, mappedB)).toBe(contains(a, b));
        for (const range of SPECIAL) expect(contains(range, mappedA)).toBe(contains(range, a));
      }),
    );
  });

  it('are never the same as before, unless the whole range is special', () => {
    fc.assert(
      fc.property(anyPrefix, bits, (text, stream) => {
        const isWhole = SPECIAL.some((range) => contains(cidr(text), range)) || cidr(text).length <= 5;
        if (!isWhole) expect(createMapper([text], stream).map(text)).not.toBe(text);
      }),
    );
  });

  it.each(['0.0.0.0/0', '::/0', '10.0.0.0/8', '192.168.0.0/16', '168.63.129.16', '0.0.0.0/1'])('keep %s, which everybody uses', (text) => {
    expect(createAddressMapper([text], () => true).map(text)).toBe(text);
  });
});

it('maps an address into the mapped prefix that contained it, and keeps host bits that a prefix should not have', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), bits, (host, stream) => {
      const { map } = createMapper(['10.1.2.0/24', `10.1.2.${host}`], stream);
      expect(contains(cidr(map('10.1.2.0/24')), cidr(`${map(`10.1.2.${host}`)}/32`))).toBe(true);
      expect(parseCidr(map(`10.1.2.${host}/24`)).ok).toBe(host === 0);
    }),
  );
});

it('leaves text that is no prefix invalid without repeating it', () => {
  const { map } = createAddressMapper([], () => true);
  expect(['010.0.0.0/8', 'secret', '10.0.0.0/x'].map(map)).toEqual(['invalid', 'invalid', 'invalid']);
  expect(parseCidr(map('10.1.0.0/33')).ok).toBe(false);
});

it.each(Array.from({ length: 20 }, (_, i) => i + 1))(
  'avoids the addresses of the estate where it can, whatever the random bits: %i',
  (start) => {
    // in both halves of the range, because the bit that separates them is always flipped
    const texts = Array.from({ length: 8 }, (_, i) => `10.${(i % 2) * 128 + i * 4}.0.0/16`);
    let seed = start;
    const randomBit = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed % 2 === 0;
    };
    const mapped = new Set(texts.map(createAddressMapper(texts, randomBit).map));
    expect(texts.filter((text) => mapped.has(text))).toEqual([]);
  },
);
