import { createAddressPlan } from '@peerscape/shared/addresses';
import { buildTopology, createNamer } from '@peerscape/shared/topology';
import { readWorld, visibleRows as rowsOfWorld } from '@peerscape/shared/world';
import { describe, expect, it } from 'vitest';
import { parseAddressQuery } from './address-query.ts';
import { planToCsv } from './plan-csv.ts';
import { detailsOf, nameOfRow, prefixOf, rowKey, shareOfRow } from './row-texts.ts';
import { visibleRows } from './visible-rows.ts';

const world = readWorld(`vnet hub 10.0.0.0/24
vnet spoke-a 10.1.0.0/24
vnet app-b 10.2.0.0/24 fd00:2::/48
subnet hub/dns 10.0.0.0/26
subnet spoke-a/app 10.1.0.0/25
subnet spoke-a/db 10.1.0.128/25
`);
if (!world.ok) throw new Error(world.problem);
const topology = buildTopology(rowsOfWorld(world.value));
const plan = createAddressPlan(topology);
const nameOf = createNamer(topology);

type Detail = 'vnets' | 'subnets' | 'free';

const find = (search: string, detail: Detail = 'free', shown?: readonly string[]) =>
  visibleRows(plan.rows, {
    detail,
    query: parseAddressQuery(search),
    shown: shown && new Set([...topology.vnets.values()].filter(({ name }) => shown.includes(name)).map(({ key }) => key)),
    nameOf,
  });

const list = (...args: Parameters<typeof find>): string[] =>
  find(...args).map((row) => `${'  '.repeat(row.level - 1)}${prefixOf(row)} ${nameOfRow(row, nameOf)}`);

describe('the list of prefixes', () => {
  it('lists all rows without a search', () => {
    expect(find('')).toEqual(plan.rows);
  });

  it('leaves out free ranges, or subnets as well', () => {
    expect(list('', 'subnets')).toEqual([
      '10.0.0.0/8 Private range (RFC 1918)',
      '  10.0.0.0/24 hub',
      '    10.0.0.0/26 dns',
      '  10.1.0.0/24 spoke-a',
      '    10.1.0.0/25 app',
      '    10.1.0.128/25 db',
      '  10.2.0.0/24 app-b',
      'fc00::/7 Unique local range (RFC 4193)',
      '  fd00:2::/48 app-b',
    ]);
    expect(list('', 'vnets')).toHaveLength(6);
  });

  it('of an address shows what contains it, down to the subnet or free range', () => {
    expect(list('10.1.0.130')).toEqual(['10.0.0.0/8 Private range (RFC 1918)', '  10.1.0.0/24 spoke-a', '    10.1.0.128/25 db']);
    expect(list('10.0.0.200')).toEqual([
      '10.0.0.0/8 Private range (RFC 1918)',
      '  10.0.0.0/24 hub',
      '    10.0.0.64 – 10.0.0.255 No subnet',
    ]);
    expect(list('10.77.0.1')).toEqual(['10.0.0.0/8 Private range (RFC 1918)', '  10.2.1.0 – 10.255.255.255 No visible VNet']);
    expect(list('172.16.0.1')).toEqual([]);
  });

  it('of a prefix shows what overlaps it', () => {
    expect(list('10.1.0.0/16', 'subnets')).toEqual([
      '10.0.0.0/8 Private range (RFC 1918)',
      '  10.1.0.0/24 spoke-a',
      '    10.1.0.0/25 app',
      '    10.1.0.128/25 db',
    ]);
  });

  it('of a name shows the VNet with all below it, and subnets below their VNet', () => {
    expect(list('SPOKE', 'subnets')).toEqual([
      '10.0.0.0/8 Private range (RFC 1918)',
      '  10.1.0.0/24 spoke-a',
      '    10.1.0.0/25 app',
      '    10.1.0.128/25 db',
    ]);
    expect(list('app', 'subnets')).toEqual([
      '10.0.0.0/8 Private range (RFC 1918)',
      '  10.1.0.0/24 spoke-a',
      '    10.1.0.0/25 app',
      '  10.2.0.0/24 app-b',
      'fc00::/7 Unique local range (RFC 4193)',
      '  fd00:2::/48 app-b',
    ]);
    expect(list('10.2.', 'vnets')).toEqual(['10.0.0.0/8 Private range (RFC 1918)', '  10.2.0.0/24 app-b']);
  });

  it('follows the filter of the page', () => {
    expect(list('', 'free', ['hub'])).toEqual([
      '10.0.0.0/8 Private range (RFC 1918)',
      '  10.0.0.0/24 hub',
      '    10.0.0.0/26 dns',
      '    10.0.0.64 – 10.0.0.255 No subnet',
    ]);
  });

  it('shows the use of ranges and VNets, and what else is known', () => {
    const texts = find('10.1.0.0/25').map((row) => [shareOfRow(row), detailsOf(row, topology, nameOf)]);
    expect(texts).toEqual([
      [768 / 2 ** 24, '3 prefixes, 768 addresses'],
      [1, expect.stringMatching(/^256 addresses, \S+, \S+$/)],
      [undefined, '123 addresses usable'],
    ]);
    expect(detailsOf(plan.rows.find(({ kind }) => kind === 'free') ?? plan.rows[0] ?? never(), topology, nameOf)).toBe(
      '192 addresses, largest 10.0.0.128/25',
    );
  });

  it('gives each row a key of its own', () => {
    expect(new Set(plan.rows.map(rowKey)).size).toBe(plan.rows.length);
  });
});

function never(): never {
  throw new Error('There is no row');
}

describe('the export', () => {
  it('has a line for each row, with its range and the resource it belongs to', () => {
    const lines = planToCsv(find('hub'), topology, nameOf).split('\r\n');
    expect(lines[0]).toBe(
      'kind,prefix,first address,last address,addresses,taken addresses,name,VNet,overlaps,subscription,resource group,region,resource ID',
    );
    expect(lines.slice(1, 4).map((line) => line.split(',').slice(0, 8).join(','))).toEqual([
      'range,10.0.0.0/8,10.0.0.0,10.255.255.255,16777216,768,Private range (RFC 1918),',
      'VNet,10.0.0.0/24,10.0.0.0,10.0.0.255,256,64,hub,hub',
      'subnet,10.0.0.0/26,10.0.0.0,10.0.0.63,64,,dns,hub',
    ]);
    expect(lines[4]).toMatch(/^no subnet,,10\.0\.0\.64,10\.0\.0\.255,192,,No subnet,hub,/);
  });

  it('neutralises names that a spreadsheet would run', () => {
    const hostile = buildTopology({
      ...world.value.rows,
      vnets: world.value.rows.vnets.map((vnet) => ({ ...vnet, subnets: [{ name: '=HYPERLINK("x")', prefixes: vnet.addressSpace }] })),
    });
    const csv = planToCsv(createAddressPlan(hostile).rows, hostile, createNamer(hostile));
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
