import { describe, expect, test } from 'vitest';
import { createFastClock } from '../../test/fake-clock.ts';
import { createRoutePort } from './route-port.ts';
import { connect } from './sdk/connection.ts';
import { createFakeNetwork, type FakeResponse } from './testing/fake-network.ts';

const HOST = 'https://arm.test';
const GROUP = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network';
const GATEWAY = `${GROUP}/virtualNetworkGateways/gw`;
const NIC = `${GROUP}/networkInterfaces/nic`;
const STATUS = `${HOST}/subscriptions/s/providers/Microsoft.Network/locations/we/operations/1?api-version=2025-05-01`;
const RESULT = STATUS.replace('operations', 'operationResults');
const { signal } = new AbortController();

/** Creates a port on a network that gives the answers in order. */
function azure(...answers: readonly FakeResponse[]) {
  const clock = createFastClock();
  const network = createFakeNetwork((_, count) => answers[count - 1] ?? { status: 500 });
  const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: clock.now() + 3_600_000 }) };
  const connection = connect({ endpoint: HOST, scope: `${HOST}/.default`, credential, clock, random: () => 0.5, httpClient: network });
  return { clock, port: createRoutePort(connection, clock), sent: () => network.sent.map(({ method, url }) => `${method} ${url}`) };
}

const STARTED: FakeResponse = { status: 202, headers: { 'azure-asyncoperation': STATUS, location: RESULT, 'retry-after': '7' } };
const ROUTE = { network: '10.10.0.0/24', nextHop: '10.9.0.1', sourcePeer: '10.9.0.1', origin: 'EBgp', asPath: '65001' };
const REPLY: FakeResponse = { body: { value: [ROUTE] } };

describe('an operation that reads', () => {
  test('is polled at its status, no earlier than Azure asks, and its result is fetched', async () => {
    const running = { body: { status: 'InProgress' }, headers: { 'retry-after': '20' } };
    const { port, sent, clock } = azure(STARTED, running, { body: { status: 'Succeeded' } }, REPLY);
    expect(await port.learnedByGateway(GATEWAY, signal)).toEqual([{ ...ROUTE, asPath: [65001] }]);
    expect(sent()).toEqual([
      `POST ${HOST}${GATEWAY}/getLearnedRoutes?api-version=2025-05-01`,
      `GET ${STATUS}`,
      `GET ${STATUS}`,
      `GET ${RESULT}`,
    ]);
    expect(clock.slept).toEqual([7000, 20_000]);
  });

  test('without a status is polled for its result, every two seconds unless Azure asks otherwise', async () => {
    const accepted = { status: 202, headers: { location: RESULT } };
    const { port, sent, clock } = azure(accepted, accepted, { body: { RouteServiceRole_IN_0: [ROUTE], RouteServiceRole_IN_1: [ROUTE] } });
    expect(await port.learnedFromPeer(`${GROUP}/virtualHubs/rs/bgpConnections/nva`, signal)).toHaveLength(1);
    expect([sent().slice(1), clock.slept]).toEqual([
      [`GET ${RESULT}`, `GET ${RESULT}`],
      [2000, 2000],
    ]);
  });

  test('may be answered at once', async () => {
    const { port, sent } = azure(REPLY);
    expect(await port.learnedByGateway(GATEWAY, signal)).toHaveLength(1);
    expect(sent()).toHaveLength(1);
  });

  test('that fails rejects with the code and message of ARM, and what to do', async () => {
    const error = { code: 'NicMustBeAttachedToRunningVmToGetEffectiveRoutes', message: 'Start it' };
    const { port } = azure(STARTED, { body: { status: 'Failed', error } });
    await expect(port.effectiveRoutes(NIC, signal)).rejects.toMatchObject({
      type: 'azure-failed',
      problem: { arm: error, detail: expect.stringMatching(/running virtual machine. Start the machine/) },
    });
  });

  test.each<[string, readonly FakeResponse[], string]>([
    ['says nowhere how to follow it', [{ status: 202 }], 'not-an-arm-answer'],
    ['leads to another server', [{ status: 202, headers: { location: 'https://evil.test/1' } }], 'foreign-host'],
    ['has a status that is not one', [STARTED, { body: {} }], 'not-an-arm-answer'],
    ['returns something else than routes', [{ body: { value: [{ network: 'everything' }] } }], 'not-an-arm-answer'],
  ])('is an error if it %s', async (_, answers, code) => {
    const { port } = azure(...answers);
    await expect(port.learnedByGateway(GATEWAY, signal)).rejects.toMatchObject({ problem: { code } });
  });

  test('names the action that the identity lacks, on which resource, and who has it', async () => {
    const arm = { code: 'AuthorizationFailed', message: 'The client does not have authorization to perform action …' };
    const { port } = azure({ status: 403, body: { error: arm } });
    await expect(port.learnedByGateway(GATEWAY, signal)).rejects.toMatchObject({
      type: 'azure-denied',
      problem: {
        title: 'Peerscape needs the action Microsoft.Network/virtualNetworkGateways/getLearnedRoutes/action on gw',
        detail: expect.stringContaining('Peerscape Route Reader'),
        arm,
      },
    });
  });

  test('is sent again after a 429, at the time that Azure asks for', async () => {
    const { port, clock } = azure({ status: 429, headers: { 'retry-after': '9' } }, REPLY);
    expect(await port.learnedByGateway(GATEWAY, signal)).toHaveLength(1);
    expect(clock.slept).toContain(9000);
  });
});

test('the interfaces of a subnet are those of its IP configurations, each once, without those of other resources', async () => {
  const ids = [
    `${NIC}/ipConfigurations/a`,
    `${NIC}/ipConfigurations/b`,
    `${GROUP}/virtualNetworkGateways/gw/ipConfigurations/default`,
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/v/virtualMachines/0/networkInterfaces/n/ipConfigurations/c',
  ];
  const { port, sent } = azure({ body: { id: 'x', properties: { ipConfigurations: ids.map((id) => ({ id })) } } });
  expect(await port.listInterfaces(`${GROUP}/virtualNetworks/v/subnets/s`, signal)).toEqual([NIC]);
  expect(sent()).toEqual([`GET ${HOST}${GROUP}/virtualNetworks/v/subnets/s?api-version=2025-05-01`]);
});

test('the BGP connections of a Route Server are rows', async () => {
  const id = `${GROUP}/virtualHubs/rs/bgpConnections/nva`;
  const { port } = azure({ body: { value: [{ id, properties: { peerIp: '10.0.0.4', peerAsn: 65010 } }] } });
  expect(await port.listPeers(`${GROUP}/virtualHubs/rs`, signal)).toEqual([
    { id, routeServerId: `${GROUP}/virtualHubs/rs`, peerIp: '10.0.0.4', asn: 65010 },
  ]);
});
