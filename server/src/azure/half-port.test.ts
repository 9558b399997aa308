import type { Problem } from '@peerscape/shared/api';
import { describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../clock.ts';
import type { HalfWrite, SendOutcome } from '../work/ports.ts';
import { createHalfPort } from './half-port.ts';
import { connect } from './sdk/connection.ts';
import { createFakeNetwork, type FakeNetwork, type FakeResponse } from './testing/fake-network.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const ORIGIN = 'https://arm.test';
const VNET = '/subscriptions/s/resourceGroups/g (1)/providers/Microsoft.Network/virtualNetworks/hub';
const HALF = `${VNET}/virtualNetworkPeerings/hub-spoke`;
const REMOTE = VNET.replace('hub', 'spoke');
const OPERATION = `${ORIGIN}/subscriptions/s/providers/Microsoft.Network/locations/x/operations/1?api-version=2025-05-01`;

function createPort(network: FakeNetwork, mayWrite = true) {
  const credential = { getToken: async () => ({ token: 'canary', expiresOnTimestamp: Date.now() + 3_600_000 }) };
  // Pauses between attempts end immediately, deadlines do not.
  const sleep: Clock['sleep'] = (milliseconds, signal) => systemClock.sleep(milliseconds < 60_000 ? 0 : milliseconds, signal);
  const clock = { now: () => NOW, ticks: () => 0, sleep };
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

const refusal = (code: string) => ({ error: { code, message: `Message of ${code}.` } });

async function sendOne(
  answer: FakeResponse | Error,
  write = WRITE,
  mayWrite = true,
): Promise<{ outcome: SendOutcome; network: FakeNetwork }> {
  const network = createFakeNetwork(() => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { outcome: await createPort(network, mayWrite).send(write), network };
}

describe('a write', () => {
  test('contains all writable properties, including unknown ones, and the attempt id', async () => {
    let clientRequestId: string | undefined;
    const network = createFakeNetwork((_sent, _count, request) => {
      clientRequestId = request.headers.get('x-ms-client-request-id');
      return { status: 200, body: { id: HALF } };
    });
    await createPort(network).send(WRITE);
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

  test('of a sync has the sync parameter; a deletion has no body', async () => {
    const { network: syncing } = await sendOne({ status: 200, body: {} }, { ...WRITE, action: 'sync' });
    expect(syncing.sent[0]?.url).toContain('&syncRemoteAddressSpace=true');
    const { network: deleting } = await sendOne({ status: 202 }, { action: 'delete', id: HALF, attemptId: 'a' });
    expect(deleting.sent[0]).toMatchObject({ method: 'DELETE', body: undefined });
  });

  test.each([500, 502, 503, 504, 408])('answered with %d may have succeeded and is not sent again', async (status) => {
    const { outcome, network } = await sendOne({ status, body: refusal('ServerBusy') });
    expect(outcome.kind).toBe('unanswered');
    expect(network.sent).toHaveLength(1);
  });

  test('with a broken connection may have succeeded and is not sent again', async () => {
    const { outcome, network } = await sendOne(Object.assign(new Error('reset'), { name: 'RestError', code: 'ECONNRESET' }));
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
  ])('rejected with %d %s is classified as %s, with ARM’s code and message', async (status, code, reason) => {
    const { outcome } = await sendOne({ status, body: refusal(code) });
    expect(outcome).toMatchObject({ kind: 'refused', reason, problem: { arm: { code, message: `Message of ${code}.` } } });
  });

  test.each([
    ['1', 1000],
    ['3600', 3_600_000],
    ['soon', 3_600_000],
    // without a usable time, the backoff decides
    ['0', 500],
    [undefined, 500],
  ])('throttled with Retry-After %s waits %i ms', async (after, waitMs) => {
    const { outcome } = await sendOne({
      status: 429,
      headers: after === undefined ? {} : { 'retry-after': after },
      body: refusal('TooManyRequests'),
    });
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'throttled', waitMs });
  });

  test('is not sent while Azure throttles writes of its subscription, unlike a deletion or a write elsewhere', async () => {
    const network = createFakeNetwork(() => ({
      status: 429,
      headers: { 'retry-after': '3600' },
      body: refusal('SubscriptionRequestsThrottled'),
    }));
    const { send } = createPort(network);
    const outcomes = [await send(WRITE), await send({ ...WRITE, attemptId: 'attempt-2' })];
    expect(outcomes.map((outcome) => ('problem' in outcome ? outcome.problem.arm?.message : undefined))).toEqual([
      'Message of SubscriptionRequestsThrottled.',
      'Message of SubscriptionRequestsThrottled.',
    ]);
    expect(network.sent).toHaveLength(1);
    await send({ action: 'delete', id: HALF, attemptId: 'attempt-3' });
    await send({ ...WRITE, id: HALF.replace('/s/', '/other/') });
    expect(network.sent.map(({ method }) => method)).toEqual(['PUT', 'DELETE', 'PUT']);
  });

  test('that has no time left to be sent is not sent, and does not count as busy', async () => {
    const { outcome, network } = await sendOne({ status: 200, body: {} }, { ...WRITE, remainingMs: () => 0 });
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'late', problem: { code: 'suspended' } });
    expect(network.sent).toEqual([]);
  });

  test('does not wait longer for throttling to end than it has time to be sent', async () => {
    const network = createFakeNetwork(() => ({ status: 429, headers: { 'retry-after': '4' }, body: refusal('TooManyRequests') }));
    const { send } = createPort(network);
    await send(WRITE);
    const hasTime = { ...WRITE, attemptId: 'attempt-2', remainingMs: () => 3000 };
    expect(await send(hasTime)).toMatchObject({ kind: 'refused', reason: 'throttled', waitMs: 4000 });
    expect(network.sent).toHaveLength(1);
  });

  test('to a locked resource concerns no other write, although it is a 429', async () => {
    const network = createFakeNetwork(() => ({
      status: 429,
      headers: { 'retry-after': '3600' },
      body: refusal('RetryableErrorDueToAnotherOperation'),
    }));
    const { send } = createPort(network);
    expect(await send(WRITE)).toMatchObject({ reason: 'busy', waitMs: 3_600_000 });
    await send({ ...WRITE, id: HALF.replace('hub-spoke', 'hub-other') });
    expect(network.sent).toHaveLength(2);
  });

  test.each(['<html>', '{}', '{"id":'])(
    'answered with %s and status 200 may have succeeded, and the response is not accepted',
    async (body) => {
      expect((await sendOne({ status: 200, headers: { 'content-type': 'text/html' }, body })).outcome.kind).toBe('unanswered');
    },
  );

  test('is not sent while changes are off', async () => {
    const { outcome, network } = await sendOne({ status: 200, body: {} }, WRITE, false);
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'read-only' } });
    expect(network.sent).toEqual([]);
  });

  test('returns the URL of its operation', async () => {
    const { outcome } = await sendOne({
      status: 201,
      headers: { 'azure-asyncoperation': OPERATION, 'retry-after': '10' },
      body: { id: HALF },
    });
    expect(outcome).toEqual({ kind: 'accepted', operationUrl: OPERATION, waitMs: 10_000 });
  });
});

