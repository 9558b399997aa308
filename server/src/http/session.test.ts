import { api, OpenedSession, SESSION_HEADER } from '@peerscape/shared/api';
import type { Express } from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import { createFakeClock } from '../../test/fake-clock.ts';
import { openSession, pageHeaders, signIn, startTestServer, type TestServer } from '../../test/test-server.ts';
import { CODE_LIFETIME_MS, createAccessControl, SESSION_LIFETIME_MS } from '../work/access.ts';

let served: TestServer | undefined;
afterEach(() => served?.close());

async function serveWithAccess() {
  const clock = createFakeClock();
  let serial = 0;
  const access = createAccessControl(clock, () => `secret-${++serial}`);
  const server = await startTestServer({ access });
  served = server;
  const open = (code: string, headers?: Record<string, string>) => openSession(server.url, code, headers);
  const enter = () => signIn(server.url, access.mintCode());
  const status = async (headers: Record<string, string>) => (await fetch(`${server.url}/api/status`, { headers })).status;
  const close = (headers: Record<string, string>) =>
    fetch(`${server.url}/api/session/close`, { method: 'POST', headers: { ...pageHeaders(server.url), ...headers } });
  return { ...server, clock, access, open, enter, status, close };
}

interface Route {
  readonly method: string;
  readonly path: string;
}

