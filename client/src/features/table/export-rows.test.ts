import { runRules } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { indexFindings } from '../../lib/state/findings.ts';
import { topologyOf } from '../../testing/worlds.ts';
import { rowsToCsv, rowsToJson } from './export-rows.ts';
import { PEERING_COLUMNS } from './peering-columns.tsx';
import { peeringRows } from './peering-rows.ts';
import { VNET_COLUMNS } from './vnet-columns.tsx';
import { vnetRows } from './vnet-rows.ts';

const topology = topologyOf('vnet a 10.0.0.0/16 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet p 10.9.0.0/16 hidden\na <-> b\na -> p Connected');
const vnets = vnetRows(topology, indexFindings(runRules(topology).findings, topology));
const origin = { source: 'test', readAt: '2026-11-22T10:42:07Z', filter: 'name:a', total: 3 };

const [page = ''] = Object.values(
  import.meta.glob<string>('../../../../docs/table-exports.md', { query: '?raw', import: 'default', eager: true }),
);

test('the JSON says where its rows are from, which filter they match, and how many there are in all', () => {
  const { vnets: list, ...rest } = JSON.parse(rowsToJson('vnets', VNET_COLUMNS, vnets.slice(0, 1), origin));
  expect(rest).toEqual({ ...origin, count: 1 });
  expect(list).toMatchObject([
    { name: expect.any(String), addressSpace: expect.any(Array), id: expect.stringMatching(/^\/subscriptions\//) },
  ]);
});

test('what is unknown is null in JSON and empty in CSV', () => {
  const p = vnets.filter(({ node }) => node.name === 'p');
  expect(JSON.parse(rowsToJson('vnets', VNET_COLUMNS, p, origin)).vnets).toMatchObject([{ region: null, subnets: null }]);
  const [header = '', line = ''] = rowsToCsv(VNET_COLUMNS, p).split('\r\n');
  expect(line.split(',')[header.split(',').indexOf('region')]).toBe('');
});

test('the CSV has whole IDs, and lists with spaces between their items', () => {
  const text = rowsToCsv(VNET_COLUMNS, vnets);
  expect(text).toContain('10.0.0.0/16 10.1.0.0/16');
  expect(text).toContain(topology.vnets.values().next().value?.id);
  expect(text.split('\r\n')).toHaveLength(vnets.length + 2);
});

test.each([
  ['VNets', VNET_COLUMNS.map(({ field }) => field)],
  ['peerings', PEERING_COLUMNS.map(({ field }) => field)],
])('the page about exports names each field of %s', (_, fields) => {
  expect(new Set(fields).size).toBe(fields.length);
  expect(fields.filter((field) => !page.includes(`| \`${field}\` |`))).toEqual([]);
});

test('a peering is one row with both halves', () => {
  const list = JSON.parse(rowsToJson('peerings', PEERING_COLUMNS, peeringRows(topology), origin)).peerings;
  expect(list).toHaveLength(2);
  expect(list.at(-1)).toMatchObject({ localVNet: 'a', localState: 'Connected', remoteState: 'Connected', remoteVNet: 'b', status: 'ok' });
});
