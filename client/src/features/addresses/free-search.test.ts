import { createAddressPlan } from '@peerscape/shared/addresses';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type Cidr, formatCidr, parseCidr } from '@peerscape/shared/net';
import { findHubs } from '@peerscape/shared/shapes';
import { buildTopology } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';
import { describe, expect, it, test } from 'vitest';
import { defaultRange, defaultSize, findFree, parseSize, rangesInUse } from './free-search.ts';

function estateOf(text: string) {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  const topology = buildTopology(visibleRows(world.value));
  const context = { topology, plan: createAddressPlan(topology), hubs: findHubs(topology), readErrors: [] };
  const keyOf = (name: string): ResourceKey | undefined => [...topology.vnets.values()].find((vnet) => vnet.name === name)?.key;
  return { ...context, context, keyOf };
}

const cidr = (text: string): Cidr => {
  const result = parseCidr(text);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
};

const HUB = `vnet hub 10.0.0.0/24
repeat 1..4 vnet s-{n} 10.0.{n}.0/24
repeat 1..3 hub <-> s-{n}
vnet other 172.16.0.0/24
`;

describe('the search for a free range', () => {
  it('returns the first ones, how many there are, and how much is taken', () => {
    const { context } = estateOf(HUB);
    const { found, total, taken, inScope } = findFree(context, undefined, cidr('10.0.0.0/21'), 24);
    expect(found.map(formatCidr)).toEqual(['10.0.5.0/24', '10.0.6.0/24', '10.0.7.0/24']);
    expect(total).toBe(3n);
    expect(taken).toBe(1280n);
    expect(inScope).toBeUndefined();
  });

  it('near a VNet takes less into account', () => {
    const { context, keyOf } = estateOf(HUB);
    const { found, inScope } = findFree(context, keyOf('s-1'), cidr('10.0.0.0/16'), 24);
    expect(found.map(formatCidr)).toEqual(['10.0.4.0/24', '10.0.5.0/24', '10.0.6.0/24', '10.0.7.0/24', '10.0.8.0/24', '10.0.9.0/24']);
    expect(inScope?.size).toBe(4);
  });

  it('in a full range names the largest free one, if any', () => {
    const { context } = estateOf(HUB);
    expect(findFree(context, undefined, cidr('10.0.0.0/24'), 28)).toMatchObject({ found: [], total: 0n, largest: undefined });
    const { found, largest } = findFree(context, undefined, cidr('10.0.4.0/23'), 23);
    expect([found, largest && formatCidr(largest)]).toEqual([[], '10.0.5.0/24']);
  });

  it('always names what was not checked', () => {
    expect(findFree(estateOf('\n').context, undefined, cidr('10.0.0.0/8'), 24).unknown.map(({ kind }) => kind)).toEqual(['outside']);
  });
});

describe('the suggested range', () => {
  it('is the most used one, or the one of the VNet', () => {
    const { topology, plan, keyOf } = estateOf(HUB);
    expect(rangesInUse(plan).map(formatCidr)).toEqual(['10.0.0.0/8', '172.16.0.0/12']);
    expect(defaultRange(topology, plan, undefined)).toBe('10.0.0.0/8');
    expect(defaultRange(topology, plan, keyOf('other'))).toBe('172.16.0.0/12');
  });

  it('is 10.0.0.0/8 in an empty estate, and IPv6 in one that has nothing else', () => {
    const empty = estateOf('\n');
    expect(defaultRange(empty.topology, empty.plan, undefined)).toBe('10.0.0.0/8');
    const six = estateOf('vnet a fd00::/48\n');
    expect(defaultRange(six.topology, six.plan, undefined)).toBe('fc00::/7');
    expect(defaultSize(parseCidr('fc00::/7'))).toBe('64');
    expect(defaultSize(parseCidr('10.0.0.0/8'))).toBe('24');
  });
});

test.each([
  ['24', 24],
  ['/24', 24],
  [' 8 ', 8],
  ['32', 32],
])('the size "%s" is the length %d', (text, length) => {
  expect(parseSize(text, cidr('10.0.0.0/8'))).toEqual({ ok: true, value: length });
});

test.each(['', '7', '33', '1e1', '-1', '24.0'])('the size "%s" is rejected', (text) => {
  const result = parseSize(text, cidr('10.0.0.0/8'));
  expect(result.ok ? '' : result.problem).toBe('Enter a number from 8 (the whole range) to 32 (one address)');
});
