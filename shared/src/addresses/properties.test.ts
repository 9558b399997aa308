import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cidr, cidrsOf, contains, enclosingCidr, formatCidr, intersect, isEmpty, overlaps, toPrefixSet, union } from '../net/index.ts';
import { toFixture } from '../testing/fixtures.ts';
import { buildTopology, type Topology } from '../topology/index.ts';
import { createAddressPlan, findVNetOverlaps, type PlanRow } from './index.ts';

// prefixes in a narrow range, so that they often overlap, and subnets in it or outside
const prefix = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 24, max: 32 }))
  .map(([low, length]) => enclosingCidr({ family: 4, value: 0x0affff00n + BigInt(low) }, length));
const prefixV6 = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 120, max: 128 }))
  .map(([low, length]) => enclosingCidr({ family: 6, value: (0xfd00n << 112n) + BigInt(low) }, length));
const anyPrefix = fc.oneof(prefix, prefixV6);
const vnet = fc.record({ space: fc.array(anyPrefix, { minLength: 1, maxLength: 3 }), subnets: fc.array(anyPrefix, { maxLength: 3 }) });
const estate = fc.array(vnet, { maxLength: 8 });

function topologyOf(vnets: readonly { readonly space: readonly Cidr[]; readonly subnets: readonly Cidr[] }[]): Topology {
  const { rows } = toFixture(vnets.map((_, i) => `vnet v-${i} 10.0.${i}.0/24\n`).join('') || '\n');
  const filled = rows.vnets.map((row, i) => ({
    ...row,
    addressSpace: vnets[i]?.space.map(formatCidr) ?? [],
    subnets: vnets[i]?.subnets.map((cidr, n) => ({ name: `s-${n}`, prefixes: [formatCidr(cidr)] })) ?? [],
  }));
  return buildTopology({ ...rows, vnets: filled });
}

/** Returns the rows below a row: those that follow it and have a greater level. */
function below(rows: readonly PlanRow[], at: number): readonly PlanRow[] {
  const level = rows[at]?.level ?? 0;
  const end = rows.findIndex((row, i) => i > at && row.level <= level);
  return rows.slice(at + 1, end < 0 ? undefined : end);
}

/** Returns the range of a row that contains others, and what is taken and free in it. */
function partsOf(rows: readonly PlanRow[], at: number) {
  const row = rows[at];
  const inner = below(rows, at);
  const within =
    row?.kind === 'container' ? row.container.cidr : row?.kind === 'claim' && row.claim.source === 'vnet' ? row.claim.cidr : undefined;
  const taken = inner.flatMap((one) =>
    one.kind === 'claim' && one.level === (row?.level ?? 0) + 1
      ? [one.claim.cidr]
      : one.kind === 'subnet' && row?.kind === 'claim'
        ? [one.cidr]
        : [],
  );
  const free = inner.flatMap((one) => (one.kind === 'free' && one.level === (row?.level ?? 0) + 1 ? [one.range] : []));
  return { within, taken: toPrefixSet(taken), free: { ranges: free } };
}

describe('in any estate', () => {
  it('what is taken and what is free make up each range, and share no address', () => {
    fc.assert(
      fc.property(estate, (vnets) => {
        const { rows } = createAddressPlan(topologyOf(vnets));
        for (const at of rows.keys()) {
          const { within, taken, free } = partsOf(rows, at);
          if (!within) continue;
          expect(isEmpty(intersect(taken, free))).toBe(true);
          expect(union(taken, free)).toEqual(toPrefixSet([within]));
        }
      }),
    );
  });

  it('every prefix of every VNet and subnet is listed, once for its owner', () => {
    fc.assert(
      fc.property(estate, (vnets) => {
        const topology = topologyOf(vnets);
        const { rows } = createAddressPlan(topology);
        for (const { key, addressSpace, subnets } of topology.vnets.values()) {
          const own = rows.flatMap((row) =>
            row.kind === 'claim' && row.claim.owner === key && row.claim.source === 'vnet' ? [formatCidr(row.claim.cidr)] : [],
          );
          expect([...own].sort()).toEqual([...new Set(addressSpace)].sort());
          for (const { name, prefixes } of subnets) {
            const listed = rows.some(
              (row) =>
                (row.kind === 'subnet' && row.owner === key && row.name === name) ||
                (row.kind === 'claim' && row.claim.owner === key && row.claim.subnet === name),
            );
            expect(listed, `${name} ${prefixes}`).toBe(true);
          }
        }
      }),
    );
  });

  it('the largest free prefix is free, and no larger one fits', () => {
    fc.assert(
      fc.property(estate, (vnets) => {
        for (const row of createAddressPlan(topologyOf(vnets)).rows) {
          if (row.kind !== 'free') continue;
          const fitting = cidrsOf({ ranges: [row.range] });
          expect(fitting.map(formatCidr)).toContain(formatCidr(row.largest));
          expect(Math.min(...fitting.map(({ length }) => length))).toBe(row.largest.length);
        }
      }),
    );
  });

  it('overlaps are those that a comparison of every pair finds, in the list and as marks', () => {
    fc.assert(
      fc.property(estate, (vnets) => {
        const topology = topologyOf(vnets);
        const plan = createAddressPlan(topology);
        const owned = [...topology.vnets.keys()].map((key, i) => ({ key, space: vnets[i]?.space ?? [] }));
        const expected = new Set(
          owned.flatMap((one, i) =>
            owned
              .slice(i + 1)
              .flatMap((other) =>
                one.space.some((a) => other.space.some((b) => overlaps(a, b))) ? [[one.key, other.key].sort().join()] : [],
              ),
          ),
        );
        const found = findVNetOverlaps(topology, plan.list).list.map(({ a, b }) => [a, b].sort().join());
        expect(new Set(found)).toEqual(expected);
        for (const row of plan.rows) {
          if (row.kind !== 'claim' || row.claim.source !== 'vnet') continue;
          const { cidr, owner } = row.claim;
          const others = owned.filter(({ key, space }) => key !== owner && space.some((one) => overlaps(one, cidr)));
          expect(row.overlaps === undefined).toBe(others.length === 0);
          if (row.overlaps) expect(others.map(({ key }) => key)).toContain(row.overlaps);
        }
      }),
    );
  });

  it('rows are in the order of addresses, and each is inside the one above it', () => {
    fc.assert(
      fc.property(estate, (vnets) => {
        const { rows } = createAddressPlan(topologyOf(vnets));
        for (const [at, row] of rows.entries()) {
          if (row.kind !== 'claim') continue;
          for (const inner of below(rows, at)) {
            if (inner.kind === 'subnet') expect(contains(row.claim.cidr, inner.cidr)).toBe(true);
          }
        }
        const starts = rows
          .flatMap((row) => (row.kind === 'claim' ? [row.claim.cidr] : []))
          .map(({ family, first }) => (BigInt(family) << 128n) | first);
        expect(starts).toEqual([...starts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      }),
    );
  });
});
