import { runRules } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { indexFindings } from '../../lib/state/findings.ts';
import { topologyOf } from '../../testing/worlds.ts';
import { vnetRows } from './vnet-rows.ts';

const topology = topologyOf(`vnet hub 10.0.0.0/16 gateway=Vpn,ExpressRoute
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.3.0.0/16
vnet partner 10.9.0.0/16 hidden
a <-> hub use-gateways | transit
b -> hub Initiated
c <-> hub no-access | forwarded
partner <-> a`);
const rows = vnetRows(topology, indexFindings(runRules(topology).findings, topology));
const rowOf = (name: string) => rows.find(({ node }) => node.name === name);

test('what needs attention comes first: half-configured, then everything else that does, then by name', () => {
  expect(rows.map(({ node }) => node.name)).toEqual(['hub', 'b', 'c', 'a', 'partner']);
});

test('names the gateways of a VNet and those that it uses', () => {
  expect([rowOf('hub')?.gateways, rowOf('hub')?.usedGateways]).toEqual([['VPN', 'ExpressRoute'], []]);
  expect([rowOf('a')?.gateways, rowOf('a')?.usedGateways]).toEqual([[], ['hub']]);
});

test('what was not read of a VNet is unknown', () => {
  expect(rowOf('partner')).toMatchObject({ gateways: null, usedGateways: null, region: null });
});
