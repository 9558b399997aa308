import { expect, test } from 'vitest';
import { resourceKey } from '../../arm/index.ts';
import { ATTACHED_KINDS, groupByVNet, KIND_DEFINITIONS, NO_ATTACHED_ROWS, VNET_KINDS } from './index.ts';

const GROUP = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network';
const vnetId = (name: string) => `${GROUP}/virtualNetworks/${name}`;

test.each([
  // network interfaces are of two kinds
  ['ARM type', ATTACHED_KINDS.filter((kind) => kind !== 'interfaces').map((kind) => KIND_DEFINITIONS[kind].armType.toLowerCase())],
  ['label', ATTACHED_KINDS.map((kind) => KIND_DEFINITIONS[kind].label)],
  ['section', VNET_KINDS.flatMap(({ definition }) => definition.section?.title ?? [])],
  ['filter word', VNET_KINDS.flatMap(({ definition }) => (definition.filters ?? []).map(({ word }) => word))],
  ['badge', VNET_KINDS.flatMap(({ definition }) => (definition.badges ?? []).map(({ text }) => text))],
])('no two kinds have the same %s', (_, names) => {
  expect(new Set(names).size).toBe(names.length);
});

test('a route table belongs once to each VNet in which it has subnets, in any letter case', () => {
  const subnetIds = [`${vnetId('hub')}/subnets/a`, `${vnetId('HUB')}/subnets/b`, `${vnetId('spoke')}/subnets/a`];
  const grouped = groupByVNet({ ...NO_ATTACHED_ROWS, routeTables: [{ id: `${GROUP}/routeTables/rt`, routes: [], subnetIds }] });
  expect([...grouped.keys()]).toEqual([vnetId('hub'), vnetId('spoke')].map(resourceKey));
  expect(grouped.get(resourceKey(vnetId('hub')))?.routeTables).toHaveLength(1);
  expect(grouped.get(resourceKey(vnetId('hub')))?.gateways).toEqual([]);
});

test('zones and connections belong to no VNet', () => {
  const dnsZones = [{ id: `${GROUP}/privateDnsZones/example.org` }];
  expect(groupByVNet({ ...NO_ATTACHED_ROWS, dnsZones }).size).toBe(0);
});
