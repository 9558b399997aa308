import { RestError } from '@azure/core-rest-pipeline';
import { parseResourceId } from '@peerscape/shared/arm';
import { describe, expect, test } from 'vitest';
import { createFastClock } from '../../test/fake-clock.ts';
import { Failure } from '../failure.ts';
import { createAzurePort } from './azure-port.ts';
import { QUERY } from './read-graph.ts';
import { connect } from './sdk/connection.ts';
import { createFakeNetwork, type FakeResponse, type SentRequest } from './testing/fake-network.ts';

const HOST = 'https://arm.test';
const SUB = '11111111-1111-1111-1111-111111111111';
const VNET = `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub`;
const signal = new AbortController().signal;

function azure(answer: (sent: SentRequest, count: number) => FakeResponse | Promise<FakeResponse>) {
  const clock = createFastClock();
  const network = createFakeNetwork(answer);
  const credential = { getToken: async () => ({ token: 'canary-token', expiresOnTimestamp: clock.now() + 3_600_000 }) };
  const connection = connect({ endpoint: HOST, scope: `${HOST}/.default`, credential, clock, random: () => 0.5, httpClient: network });
  return { clock, network, port: createAzurePort(connection, clock) };
}

const failureOf = async (promise: Promise<unknown>): Promise<Failure> => {
  const error = await promise.then(
    () => new Error('the promise did not reject'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Failure);
  const failure = error as Failure;
  expect(JSON.stringify(failure.problem)).not.toContain('canary-token');
  return failure;
};

const graphRow = (name: string) => ({
  id: VNET.replace(/hub$/, name),
  type: 'microsoft.network/virtualnetworks',
  location: 'we',
  properties: { virtualNetworkPeerings: [] },
});
const queryGraph = (port: ReturnType<typeof azure>['port'], more: { acceptPart?: boolean; pages?: string[] } = {}) =>
  port.queryGraph({
    subscriptionIds: [SUB],
    acceptPart: false,
    onPage: (done, total) => more.pages?.push(`${done}/${total}`),
    signal,
    ...more,
  });

describe('Resource Graph', () => {
  test('receives a constant query with the subscriptions as a separate field, page by page', async () => {
    const answers: FakeResponse[] = [
      { body: { totalRecords: 2, count: 1, resultTruncated: 'true', $skipToken: 'next', data: [graphRow('a')] } },
      { body: { totalRecords: 2, count: 1, resultTruncated: 'false', data: [graphRow('b')] } },
    ];
    const { network, port } = azure((_sent, count) => answers[count - 1] ?? {});
    const pages: string[] = [];
    const { rows, unread } = await queryGraph(port, { pages });
    expect(rows.vnets.map(({ id }) => id.slice(-1))).toEqual(['a', 'b']);
    expect([unread, pages]).toEqual([[], ['1/2', '2/2']]);
    const options = { resultFormat: 'objectArray', $top: 1000 };
    expect(network.sent.map(({ body }) => body)).toEqual([
      { subscriptions: [SUB], query: QUERY, options },
      { subscriptions: [SUB], query: QUERY, options: { ...options, $skipToken: 'next' } },
    ]);
    expect(network.sent[0]?.url).toBe(`${HOST}/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01`);
    expect(network.sent[0]?.authorization).toBe('Bearer canary-token');
  });

  test('fails when a page token repeats', async () => {
    const { network, port } = azure(() => ({ body: { $skipToken: 'again', data: [graphRow('a')] } }));
    expect((await failureOf(queryGraph(port))).problem.code).toBe('endless-list');
    expect(network.sent).toHaveLength(2);
  });

  test.each([
    ['a sign-in page', { headers: { 'content-type': 'text/html' }, body: '<html></html>' }],
    ['JSON of another shape', { body: { value: [] } }],
    ['rows that are not resources', { body: { data: [{ name: 'x' }] } }],
    ['the other result format', { body: { data: { columns: [], rows: [] } } }],
    ['an empty object', { body: {} }],
  ])('%s is never treated as an empty estate', async (_name, answer) => {
    const { port } = azure(() => answer);
    expect((await failureOf(queryGraph(port))).problem.code).toBe('not-an-arm-answer');
  });

  test.each([
    ['a subscription limit', { headers: { 'x-ms-tenant-subscription-limit-hit': 'true' }, body: { data: [graphRow('a')] } }],
    ['a truncated page without a token', { body: { resultTruncated: 'true', data: [graphRow('a')] } }],
  ])('%s makes the result partial', async (_name, answer) => {
    const { port } = azure(() => answer);
    const { rows, unread } = await queryGraph(port);
    expect(rows.vnets).toHaveLength(1);
    expect(unread).toMatchObject([{ name: 'Resource Graph' }]);
  });

  test('a VNet without its list of peerings makes the result partial', async () => {
    const { port } = azure(() => ({ body: { data: [{ ...graphRow('a'), properties: {} }] } }));
    const { rows, unread } = await queryGraph(port);
    expect(rows.vnets).toHaveLength(1);
    expect(unread).toMatchObject([{ message: 'peerings are not included (virtualNetworkPeerings is missing)' }]);
  });

  test('a failing later page fails the read, or makes it partial when partial results are accepted', async () => {
    const answer = (_sent: SentRequest, count: number): FakeResponse =>
      count === 1
        ? { body: { $skipToken: 'next', data: [graphRow('a')] } }
        : { status: 400, body: { error: { code: 'BadRequest', message: 'Lost it' } } };
    expect((await failureOf(queryGraph(azure(answer).port))).problem.arm?.message).toBe('Lost it');
    const { rows, unread } = await queryGraph(azure(answer).port, { acceptPart: true });
    expect(rows.vnets).toHaveLength(1);
    expect(unread).toMatchObject([{ code: 'BadRequest', message: 'Lost it' }]);
  });

  test('waits for the quota to reset before the next page', async () => {
    const quota = { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:05' };
    const { clock, port } = azure((_sent, count) =>
      count === 1 ? { headers: quota, body: { $skipToken: 'n', data: [] } } : { body: { data: [] } },
    );
    await queryGraph(port);
    expect(clock.slept).toContain(5000);
  });

  test('reports the details inside an ARM error', async () => {
    const details = [{ code: 'InvalidQuery', message: 'Query is invalid' }];
    const { port } = azure(() => ({ status: 400, body: { error: { code: 'BadRequest', message: 'Give us an id', details } } }));
    const { problem } = await failureOf(queryGraph(port));
    expect(problem.arm).toEqual({ code: 'BadRequest', message: 'Give us an id' });
    expect(problem.detail).toContain('InvalidQuery: Query is invalid');
  });
});

describe('links in a response', () => {
  test.each(['https://evil.test/steal?x=1', 'http://arm.test/plain', 'https://arm.test.evil.test/', 'https://arm.test:444/'])(
    'rejects a nextLink to %s without sending a request',
    async (nextLink) => {
      const { network, port } = azure(() => ({
        body: { value: [{ id: '/subscriptions/a', subscriptionId: 'a', displayName: 'a' }], nextLink },
      }));
      expect((await failureOf(port.listSubscriptions(signal))).problem.code).toBe('foreign-host');
      expect(network.sent).toHaveLength(1);
    },
  );

  test('follows a nextLink on the same host', async () => {
    const page = (id: string) => ({ value: [{ id: `/subscriptions/${id}`, subscriptionId: id, displayName: id, tenantId: 't' }] });
    const { network, port } = azure((_sent, count) => ({
      body: count === 1 ? { ...page('a'), nextLink: `${HOST}/subscriptions?api-version=2022-12-01&$skiptoken=2` } : page('b'),
    }));
    expect(await port.listSubscriptions(signal)).toEqual([
      { id: 'a', name: 'a', tenantId: 't' },
      { id: 'b', name: 'b', tenantId: 't' },
    ]);
    expect(network.sent).toHaveLength(2);
  });

  test('fails when a nextLink leads back to a page that was already read', async () => {
    const { network, port } = azure(({ url }) => ({ body: { value: [], nextLink: url } }));
    expect((await failureOf(port.listSubscriptions(signal))).problem.code).toBe('endless-list');
    expect(network.sent.length).toBeLessThanOrEqual(3);
  });

  test('does not follow a redirect to another host', async () => {
    const { network, port } = azure(() => ({ status: 307, headers: { location: 'https://evil.test/' } }));
    await failureOf(port.listSubscriptions(signal));
    await failureOf(queryGraph(port));
    expect(network.sent.map(({ url }) => new URL(url).origin)).toEqual([HOST, HOST]);
  });
});

describe('an SDK list', () => {
  test.each([
    ['HTML with 200', { headers: { 'content-type': 'text/html' }, body: '<html></html>' }],
    ['JSON of another shape', { body: { items: [] } }],
    ['an empty object', { body: {} }],
    ['a list of strings', { body: { value: ['x'] } }],
  ])('%s is never treated as an empty list', async (_name, answer) => {
    const { port } = azure(() => answer);
    expect((await failureOf(port.listVNets({ id: SUB, name: 's' }, signal))).problem.code).toBe('not-an-arm-answer');
  });

  test('preserves properties that the SDK models drop', async () => {
    const half = {
      id: `${VNET}/virtualNetworkPeerings/p`,
      properties: { remoteVirtualNetwork: { id: `${VNET}-remote` }, peeringState: 'Connected', inventedNextYear: { a: 1 } },
    };
    const { port } = azure(() => ({ body: { value: [{ id: VNET, properties: { virtualNetworkPeerings: [half] } }] } }));
    const { rows } = await port.listVNets({ id: SUB, name: 's' }, signal);
    expect(rows.halves).toMatchObject([{ other: { inventedNextYear: { a: 1 } } }]);
  });

  test('reports a resource type that fails and returns the others; fails when the VNets cannot be listed', async () => {
    const gatewayId = `/subscriptions/${SUB}/resourceGroups/rg-gw/providers/Microsoft.Network/virtualNetworkGateways/gw`;
    const gatewayConfiguration = { id: `${gatewayId}/ipConfigurations/x` };
    const subnet = { id: `${VNET}/subnets/GatewaySubnet`, name: 'GatewaySubnet', properties: { ipConfigurations: [gatewayConfiguration] } };
    const gateway = {
      id: gatewayId,
      type: 'Microsoft.Network/virtualNetworkGateways',
      properties: { gatewayType: 'Vpn', ipConfigurations: [{ properties: { subnet: { id: `${VNET}/subnets/GatewaySubnet` } } }] },
    };
    const answers: readonly (readonly [RegExp, FakeResponse])[] = [
      [
        /\/virtualNetworks\?/,
        {
          body: {
            value: [{ id: VNET, type: 'Microsoft.Network/virtualNetworks', properties: { subnets: [subnet], virtualNetworkPeerings: [] } }],
          },
        },
      ],
      [/rg-gw.*\/virtualNetworkGateways\?/, { body: { value: [gateway] } }],
      [/\/routeTables\?/, { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'Not the routes' } } }],
    ];
    const { port } = azure(({ url }) => answers.find(([path]) => path.test(url))?.[1] ?? { body: { value: [] } });
    const { rows, unread } = await port.listAll({ id: SUB, name: 'prod' }, signal);
    expect(rows.gateways).toMatchObject([{ id: gatewayId, vnetId: VNET, kind: 'Vpn' }]);
    expect(unread).toEqual([
      { scope: `/subscriptions/${SUB}#Route tables`, name: 'Route tables of prod', code: 'AuthorizationFailed', message: 'Not the routes' },
    ]);
    expect(rows.subscriptionCoverage).toEqual([{ subscriptionId: SUB, missingKinds: ['routeTables'] }]);

    const forbidden = azure(({ url }) =>
      /virtualNetworkGateways\?/.test(url) ? { status: 403 } : (answers[0]?.[0].test(url) && answers[0][1]) || { body: { value: [] } },
    );
    const partial = await forbidden.port.listAll({ id: SUB, name: 'prod' }, signal);
    expect(partial.rows.gateways).toEqual([{ id: gatewayId, vnetId: VNET, kind: 'Unknown' }]);

    const denied = azure(() => ({ status: 403, body: { error: { code: 'AuthorizationFailed', message: 'Nothing at all' } } }));
    expect((await failureOf(denied.port.listAll({ id: SUB, name: 'prod' }, signal))).problem.arm?.message).toBe('Nothing at all');
  });
});

