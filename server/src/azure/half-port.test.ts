import { describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../clock.ts';
import type { HalfWrite, SendOutcome } from '../work/ports.ts';
import { createHalfPort } from './half-port.ts';
import { connect } from './sdk/connection.ts';
import { type Answer, type FakeNetwork, fakeNetwork } from './testing/fake-network.ts';

const ORIGIN = 'https://arm.test';
const VNET = '/subscriptions/s/resourceGroups/g (1)/providers/Microsoft.Network/virtualNetworks/hub';
const HALF = `${VNET}/virtualNetworkPeerings/hub-spoke`;
const REMOTE = VNET.replace('hub', 'spoke');
const OPERATION = `${ORIGIN}/subscriptions/s/providers/Microsoft.Network/locations/x/operations/1?api-version=2025-05-01`;

function portOn(network: FakeNetwork, mayWrite = true) {
  const credential = { getToken: async () => ({ token: 'canary', expiresOnTimestamp: Date.now() + 3_600_000 }) };
  // pauses between tries pass at once, deadlines do not
  const sleep: Clock['sleep'] = (milliseconds, signal) => systemClock.sleep(milliseconds < 60_000 ? 0 : milliseconds, signal);
  const clock = { ...systemClock, sleep };
  const connection = connect({
    endpoint: ORIGIN,
    scope: 'x',
    credential,
    clock,
    random: () => 0,
    mayWrite: () => mayWrite,
    httpClient: network,
  });
  return createHalfPort(connection, clock);
}

const WRITE: HalfWrite = {
  action: 'update',
  id: HALF,
  attemptId: 'attempt-1',
  write: {
    remoteId: REMOTE,
    allowAccess: true,
    allowForwarded: true,
    allowTransit: false,
    useRemoteGateways: false,
    doNotVerifyRemoteGateways: true,
    other: { brandNew: { nested: 1 } },
  },
};

const refusal = (code: string) => ({ error: { code, message: `Said ${code}.` } });

async function sent(answer: Answer | Error, write = WRITE, mayWrite = true): Promise<{ outcome: SendOutcome; network: FakeNetwork }> {
  const network = fakeNetwork(() => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { outcome: await portOn(network, mayWrite).send(write), network };
}

describe('a write', () => {
  test('carries everything that can be written, what nobody understands too, and the id of its attempt', async () => {
    let clientRequestId: string | undefined;
    const network = fakeNetwork((_one, _nth, request) => {
      clientRequestId = request.headers.get('x-ms-client-request-id');
      return { status: 200, body: { id: HALF } };
    });
    await portOn(network).send(WRITE);
    expect(clientRequestId).toBe('attempt-1');
    expect(network.sent[0]).toMatchObject({
      method: 'PUT',
      url: `${ORIGIN}${encodeURI(HALF)}?api-version=2025-05-01`,
      body: {
        properties: {
          remoteVirtualNetwork: { id: REMOTE },
          allowVirtualNetworkAccess: true,
          allowForwardedTraffic: true,
          allowGatewayTransit: false,
          useRemoteGateways: false,
          doNotVerifyRemoteGateways: true,
          brandNew: { nested: 1 },
        },
      },
    });
    expect(JSON.stringify(network.sent[0]?.body)).not.toContain('peeringState');
  });

  test('of a sync asks for the sync, a deletion has no body', async () => {
    const { network: syncing } = await sent({ status: 200, body: {} }, { ...WRITE, action: 'sync' });
    expect(syncing.sent[0]?.url).toContain('&syncRemoteAddressSpace=true');
    const { network: deleting } = await sent({ status: 202 }, { action: 'delete', id: HALF, attemptId: 'a' });
    expect(deleting.sent[0]).toMatchObject({ method: 'DELETE', body: undefined });
  });

  test.each([500, 502, 503, 504, 408])('that is answered with %d may have been done, and is sent once and not again', async (status) => {
    const { outcome, network } = await sent({ status, body: refusal('ServerBusy') });
    expect(outcome.kind).toBe('unanswered');
    expect(network.sent).toHaveLength(1);
  });

  test('whose connection breaks may have been done, and is sent once and not again', async () => {
    const { outcome, network } = await sent(Object.assign(new Error('reset'), { name: 'RestError', code: 'ECONNRESET' }));
    expect(outcome.kind).toBe('unanswered');
    expect(network.sent).toHaveLength(1);
  });

  test.each([
    [429, 'TooManyRequests', 'throttled'],
    [429, 'RetryableErrorDueToAnotherOperation', 'busy'],
    [409, 'AnotherOperationInProgress', 'busy'],
    [400, 'ReferencedResourceNotProvisioned', 'busy'],
    [400, 'RemotePeeringIsDisconnected', 'order'],
    [400, 'VnetAddressSpacesOverlap', 'conflict'],
    [403, 'LinkedAuthorizationFailed', 'authority'],
    [403, 'RequestDisallowedByPolicy', 'authority'],
    [409, 'ScopeLocked', 'authority'],
    [412, 'PreconditionFailed', 'stale'],
    [401, 'InvalidAuthenticationToken', 'identity'],
    [409, 'SomethingNobodyKnows', 'other'],
    [400, 'InvalidResourceName', 'other'],
  ])('refused with %d %s is %s, in ARM’s own words', async (status, code, why) => {
    const { outcome } = await sent({ status, body: refusal(code) });
    expect(outcome).toMatchObject({ kind: 'refused', why, problem: { arm: { code, message: `Said ${code}.` } } });
  });

  test.each([
    ['1', 1000],
    ['0', 0],
    ['3600', 3_600_000],
    [undefined, undefined],
    ['soon', undefined],
  ])('throttled with Retry-After %s waits %s', async (after, waitMs) => {
    const { outcome } = await sent({
      status: 429,
      headers: after === undefined ? {} : { 'retry-after': after },
      body: refusal('TooManyRequests'),
    });
    expect(outcome).toMatchObject({ kind: 'refused', why: 'throttled', waitMs });
  });

  test.each(['<html>', '{}', '{"id":'])('answered with %s and a good status may have been done, and is not believed', async (body) => {
    expect((await sent({ status: 200, headers: { 'content-type': 'text/html' }, body })).outcome.kind).toBe('unanswered');
  });

  test('leaves nothing while changes are off', async () => {
    const { outcome, network } = await sent({ status: 200, body: {} }, WRITE, false);
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'read-only' } });
    expect(network.sent).toEqual([]);
  });

  test('gives back where its operation can be asked about', async () => {
    const { outcome } = await sent({
      status: 201,
      headers: { 'azure-asyncoperation': OPERATION, 'retry-after': '10' },
      body: { id: HALF },
    });
    expect(outcome).toEqual({ kind: 'accepted', operationUrl: OPERATION, waitMs: 10_000 });
  });
});

