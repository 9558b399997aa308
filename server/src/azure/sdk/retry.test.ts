import { describe, expect, test, vi } from 'vitest';
import { createFakeClock, createFastClock } from '../../../test/fake-clock.ts';
import { createFakeNetwork, type FakeResponse, type SentRequest } from '../testing/fake-network.ts';
import { connect } from './connection.ts';

const ARM_429 = { error: { code: 'SubscriptionRequestsThrottled', message: 'Too many' } };

function setUp(
  answer: (sent: SentRequest, count: number) => FakeResponse,
  clock: ReturnType<typeof createFakeClock | typeof createFastClock> = createFastClock(),
) {
  const network = createFakeNetwork(answer);
  const credential = { getToken: async () => ({ token: 'canary-token', expiresOnTimestamp: clock.now() + 3_600_000 }) };
  const options = {
    endpoint: 'https://arm.test',
    scope: 'https://arm.test/.default',
    credential,
    clock,
    random: () => 0.5,
    httpClient: network,
  };
  return {
    clock,
    network,
    send: (path = '/subscriptions/s1/x') => connect(options).send({ method: 'GET', path }),
    connection: connect(options),
  };
}

describe('a failing read', () => {
  const cases: readonly (readonly [string, FakeResponse, number, readonly number[]])[] = [
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '2' }, body: ARM_429 }, 5, [2000, 2000, 2000, 2000]],
    ['429 without Retry-After', { status: 429, body: ARM_429 }, 5, [750, 1500, 3000, 6000]],
    ['429 with a Retry-After of one hour', { status: 429, headers: { 'retry-after': '3600' }, body: ARM_429 }, 1, []],
    ['500', { status: 500, body: { error: { code: 'InternalServerError', message: 'x' } } }, 4, [750, 1500, 3000]],
    ['503 with Retry-After', { status: 503, headers: { 'retry-after': '1' } }, 4, [1000, 1000, 1000]],
    ['408', { status: 408 }, 4, [750, 1500, 3000]],
    ['HTML with 200', { headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' }, 3, [750, 1500]],
    ['truncated JSON', { body: '{"value":[' }, 3, [750, 1500]],
    ['an empty body with 200', { body: '' }, 3, [750, 1500]],
    ['400', { status: 400, body: { error: { code: 'BadRequest', message: 'x' } } }, 1, []],
    ['401', { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'x' } } }, 1, []],
    ['403', { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'x' } } }, 1, []],
    ['404', { status: 404 }, 1, []],
    ['501', { status: 501 }, 1, []],
    ['a redirect', { status: 302, headers: { location: 'https://evil.test/' } }, 1, []],
  ];
  test.each(cases)('%s', async (_name, answer, attempts, expected) => {
    const { clock, network, send } = setUp(() => answer);
    await expect(send()).rejects.toMatchObject({ name: 'Failure' });
    expect(network.sent).toHaveLength(attempts);
    expect(clock.slept).toEqual(expected);
  });

  test('continues when the error is gone', async () => {
    const { network, send } = setUp((_sent, count) => (count < 3 ? { status: 503 } : { body: { value: [] } }));
    expect((await send()).json).toEqual({ value: [] });
    expect(network.sent).toHaveLength(3);
  });

  test('reports when Azure accepts the next request', async () => {
    const { clock, send } = setUp(() => ({ status: 429, headers: { 'retry-after': '3600' }, body: ARM_429 }));
    await expect(send()).rejects.toMatchObject({
      retryAt: clock.now() + 3_600_000,
      problem: { code: 'SubscriptionRequestsThrottled', arm: { message: 'Too many' }, retryAt: '2026-01-01T01:00:00.000Z' },
    });
  });

  test('makes the other reads of a throttled subscription wait from the first rejection on', async () => {
    const clock = createFakeClock();
    const { network, connection } = setUp(
      (_sent, count) => (count === 1 ? { status: 429, headers: { 'retry-after': '30' } } : { body: {} }),
      clock,
    );
    const throttled = connection.send({ method: 'GET', path: '/subscriptions/s1/a' });
    await clock.advance(1000);
    const other = connection.send({ method: 'GET', path: '/subscriptions/S1/b' });
    await clock.advance(28_999);
    expect(network.sent).toHaveLength(1);
    await clock.advance(1);
    expect(network.sent.map(({ url }) => url.slice(-1))).toEqual(['a', 'a']);
    await clock.advance(1000);
    await Promise.all([throttled, other]);
    expect(network.sent).toHaveLength(3);
  });

  test('delays the other reads of a throttled subscription, and only those', async () => {
    const { clock, connection } = setUp((sent, count) =>
      count === 1 ? { status: 429, headers: { 'retry-after': '30' } } : { body: { url: sent.url } },
    );
    await connection.send({ method: 'GET', path: '/subscriptions/S1/a' });
    expect(clock.slept).toEqual([30_000]);
    await connection.send({ method: 'GET', path: '/subscriptions/s2/a' });
    expect(clock.slept).toEqual([30_000]);
  });
});

test("the SDK's own retries and redirects are disabled", async () => {
  const { connection } = setUp(() => ({ body: {} }));
  const { SubscriptionClient } = await import('@azure/arm-resources-subscriptions');
  const client = new SubscriptionClient(connection.credential, { ...connection.clientOptions });
  connection.adopt(client.pipeline);
  const names = client.pipeline.getOrderedPolicies().map(({ name }) => name);
  expect(names).toContain('peerscapeRetry');
  expect(names).not.toContain('defaultRetryPolicy');
  expect(names).not.toContain('redirectPolicy');
});

test('the JSON of a response is parsed once', async () => {
  const { send } = setUp(() => ({ body: { value: ['only once'] } }));
  const parse = vi.spyOn(JSON, 'parse');
  try {
    await send();
    expect(parse.mock.calls.filter(([text]) => text.includes('only once'))).toHaveLength(1);
  } finally {
    parse.mockRestore();
  }
});
