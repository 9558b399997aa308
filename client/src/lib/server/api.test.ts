import { api } from '@peerscape/shared/api';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, call, problemFrom } from './api.ts';

afterEach(() => vi.unstubAllGlobals());

const answer = (body: BodyInit | null, init?: ResponseInit) => {
  const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response(body, init));
  vi.stubGlobal('fetch', fetched);
  return fetched;
};

const refusal = async (promise: Promise<unknown>) => problemFrom(await promise.catch((error: unknown) => error));

test('a query goes into the URL, escaped', async () => {
  const fetched = answer('{}', { status: 500 });
  await call(api.getVNetNow, { query: { id: '/subscriptions/1/a b' } }).catch(() => undefined);
  expect(fetched.mock.calls[0]?.[0]).toBe('/api/vnet?id=%2Fsubscriptions%2F1%2Fa+b');
});

test('a problem of the server is thrown with ARM’s words as they came', async () => {
  const arm = { code: 'AuthorizationFailed', message: 'The client … does not have authorization.' };
  answer(JSON.stringify({ title: 'Refused', status: 403, code: 'Refused', arm }), { status: 403 });
  expect(await refusal(call(api.getStatus))).toMatchObject({ title: 'Refused', arm });
});

test('an answer that is no problem document still says what happened', async () => {
  answer('<html>', { status: 502, statusText: 'Bad Gateway' });
  expect(await refusal(call(api.getStatus))).toMatchObject({ title: 'The Peerscape server answered 502 Bad Gateway', status: 502 });
});

test('a page in place of an answer is told apart', async () => {
  answer('<html>Sign in</html>', { status: 200 });
  expect(await refusal(call(api.getStatus))).toMatchObject({ code: 'UnreadableAnswer' });
});

test('a server that does not answer is a problem with a way out', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  const problem = await refusal(call(api.getStatus));
  expect(problem).toMatchObject({ code: 'ServerUnreachable', status: 0 });
  expect(problem.detail).toContain('terminal');
});

test('an answer of another shape is refused', async () => {
  answer(JSON.stringify({ version: 1 }));
  await expect(call(api.getStatus)).rejects.not.toBeInstanceOf(ApiError);
});

test('a reply without content is nothing', async () => {
  const fetched = answer(null, { status: 204 });
  expect(await call(api.openSession, { body: { code: 'x' } })).toBeUndefined();
  expect(new Headers(fetched.mock.calls[0]?.[1].headers).get('x-peerscape')).toBe('1');
});