describe('an operation', () => {
  const poll = (answer: Answer, url = OPERATION) => portOn(fakeNetwork(() => answer)).poll(url);
  test('runs, succeeds, fails with its reason, or was superseded', async () => {
    expect(await poll({ body: { status: 'InProgress' }, headers: { 'retry-after': '20' } })).toEqual({ kind: 'running', waitMs: 20_000 });
    expect(await poll({ body: { status: 'Succeeded' } })).toEqual({ kind: 'ended', outcome: 'succeeded' });
    expect(await poll({ body: { status: 'Failed', ...refusal('InternalServerError') } })).toMatchObject({
      kind: 'ended',
      outcome: 'failed',
      problem: { arm: { code: 'InternalServerError' } },
    });
    expect(await poll({ body: { status: 'Canceled', ...refusal('CanceledAndSupersededDueToAnotherOperation') } })).toMatchObject({
      outcome: 'superseded',
    });
  });

  test('of a word that nobody knows is still running: a deadline ends that', async () => {
    expect(await poll({ body: { status: 'Weird' } })).toMatchObject({ kind: 'running' });
  });

  test('that is forgotten, or that tells nothing, is lost: the half itself must be looked at', async () => {
    expect(await poll({ status: 404, body: refusal('OperationNotFound') })).toMatchObject({ kind: 'lost' });
    expect(await poll({ body: {} })).toMatchObject({ kind: 'lost' });
    expect(await poll({ body: '<html>', headers: { 'content-type': 'text/html' } })).toMatchObject({ kind: 'lost' });
  });

  test('on another server is never asked about', async () => {
    const network = fakeNetwork(() => ({ body: {} }));
    expect(await portOn(network).poll('https://evil.test/operations/1')).toMatchObject({ kind: 'lost', problem: { code: 'foreign-host' } });
    expect(network.sent).toEqual([]);
  });
});

