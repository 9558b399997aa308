import { api, type Endpoint, eventStream, RATE_LIMITS, type RateLimitName } from '@peerscape/shared/api';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createFakeClock } from '../../test/fake-clock.ts';
import { startTestServer, type TestServer } from '../../test/test-server.ts';

let served: TestServer | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

const ROUTES = [...Object.values<Endpoint>(api), { ...eventStream, body: undefined }].map(({ method, path, limit }) => ({
  route: `${method} ${path}`,
  method,
  path,
  limit,
}));

const send = async ({ url }: TestServer, method: string, path: string, headers: Record<string, string> = {}) => {
  const reply = await fetch(url + path, {
    method,
    headers: { origin: url, 'x-peerscape': '1', 'content-type': 'application/json', ...headers },
    ...(method === 'POST' ? { body: '{}' } : {}),
  });
  await reply.body?.cancel();
  return reply;
};

/** Limits of two requests for all, so that a test need not send thousands. */
const TWO = Object.fromEntries(Object.keys(RATE_LIMITS).map((name) => [name, 2])) as Record<RateLimitName, number>;

describe('every route of the contract', () => {
  test.each(ROUTES)('$route replies with the limit that the contract defines, and what is left of it', async ({ method, path, limit }) => {
    served = await startTestServer();
    const { headers } = await send(served, method, path);
    expect(headers.get('ratelimit-policy')).toMatch(new RegExp(`^"${limit}"; q=${RATE_LIMITS[limit]}; w=60; pk=:[\\w+/=]+:$`));
    expect(headers.get('ratelimit')).toMatch(new RegExp(`^"${limit}"; r=${RATE_LIMITS[limit] - 1}; t=(60|59)$`));
  });

  test.each(ROUTES)('$route is rejected above its limit, with the time after which it is accepted again', async ({ method, path }) => {
    const clock = createFakeClock();
    served = await startTestServer({ rateLimits: TWO, clock });
    const first = [await send(served, method, path), await send(served, method, path)];
    expect(first.map(({ status }) => status)).not.toContain(429);
    await clock.advance(20_000);
    const limited = await send(served, method, path);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '40']);
    expect(limited.headers.get('ratelimit')).toContain('r=0; t=40');
    expect(limited.headers.get('content-type')).toContain('application/problem+json');
    await clock.advance(40_000);
    expect((await send(served, method, path)).status).not.toBe(429);
  });
});

test.each(['/api/nothing', '/api/docs', '/api/openapi.json', '/api'])(
  '%s, which is not in the contract, counts as a read',
  async (path) => {
    served = await startTestServer();
    expect((await send(served, 'GET', path)).headers.get('ratelimit')).toMatch(/^"read"; r=59999;/);
  },
);

test('a path of the contract with another ending is not found, and so does not evade its limit', async () => {
  served = await startTestServer();
  for (const path of ['/api/plans/', '/api/apply/', '/api/events/']) expect((await send(served, 'POST', path)).status).toBe(404);
});

test('a method that is not allowed counts as a read', async () => {
  served = await startTestServer();
  expect((await send(served, 'DELETE', '/api/plans')).headers.get('ratelimit-policy')).toContain('"read"');
});

test('a limit is shared by the routes that name it, and by no other', async () => {
  served = await startTestServer({ rateLimits: TWO });
  await send(served, 'POST', '/api/plans');
  await send(served, 'POST', '/api/undo');
  expect((await send(served, 'POST', '/api/plans')).status).toBe(429);
  expect((await send(served, 'POST', '/api/apply/cancel')).status).not.toBe(429);
});

test('requests from other sites do not use up a limit', async () => {
  served = await startTestServer({ rateLimits: TWO });
  for (let i = 0; i < 3; i++) {
    const foreign = await send(served, 'POST', '/api/plans', { origin: 'https://evil.example' });
    expect([foreign.status, foreign.headers.has('ratelimit')]).toEqual([403, false]);
  }
  expect((await send(served, 'POST', '/api/plans')).headers.get('ratelimit')).toContain('r=1');
});

test('forged client addresses share the limit of their connection, and nothing is printed', async () => {
  const printed = vi.spyOn(console, 'error');
  served = await startTestServer({ rateLimits: TWO });
  const statuses: number[] = [];
  for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3'])
    statuses.push((await send(served, 'POST', '/api/plans', { 'x-forwarded-for': address, forwarded: `for=${address}` })).status);
  expect(statuses[2]).toBe(429);
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});

test('health checks and files of the page are not limited', async () => {
  served = await startTestServer({ rateLimits: TWO });
  for (const path of ['/healthz', '/readyz', '/assets/x.js'])
    expect((await send(served, 'GET', path)).headers.has('ratelimit')).toBe(false);
});

test('OpenAPI states the limit of each route', async () => {
  served = await startTestServer();
  const { paths } = (await (await fetch(`${served.url}/api/openapi.json`)).json()) as { paths: Record<string, Record<string, Described>> };
  for (const { method, path, limit } of ROUTES) {
    const operation = paths[path]?.[method.toLowerCase()];
    expect(operation?.description).toContain(`${limit}: ${RATE_LIMITS[limit]} requests per minute`);
    for (const [status, { headers }] of Object.entries(operation?.responses ?? {})) {
      expect(headers?.['RateLimit-Policy']?.example).toBe(`"${limit}"; q=${RATE_LIMITS[limit]}; w=60`);
      expect(Object.keys(headers ?? {}).includes('Retry-After')).toBe(status === '429');
    }
  }
});

interface Described {
  readonly description: string;
  readonly responses: Record<string, { readonly headers?: Record<string, { readonly example?: string }> }>;
}