describe('reading one VNet', () => {
  const id = parseResourceId(VNET);
  const read = (port: ReturnType<typeof azure>['port']) => port.readVNet(id.ok ? id.value : failSetup());
  const failSetup = (): never => {
    throw new Error('the resource id in this test is invalid');
  };

  test('returns the VNet and its halves from the resource provider', async () => {
    const half = {
      id: `${VNET}/virtualNetworkPeerings/p`,
      properties: { remoteVirtualNetwork: { id: `${VNET}-remote` }, peeringState: 'Initiated', new: 1 },
    };
    const { network, port } = azure(() => ({ body: { id: VNET, location: 'we', properties: { virtualNetworkPeerings: [half] } } }));
    expect(await read(port)).toMatchObject({ vnet: { id: VNET }, halves: [{ state: 'Initiated', other: { new: 1 } }] });
    expect(network.sent[0]?.url).toBe(`${HOST}${VNET}?api-version=2025-05-01`);
  });

  test.each([
    [{ status: 404, body: { error: { code: 'ResourceNotFound', message: 'It is gone' } } }, 404, 'ResourceNotFound'],
    [{ status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No' } } }, 403, 'AuthorizationFailed'],
    [{ status: 401, body: { error: { code: 'ExpiredAuthenticationToken', message: 'Late' } } }, 502, 'ExpiredAuthenticationToken'],
    [{ headers: { 'content-type': 'text/html' }, body: '<html>' }, 502, 'not-an-arm-answer'],
    [{ body: {} }, 502, 'not-an-arm-answer'],
  ])('%j fails with %i %s', async (answer, status, code) => {
    const { port } = azure(() => answer);
    expect((await failureOf(read(port))).problem).toMatchObject({ status, code });
  });
});

describe('connection errors', () => {
  test('retries a refused connection, then reports it', async () => {
    const { network, port } = azure(() => {
      throw new RestError('connect ECONNREFUSED', { code: 'ECONNREFUSED' });
    });
    expect((await failureOf(queryGraph(port))).problem).toMatchObject({ status: 502, code: 'ECONNREFUSED' });
    expect(network.sent).toHaveLength(3);
  });

  test('reports an untrusted certificate without a retry', async () => {
    const { network, port } = azure(() => {
      throw new RestError('self-signed certificate', { code: 'SELF_SIGNED_CERT_IN_CHAIN' });
    });
    expect((await failureOf(queryGraph(port))).problem.detail).toContain('not trusted');
    expect(network.sent).toHaveLength(1);
  });

  test('explains how to sign in when there is no identity', async () => {
    const { clock, network } = azure(() => ({}));
    const credential = {
      getToken: async () => {
        throw Object.assign(new Error('No account\nlong trace'), { name: 'CredentialUnavailableError' });
      },
    };
    const port = createAzurePort(connect({ endpoint: HOST, scope: 's', credential, clock, random: () => 0, httpClient: network }), clock);
    const { problem } = await failureOf(port.listSubscriptions(signal));
    expect(problem).toMatchObject({ code: 'not-signed-in', detail: expect.stringContaining('az login') });
    expect(problem.detail).not.toContain('long trace');
  });

  test('stops immediately when aborted', async () => {
    const controller = new AbortController();
    const reason = new Failure('read-too-slow');
    const { network, port } = azure(() => {
      controller.abort(reason);
      return { status: 503 };
    });
    await expect(
      port.queryGraph({ subscriptionIds: [SUB], acceptPart: false, onPage: () => undefined, signal: controller.signal }),
    ).rejects.toBe(reason);
    expect(network.sent).toHaveLength(1);
  });
});