describe('reading a half', () => {
  const read = (answer: Answer) => portOn(fakeNetwork(() => answer)).readHalf(HALF);
  test('gives it as a row, with what nobody understands', async () => {
    const properties = { remoteVirtualNetwork: { id: REMOTE }, peeringState: 'Connected', allowForwardedTraffic: true, brandNew: 1 };
    const half = { id: HALF, state: 'Connected', allowForwarded: true, other: { brandNew: 1 } };
    expect(await read({ body: { id: HALF, properties } })).toMatchObject({ half });
  });

  test('gives a 404 of any kind in ARM’s words, and no meaning', async () => {
    for (const code of ['NotFound', 'ResourceNotFound', 'SubscriptionNotFound'])
      expect(await read({ status: 404, body: refusal(code) })).toMatchObject({ missing: { arm: { code, message: `Said ${code}.` } } });
    expect(await read({ status: 404, body: '' })).toMatchObject({ missing: { code: 'http-404' } });
    await expect(read({ status: 403, body: refusal('AuthorizationFailed') })).rejects.toMatchObject({ armStatus: 403 });
  });

  test('asks for what contains it, each with a version that it knows', async () => {
    const network = fakeNetwork(({ url }) =>
      url.includes('gone') ? { status: 404, body: refusal('ResourceGroupNotFound') } : { body: { id: url } },
    );
    const { isThere } = portOn(network);
    expect(await isThere(VNET)).toBeUndefined();
    expect(await isThere('/subscriptions/s')).toBeUndefined();
    expect(await isThere('/subscriptions/s/resourceGroups/gone')).toMatchObject({ arm: { code: 'ResourceGroupNotFound' } });
    expect(network.sent.map(({ method, url }) => `${method} ${url.replace(ORIGIN, '')}`)).toEqual([
      `GET ${encodeURI(VNET)}?api-version=2025-05-01`,
      'GET /subscriptions/s?api-version=2022-12-01',
      'GET /subscriptions/s/resourceGroups/gone?api-version=2022-12-01',
    ]);
  });

  test('from a page that is no ARM is a failure and never an absent half', async () => {
    await expect(read({ body: '<html>', headers: { 'content-type': 'text/html' } })).rejects.toMatchObject({
      problem: { code: 'not-an-arm-answer' },
    });
    await expect(read({ body: {} })).rejects.toMatchObject({ problem: { code: 'not-an-arm-answer' } });
  });
});

describe('permissions', () => {
  test('are read page by page', async () => {
    const network = fakeNetwork(({ url }) =>
      url.includes('page=2')
        ? { body: { value: [{ actions: ['b'] }] } }
        : { body: { value: [{ actions: ['a'], notActions: ['x'] }], nextLink: `${ORIGIN}/more?page=2` } },
    );
    expect(await portOn(network).permissions(VNET)).toEqual([
      { actions: ['a'], notActions: ['x'] },
      { actions: ['b'], notActions: [] },
    ]);
  });
});
