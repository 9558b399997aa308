import type { VirtualNetworkPeering } from '@azure/arm-network';
import { DEFAULT_SETTINGS, HALF_SETTINGS, type SettingValues } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createHalfPort } from './half-port.ts';
import { connect } from './sdk/connection.ts';
import { createFakeNetwork } from './testing/fake-network.ts';
import { toHalf } from './translate/index.ts';

const VNET = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub';
const ID = `${VNET}/virtualNetworkPeerings/hub-spoke`;
const REMOTE = VNET.replace('hub', 'spoke');
const PREFIXES = { addressPrefixes: ['10.0.0.0/16'] };

/** Every property that the SDK lists; one that it adds or removes does not compile here. */
const DOCUMENTED: Readonly<Record<keyof Omit<VirtualNetworkPeering, 'id' | 'name' | 'type' | 'etag'>, unknown>> = {
  allowVirtualNetworkAccess: false,
  allowForwardedTraffic: true,
  allowGatewayTransit: true,
  useRemoteGateways: true,
  doNotVerifyRemoteGateways: true,
  peerCompleteVnets: false,
  enableOnlyIPv6Peering: true,
  localSubnetNames: ['app'],
  remoteSubnetNames: ['db'],
  remoteVirtualNetwork: { id: REMOTE },
  remoteAddressSpace: PREFIXES,
  remoteVirtualNetworkAddressSpace: PREFIXES,
  localAddressSpace: PREFIXES,
  localVirtualNetworkAddressSpace: PREFIXES,
  peeringState: 'Connected',
  peeringSyncLevel: 'FullyInSync',
  provisioningState: 'Succeeded',
  resourceGuid: 'guid',
  remoteBgpCommunities: { virtualNetworkCommunity: '12076:20000' },
  remoteVirtualNetworkEncryption: { enabled: false },
};

/** Properties that recordings of Azure show and the SDK omits (azure-semantics §1.2). */
const RECORDED = { routeServiceVips: {}, remoteGateways: [{ id: 'gateway' }] };

/** Properties that Peerscape shows and writes back as they are. */
const PASSED_THROUGH = ['remoteBgpCommunities', 'remoteGateways', 'remoteVirtualNetworkEncryption', 'routeServiceVips'];

const rowOf = (properties: object) => toHalf({ id: ID, etag: 'e', properties }).row;

test('each property of a half has a field in the row, or is passed through', () => {
  const row = rowOf({ ...DOCUMENTED, ...RECORDED });
  expect(Object.keys(row?.other ?? {}).sort()).toEqual(PASSED_THROUGH);
  const fields = Object.keys(row ?? {}).filter((field) => !['id', 'etag', 'other'].includes(field));
  expect(fields).toHaveLength(Object.keys(DOCUMENTED).length + Object.keys(RECORDED).length - PASSED_THROUGH.length);
});

test('a half without settings has Azure’s defaults where each row has a value, and none elsewhere', () => {
  const row = rowOf({ remoteVirtualNetwork: { id: REMOTE } });
  for (const { row: name, presence, default: byDefault } of HALF_SETTINGS)
    expect(row?.[name], name).toEqual(presence === 'required' ? byDefault : undefined);
});

const opposite = (value: boolean | readonly string[]) => (typeof value === 'boolean' ? !value : ['app']);

test.each(HALF_SETTINGS.map(({ row, arm }) => [row, arm] as const))('%s is written as %s, and read back', async (name, arm) => {
  const value = opposite(DEFAULT_SETTINGS[name]);
  const network = createFakeNetwork(() => ({ status: 200, body: { id: ID, properties: {} } }));
  const credential = { getToken: async () => ({ token: 'canary', expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const options = { endpoint: 'https://arm.test', scope: 'x', credential, clock: systemClock, random: () => 0, mayWrite: () => true };
  const port = createHalfPort(connect({ ...options, httpClient: network }), systemClock);
  const settings: SettingValues = { ...DEFAULT_SETTINGS, [name]: value };
  await port.send({ action: 'update', id: ID, attemptId: 'one', write: { remoteId: REMOTE, ...settings } });
  const body = network.sent[0]?.body as { readonly properties: object };
  expect(body.properties).toHaveProperty(arm, value);
  expect(rowOf(body.properties)).toMatchObject(settings);
});
