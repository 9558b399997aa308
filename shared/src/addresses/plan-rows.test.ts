import { describe, expect, it } from 'vitest';
import { toFixture, topologyOf } from '../testing/fixtures.ts';
import { formatPlan } from '../testing/format-plan.ts';
import { buildTopology, createNamer, type Topology } from '../topology/index.ts';
import { createAddressPlan, shareOf, usableAddresses } from './index.ts';

const planOf = (topology: Topology): string[] => formatPlan(createAddressPlan(topology).rows, createNamer(topology));

describe('the address plan', () => {
  it('lists container, VNets, subnets and what is free in between, in the order of addresses', () => {
    const topology = topologyOf(`vnet spoke 10.1.0.0/24
vnet hub 10.0.0.0/24
subnet hub/app 10.0.0.0/26
subnet hub/db 10.0.0.128/26
`);
    expect(planOf(topology)).toEqual([
      '10.0.0.0/8 used 512',
      '  10.0.0.0/24 hub vnet used 128',
      '    10.0.0.0/26 app',
      '    free 10.0.0.64-10.0.0.127, largest 10.0.0.64/26',
      '    10.0.0.128/26 db',
      '    free 10.0.0.192-10.0.0.255, largest 10.0.0.192/26',
      '  free 10.0.1.0-10.0.255.255, largest 10.0.128.0/17',
      '  10.1.0.0/24 spoke vnet used 0',
      '    free 10.1.0.0-10.1.0.255, largest 10.1.0.0/24',
      '  free 10.1.1.0-10.255.255.255, largest 10.128.0.0/9',
    ]);
  });

  it('lists only ranges in use, and public prefixes without what is free around them', () => {
    const topology = topologyOf('vnet a 52.1.0.0/30 fd00::/126\nvnet b 192.168.0.0/16\n');
    expect(planOf(topology)).toEqual([
      '192.168.0.0/16 used 65536',
      '  192.168.0.0/16 b vnet used 0',
      '    free 192.168.0.0-192.168.255.255, largest 192.168.0.0/16',
      'other-4 used 4',
      '  52.1.0.0/30 a vnet used 0',
      '    free 52.1.0.0-52.1.0.3, largest 52.1.0.0/30',
      'fc00::/7 used 4',
      '  free fc00::-fcff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, largest fc00::/8',
      '  fd00::/126 a vnet used 0',
      '    free fd00::-fd00::3, largest fd00::/126',
      '  free fd00::4-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, largest fd80::/9',
    ]);
  });

  it('marks each prefix that overlaps one of another VNet, also one that is nested deeper', () => {
    const topology = topologyOf('vnet a 10.0.0.0/8\nvnet b 10.1.0.0/16 10.1.5.0/24\nvnet c 10.1.5.0/24\nvnet d 172.16.0.0/16\n');
    expect(planOf(topology).filter((line) => line.includes(' vnet '))).toEqual([
      '  10.0.0.0/8 a vnet used 0 overlaps b',
      '  10.1.0.0/16 b vnet used 0 overlaps a',
      '  10.1.5.0/24 b vnet used 0 overlaps a',
      '  10.1.5.0/24 c vnet used 0 overlaps a',
      '  172.16.0.0/16 d vnet used 0',
    ]);
  });

  it('counts prefixes of VNets that are not visible, and those that halves still have, as taken', () => {
    const { rows } = toFixture('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nvnet gone 10.2.0.0/16\nhub <-> spoke\nhub <-> gone\n');
    const isGone = (id: string) => /\/gone(\/|$)/.test(id);
    const topology = buildTopology({
      ...rows,
      vnets: rows.vnets.filter(({ id }) => !isGone(id)),
      halves: rows.halves
        .filter(({ id }) => !isGone(id))
        .map((half) => (half.remoteId.endsWith('/spoke') ? { ...half, remoteLearned: ['10.1.0.0/16', '10.9.0.0/16'] } : half)),
    });
    expect(planOf(topology).filter((line) => !line.includes('free'))).toEqual([
      '10.0.0.0/8 used 262144',
      '  10.0.0.0/16 hub vnet used 0',
      '  10.1.0.0/16 spoke vnet used 0',
      '  10.2.0.0/16 gone ghost',
      '  10.9.0.0/16 spoke learned',
    ]);
  });

  it('lists subnets outside of the address space, and reports what is no prefix', () => {
    const { rows } = toFixture('vnet a 10.0.0.0/24\nsubnet a/app 10.0.0.0/26\n');
    const topology = buildTopology({
      ...rows,
      vnets: rows.vnets.map((vnet) => ({
        ...vnet,
        addressSpace: [...vnet.addressSpace, '10.0.0.1/24'],
        subnets: [{ name: 'app', prefixes: ['10.0.0.0/26', '10.7.0.0/26', '=1+1'] }],
      })),
    });
    expect(planOf(topology).filter((line) => !line.includes('free'))).toEqual([
      '10.0.0.0/8 used 320',
      '  10.0.0.0/24 a vnet used 64',
      '    10.0.0.0/26 app',
      '  10.7.0.0/26 a stray app',
    ]);
    expect(createAddressPlan(topology).invalid.map(({ text }) => text)).toEqual(['10.0.0.1/24', '=1+1']);
  });

  it('of an empty estate is empty', () => {
    expect(createAddressPlan(topologyOf('\n')).rows).toEqual([]);
  });
});

describe('the use of a range', () => {
  it('leaves out the five addresses that Azure reserves in each subnet', () => {
    const size = (bits: bigint) => ({ family: 4 as const, length: 32 - Number(bits), first: 0n, last: (1n << bits) - 1n });
    expect(usableAddresses(size(8n))).toBe(251n);
    expect(usableAddresses(size(3n))).toBe(3n);
    expect(usableAddresses(size(2n))).toBe(0n);
  });

  it('is a share from 0 to 1', () => {
    expect(shareOf(1n, 4n)).toBe(0.25);
    expect(shareOf(0n, 0n)).toBe(0);
    expect(shareOf(1n, 2n ** 121n)).toBe(2 ** -121);
  });
});