interface Layer {
  readonly route?: { readonly path: string; readonly stack: readonly { readonly method?: string }[] };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** The methods that are tried, of the many for which a path may only have a refusal. */
const METHODS: readonly string[] = ['GET', 'POST', 'DELETE'];

/** Lists the routes of a router and of those inside. */
const routesOf = (stack: readonly Layer[]): readonly Route[] =>
  stack.flatMap(({ route, handle }) => {
    if (!route) return routesOf(handle.stack ?? []);
    const methods = new Set(route.stack.flatMap(({ method }) => (method ? [method.toUpperCase()] : METHODS)));
    return METHODS.filter((method) => methods.has(method)).map((method) => ({ method, path: route.path }));
  });

describe('every route of the server', () => {
  /** Routes without Azure data: the page, health, the description of the API, and the exchange of the code. Any other requires a session. */
  const PUBLIC = ['/healthz', '/readyz', '/api/openapi.json', '/api/docs', '/api/docs.css', '/api/session', '/index.html', '/{*path}'];

  test('requires the cookie and the key of one session, unless it is public', async () => {
    const { server, url, enter } = await serveWithAccess();
    const found = routesOf((server.listeners('request')[0] as Express).router.stack as unknown as readonly Layer[]);
    const routes = [...new Map(found.map((route) => [`${route.method} ${route.path}`, route])).values()];
    expect(routes.map(({ path }) => path)).toEqual(
      expect.arrayContaining([...PUBLIC, '/api/status', '/api/events', '/api/applies', '/api/session/close']),
    );
    const [one, other] = [await enter(), await enter()];
    const wrong: Record<string, Record<string, string>> = {
      none: {},
      'cookie only': { cookie: one.cookie },
      'key only': { [SESSION_HEADER]: one[SESSION_HEADER] },
      'keys of two sessions': { ...one, [SESSION_HEADER]: other[SESSION_HEADER] },
      'cookies of two sessions': { ...one, cookie: other.cookie },
      'a wrong key': { ...one, [SESSION_HEADER]: `${one[SESSION_HEADER]}x` },
      'an empty key': { ...one, [SESSION_HEADER]: '' },
      'the cookie as key': { ...one, [SESSION_HEADER]: one.cookie.split('=')[1] ?? '' },
      'a wrong cookie': { ...one, cookie: `${one.cookie}x` },
    };
    const ask = async ({ method, path }: Route, headers: Record<string, string>) => {
      const leaving = new AbortController();
      const { status } = await fetch(url + path.replace('{*path}', 'page'), {
        method,
        headers: { ...pageHeaders(url), ...headers },
        signal: leaving.signal,
      });
      leaving.abort();
      return status;
    };
    // the one that ends the session comes last
    const isLast = ({ method, path }: Route) => method === 'POST' && path === api.closeSession.path;
    for (const route of [...routes.filter((candidate) => !isLast(candidate)), ...routes.filter(isLast)]) {
      const isPublic = PUBLIC.includes(route.path);
      const isRefused = async (headers: Record<string, string>) => (await ask(route, headers)) === 401;
      const refused = await Promise.all(Object.entries(wrong).map(async ([what, headers]) => [what, await isRefused(headers)]));
      expect({ ...route, refused }).toEqual({ ...route, refused: Object.keys(wrong).map((what) => [what, !isPublic]) });
      expect({ ...route, refused: await isRefused(one) }).toEqual({ ...route, refused: false });
    }
  });

  test('a path in another spelling is not a way around', async () => {
    const { url } = await serveWithAccess();
    for (const path of [
      '/api/status/',
      '/api//status',
      '//api/status',
      '/API/status',
      '/%61pi/status',
      '/api/./status',
      '/api/nothing',
      '/api/session/x',
      '/api/session/../status',
      '/api/docs/../status',
    ]) {
      const reply = await fetch(url + path);
      expect([path, [401, 404].includes(reply.status)]).toEqual([path, true]);
      expect(await reply.json()).toMatchObject({ code: expect.stringMatching(/^(no-session|not-found)$/), requestId: expect.any(String) });
    }
  });

  test('the page needs no session: it contains no Azure data', async () => {
    const { url } = await serveWithAccess();
    expect((await fetch(`${url}/`, { headers: { accept: 'text/html' } })).status).toBe(503);
  });
});

describe('the code', () => {
  test('opens one session, once', async () => {
    const { access, open, status, port } = await serveWithAccess();
    const code = access.mintCode();
    const reply = await open(code);
    expect(OpenedSession.parse(await reply.json())).toEqual({ key: 'secret-3' });
    const cookie = reply.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(new RegExp(`^peerscape-${port}=secret-2; Max-Age=43200; Path=/; Expires=.*; HttpOnly; SameSite=Strict$`));
    expect(await status({ cookie: cookie.split(';', 1)[0] ?? '', [SESSION_HEADER]: 'secret-3' })).toBe(200);
    expect((await open(code)).status).toBe(401);
  });

  test('opens no session if it is wrong, which does not use up the right one', async () => {
    const { access, open } = await serveWithAccess();
    const code = access.mintCode();
    const reply = await open('guess');
    expect([reply.status, reply.headers.get('set-cookie')]).toEqual([401, null]);
    expect((await open(code)).status).toBe(200);
  });

  test('opens no session if it is expired or replaced', async () => {
    const { access, open, clock } = await serveWithAccess();
    const first = access.mintCode();
    const second = access.mintCode();
    expect((await open(first)).status).toBe(401);
    await clock.advance(CODE_LIFETIME_MS);
    expect((await open(second)).status).toBe(401);
  });

  test('opens no session before one was created', async () => {
    const { open } = await serveWithAccess();
    expect((await open('x')).status).toBe(401);
  });

  test('is not required by a server without sessions, which returns no key', async () => {
    served = await startTestServer();
    const reply = await openSession(served.url, 'of another day');
    expect([await reply.json(), reply.headers.get('set-cookie')]).toEqual([{ key: null }, null]);
  });
});

describe('a session', () => {
  test('ends after twelve hours', async () => {
    const { enter, status, clock } = await serveWithAccess();
    const headers = await enter();
    await clock.advance(SESSION_LIFETIME_MS - 1);
    expect(await status(headers)).toBe(200);
    await clock.advance(1);
    expect(await status(headers)).toBe(401);
    expect(SESSION_LIFETIME_MS).toBe(12 * 3_600_000);
  });

  test('is found among the cookies of other ports, and has the port in its name', async () => {
    const { enter, status, port } = await serveWithAccess();
    const { cookie, ...key } = await enter();
    expect(await status({ ...key, cookie: `peerscape-1=x; other; ${cookie}; more=1` })).toBe(200);
    expect(await status({ ...key, cookie: cookie.replace(String(port), '1') })).toBe(401);
  });

  test('ends when the user logs out, for every tab, and the browser forgets the cookie', async () => {
    const { enter, status, close } = await serveWithAccess();
    const [mine, other] = [await enter(), await enter()];
    const reply = await close(mine);
    expect(reply.status).toBe(204);
    expect(reply.headers.get('set-cookie')).toMatch(
      /^peerscape-\d+=; Path=\/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Strict$/,
    );
    expect([await status(mine), await status(other)]).toEqual([401, 200]);
  });

  test.each(['is ended', 'expires'] as const)('takes its event streams with it when it %s, before another event', async (how) => {
    const { url, enter, close, clock, snapshotService } = await serveWithAccess();
    const headers = await enter();
    const reader = (await fetch(`${url}/api/events`, { headers })).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('"type":"status"');
    if (how === 'is ended') await close(headers);
    else await clock.advance(SESSION_LIFETIME_MS);
    snapshotService.refresh();
    expect(await reader?.read()).toEqual({ done: true, value: undefined });
  });

  test('cannot be ended with the cookie alone', async () => {
    const { enter, status, close } = await serveWithAccess();
    const headers = await enter();
    expect((await close({ cookie: headers.cookie })).status).toBe(401);
    expect(await status(headers)).toBe(200);
  });

  test('is replaced when the browser signs in again', async () => {
    const { access, enter, open, status } = await serveWithAccess();
    const before = await enter();
    expect((await open(access.mintCode(), { cookie: before.cookie })).status).toBe(200);
    expect(await status(before)).toBe(401);
  });

  test('leaves nothing in the cache of the browser', async () => {
    const { url, enter } = await serveWithAccess();
    const headers = await enter();
    for (const path of ['/api/status', '/api/snapshot', '/api/findings', '/api/kept?name=draft'])
      expect([path, (await fetch(url + path, { headers })).headers.get('cache-control')]).toEqual([path, 'no-store']);
  });

  test('is announced in the status, so that the page offers to end it', async () => {
    const { url, enter } = await serveWithAccess();
    expect(await (await fetch(`${url}/api/status`, { headers: await enter() })).json()).toMatchObject({ hasSession: true });
  });
});

test('neither codes nor secrets of sessions are logged, whatever happens to the request', async () => {
  const { url, access, enter, open, status, close, log } = await serveWithAccess();
  const headers = await enter();
  await status(headers);
  await status({ ...headers, [SESSION_HEADER]: 'secret-wrong' });
  await open(access.mintCode());
  await open('secret-guess');
  await fetch(`${url}/api/session?code=secret-in-url`, { headers });
  await fetch(`${url}/api/session`, { method: 'POST', headers: { ...pageHeaders(url), ...headers }, body: '{"code":"secret-' });
  await close(headers);
  expect(log.length).toBeGreaterThan(7);
  expect(log.join('')).not.toContain('secret-');
});
