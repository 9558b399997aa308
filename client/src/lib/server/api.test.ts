import { api, SESSION_HEADER } from '@peerscape/shared/api';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, call, connectToEvents, toProblem, upload } from './api.ts';
import { writeSessionKey } from './session-key.ts';

afterEach(() => vi.unstubAllGlobals());

const stubFetch = (body: BodyInit | null, init?: ResponseInit) => {
  const fetchMock = vi.fn(async (_url: string, _init: RequestInit) => new Response(body, init));
  vi.stubGlobal('fetch', fetchMock);
  return fetchMock;
};

const problemOf = async (promise: Promise<unknown>) => toProblem(await promise.catch((error: unknown) => error));

test('the query is escaped in the URL', async () => {
  const fetchMock = stubFetch('{}', { status: 500 });
  await call(api.getVNetNow, { query: { id: '/subscriptions/1/a b' } }).catch(() => undefined);
  expect(fetchMock.mock.calls[0]?.[0]).toBe('/api/vnet?id=%2Fsubscriptions%2F1%2Fa+b');
});

test('a problem response is thrown with ARM’s code and message verbatim', async () => {
  const arm = { code: 'AuthorizationFailed', message: 'The client … does not have authorization.' };
  stubFetch(JSON.stringify({ title: 'RefusedRequest', status: 403, code: 'RefusedRequest', arm }), { status: 403 });
  expect(await problemOf(call(api.getStatus))).toMatchObject({ title: 'RefusedRequest', arm });
});

test('a request above the rate limit is reported with the time from which it is accepted again', async () => {
  vi.useFakeTimers({ now: new Date(2026, 0, 1, 14, 3, 0), toFake: ['Date'] });
  const problem = {
    title: 'Too many requests',
    status: 429,
    code: 'too-many-requests',
    detail: 'Peerscape accepts 60 of these per minute',
  };
  stubFetch(JSON.stringify(problem), { status: 429, headers: { 'retry-after': '37' } });
  expect((await problemOf(call(api.refresh))).detail).toMatch(
    /^Peerscape accepts 60 of these per minute\. Try again at 14:03:37 \(UTC\S*\)$/,
  );
  vi.useRealTimers();
});

test('an error response without a problem document reports its status', async () => {
  stubFetch('<html>', { status: 502, statusText: 'Bad Gateway' });
  expect(await problemOf(call(api.getStatus))).toMatchObject({ title: 'The Peerscape server returned 502 Bad Gateway', status: 502 });
});

test('an HTML page instead of JSON is reported as an unreadable answer', async () => {
  stubFetch('<html>Sign in</html>', { status: 200 });
  expect(await problemOf(call(api.getStatus))).toMatchObject({ code: 'UnreadableAnswer' });
});

test('an unreachable server is reported with a next step', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  const problem = await problemOf(call(api.getStatus));
  expect(problem).toMatchObject({ code: 'ServerUnreachable', status: 0 });
  expect(problem.detail).toContain('terminal');
});

test('a response that does not match the schema is rejected', async () => {
  stubFetch(JSON.stringify({ version: 1 }));
  await expect(call(api.getStatus)).rejects.not.toBeInstanceOf(ApiError);
});

test('each request has the key of the session, if there is one', async () => {
  const fetchMock = stubFetch('{}', { status: 500 });
  const requestAll = async () => {
    await Promise.allSettled([
      call(api.getStatus),
      call(api.refresh),
      upload(api.readFiles, new FormData()),
      connectToEvents(new AbortController().signal),
    ]);
    return fetchMock.mock.calls.splice(0).map(([, { headers }]) => new Headers(headers).get(SESSION_HEADER));
  };
  expect(await requestAll()).toEqual([null, null, null, null]);
  writeSessionKey('k1');
  expect(await requestAll()).toEqual(['k1', 'k1', 'k1', 'k1']);
  writeSessionKey(undefined);
});

test('a response without content returns undefined', async () => {
  const fetchMock = stubFetch(null, { status: 204 });
  expect(await call(api.closeSession)).toBeUndefined();
  expect(new Headers(fetchMock.mock.calls[0]?.[1].headers).get('x-peerscape')).toBe('1');
});
