import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { PEERING_COLUMNS } from './peering-columns.tsx';
import { peeringRows } from './peering-rows.ts';

const VNETS = `vnet hub 10.0.0.0/16 gateway
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.3.0.0/16
vnet d 10.4.0.0/16
vnet partner 10.9.0.0/16 hidden
`;

/** Returns the named fields of the export of the peering between a VNet and the hub. */
function fieldsOf(text: string, vnet: string, ...fields: string[]): unknown {
  const row = peeringRows(topologyOf(VNETS + text)).find(({ local, remote }) => [local.name, remote.name].includes(vnet));
  if (!row) throw new Error(`The fixture has no peering of ${vnet}`);
  return fields.map((field) => PEERING_COLUMNS.find((column) => column.field === field)?.data(row));
}

test('what needs attention comes first, then what is unknown, then the rest by name', () => {
  const topology = topologyOf(`${VNETS}
a <-> hub
partner <-> hub
c <-> hub no-access | forwarded
b <-> hub
d -> hub Initiated`);
  expect(
    peeringRows(topology).map(({ local, remote, status }) => [[local.name, remote.name].find((name) => name !== 'hub'), status]),
  ).toEqual([
    ['d', 'half-configured'],
    ['c', 'needs-attention'],
    ['partner', 'unknown'],
    ['a', 'ok'],
    ['b', 'ok'],
  ]);
});

test.each([
  ['a <-> hub', 'in sync'],
  ['a -> hub Connected learned=10.0.0.0/17\nhub -> a Connected', 'out of sync'],
  ['a -> hub Initiated', 'not connected'],
  ['a <-> hub no-sync-level | no-sync-level', null],
])('the sync level of `%s` is %s', (text, sync) => {
  expect(fieldsOf(text, 'a', 'sync')).toEqual([sync]);
});

test.each([
  ['hub <-> a transit | use-gateways', 'a', 'a uses hub'],
  ['hub <-> a transit | forwarded', 'a', 'Offered by hub'],
  ['hub <-> a', 'a', ''],
  ['hub -> partner Connected transit', 'partner', null],
])('the gateway use of `%s` is %s: %j', (text, vnet, use) => {
  expect(fieldsOf(text, vnet, 'gatewayUse')).toEqual([use]);
});

test('a half that does not exist has empty fields, and one that was not read has none', () => {
  expect(fieldsOf('a -> hub Initiated', 'a', 'remotePeeringId', 'remoteOptions', 'remoteState')).toEqual(['', '', 'Missing']);
  expect(fieldsOf('partner <-> hub', 'partner', 'remotePeeringId', 'remoteOptions', 'remoteState')).toEqual([null, null, null]);
});

test('options are exported under their names in ARM, and IDs in full', () => {
  expect(fieldsOf('a <-> hub transit forwarded', 'a', 'localOptions')).toEqual([
    ['allowVirtualNetworkAccess', 'allowForwardedTraffic', 'allowGatewayTransit'],
  ]);
  expect(fieldsOf('a <-> hub', 'a', 'localVNetId')).toEqual([expect.stringMatching(/^\/subscriptions\/.+\/virtualNetworks\/a$/)]);
});
