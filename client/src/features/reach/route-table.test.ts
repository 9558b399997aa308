import { createReach, NO_LEARNED_ROUTES } from '@peerscape/shared/reach';
import { createNamer } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { formatRoutes, toRouteCells } from './route-table.ts';

const topology = topologyOf(`
vnet hub 10.0.0.0/16 nva=10.0.2.4
vnet spoke 10.1.0.0/16
subnet spoke/app 10.1.0.0/24
hub <-> spoke
route spoke/app 10.0.0.0/16 via 10.0.2.4
`);
const routes = createReach(topology, NO_LEARNED_ROUTES).routesOf('spoke/app');
const rows = toRouteCells(createNamer(topology), routes.ok ? routes.value.routes : []);

test('routes are listed by prefix, and of one prefix the Active route comes before the Invalid one', () => {
  const of = (prefix: string) => rows.filter(({ cells }) => cells[2] === prefix).map(({ cells }) => cells);
  expect(of('10.0.0.0/16')).toEqual([
    ['User', 'Active', '10.0.0.0/16', 'VirtualAppliance', '10.0.2.4', 'route 10-0-0-0-16 of route table rt-spoke-app'],
    ['Default', 'Invalid', '10.0.0.0/16', 'VNetPeering', '', 'peering spoke → hub'],
  ]);
  expect(rows[0]?.cells[2]).toBe('0.0.0.0/0');
});

test('the table is copied as text in columns', () => {
  const lines = formatRoutes(rows).split('\n');
  expect(lines).toHaveLength(rows.length + 1);
  expect(lines[0]).toMatch(/^Source {3}State {4}Address prefix {2}Next hop type {5}Next hop IP {2}Comes from$/);
  const column = lines[0]?.indexOf('Address prefix') ?? 0;
  expect(lines.slice(1).map((line) => line.slice(column).split(' ')[0])).toEqual(rows.map(({ cells }) => cells[2]));
});