describe('an operation', () => {
  const poll = (answer: FakeResponse, url = OPERATION) => createPort(createFakeNetwork(() => answer)).poll(url);
  test('is running, succeeded, failed with a reason, or superseded', async () => {
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

  test('with an unknown status counts as running until its deadline', async () => {
    expect(await poll({ body: { status: 'Weird' } })).toMatchObject({ kind: 'running' });
  });

  test('that Azure no longer knows, or that returns no status, is lost: the half itself must be read', async () => {
    expect(await poll({ status: 404, body: refusal('OperationNotFound') })).toMatchObject({ kind: 'lost' });
    expect(await poll({ body: {} })).toMatchObject({ kind: 'lost' });
    expect(await poll({ body: '<html>', headers: { 'content-type': 'text/html' } })).toMatchObject({ kind: 'lost' });
  });

  test('is still running while Azure throttles the poll, and is not polled again before the time', async () => {
    const network = createFakeNetwork(() => ({ status: 429, headers: { 'retry-after': '3600' }, body: refusal('TooManyRequests') }));
    const { poll } = createPort(network);
    const statuses = [await poll(OPERATION), await poll(OPERATION)];
    expect(statuses).toEqual([
      { kind: 'running', waitMs: 3_600_000 },
      { kind: 'running', waitMs: 3_600_000 },
    ]);
    expect(network.sent).toHaveLength(1);
  });

  test.each([
    ['https://evil.test/operations/1', 'foreign-host', 'The link points to https://evil.test, but'],
    [`${ORIGIN.replace('https', 'http')}/operations/1`, 'foreign-host', 'The link points to http://'],
    [`${ORIGIN}:8443/operations/1`, 'foreign-host', ':8443, but'],
    [`${ORIGIN}.evil.test/operations/1`, 'foreign-host', '.evil.test, but'],
    ['file:///etc/passwd', 'foreign-host', 'The link points to file:, but'],
    ['javascript:alert(1)', 'foreign-host', 'The link points to javascript:, but'],
    ['ftp://evil.test/', 'foreign-host', 'The link points to ftp://evil.test, but'],
    [ORIGIN.replace('://', '://user:secret@'), 'not-an-arm-answer', 'it contains a user name or a password'],
    ['not a URL', 'not-an-arm-answer', '"not a URL" is not a URL'],
    ['operations/1', 'not-an-arm-answer', '"operations/1" is not a URL'],
    ['https://', 'not-an-arm-answer', '"https://" is not a URL'],
    ['x'.repeat(300), 'not-an-arm-answer', 'is not a URL'],
  ])('at %s is never polled, and the reason is a sentence', async (url, code, sentence) => {
    const network = createFakeNetwork(() => ({ body: {} }));
    const { problem } = (await createPort(network).poll(url)) as { readonly problem: Problem };
    expect(problem).toMatchObject({ code, detail: expect.stringContaining(sentence) });
    expect(problem.detail).toMatch(/Nothing was sent$/);
    expect(problem.detail?.length).toBeLessThan(400);
    expect(problem.detail).not.toContain('secret');
    expect(network.sent).toEqual([]);
  });
});

describe('reading a half', () => {
  const read = (answer: FakeResponse) => createPort(createFakeNetwork(() => answer)).readHalf(HALF);
  test('returns a row, including unknown properties', async () => {
    const properties = { remoteVirtualNetwork: { id: REMOTE }, peeringState: 'Connected', allowForwardedTraffic: true, brandNew: 1 };
    const half = { id: HALF, state: 'Connected', allowForwarded: true, other: { brandNew: 1 } };
    expect(await read({ body: { id: HALF, properties } })).toMatchObject({ half });
  });

  test('returns any 404 with ARM’s code and message, without interpreting it', async () => {
    for (const code of ['NotFound', 'ResourceNotFound', 'SubscriptionNotFound'])
      expect(await read({ status: 404, body: refusal(code) })).toMatchObject({
        missing: { arm: { code, message: `Message of ${code}.` } },
      });
    expect(await read({ status: 404, body: '' })).toMatchObject({ missing: { code: 'http-404' } });
    await expect(read({ status: 403, body: refusal('AuthorizationFailed') })).rejects.toMatchObject({ armStatus: 403 });
  });

  test('checks its parent resources, each with a supported API version', async () => {
    const network = createFakeNetwork(({ url }) =>
      url.includes('gone') ? { status: 404, body: refusal('ResourceGroupNotFound') } : { body: { id: url } },
    );
    const { probe } = createPort(network);
    expect(await probe(VNET)).toBeUndefined();
    expect(await probe('/subscriptions/s')).toBeUndefined();
    expect(await probe('/subscriptions/s/resourceGroups/gone')).toMatchObject({ arm: { code: 'ResourceGroupNotFound' } });
    expect(network.sent.map(({ method, url }) => `${method} ${url.replace(ORIGIN, '')}`)).toEqual([
      `GET ${encodeURI(VNET)}?api-version=2025-05-01`,
      'GET /subscriptions/s?api-version=2022-12-01',
      'GET /subscriptions/s/resourceGroups/gone?api-version=2022-12-01',
    ]);
  });

  test('fails on a response that is not from ARM, and never reports the half as absent', async () => {
    await expect(read({ body: '<html>', headers: { 'content-type': 'text/html' } })).rejects.toMatchObject({
      problem: { code: 'not-an-arm-answer' },
    });
    await expect(read({ body: {} })).rejects.toMatchObject({ problem: { code: 'not-an-arm-answer' } });
  });
});

describe('permissions', () => {
  test('are read page by page', async () => {
    const network = createFakeNetwork(({ url }) =>
      url.includes('page=2')
        ? { body: { value: [{ actions: ['b'] }] } }
        : { body: { value: [{ actions: ['a'], notActions: ['x'] }], nextLink: `${ORIGIN}/more?page=2` } },
    );
    expect(await createPort(network).permissions(VNET)).toEqual([
      { actions: ['a'], notActions: ['x'] },
      { actions: ['b'], notActions: [] },
    ]);
  });
});
