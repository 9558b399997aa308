import { afterEach, expect, test } from 'vitest';
import { createFakeClock } from '../../test/fake-clock.ts';
import { startTestServer, type TestServer } from '../../test/test-server.ts';
import { CODE_LIFETIME_MS, createAccessControl, SESSION_LIFETIME_MS } from '../work/access.ts';

let served: TestServer | undefined;
afterEach(() => served?.close());

async function serveWithAccess() {
  const clock = createFakeClock();
  let serial = 0;
  const access = createAccessControl(clock, () => `secret-${++serial}`);
  const server = await startTestServer({ access });
  served = server;
  const open = (code: string) =>
    fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { origin: server.url, 'x-peerscape': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
  const status = (cookie: string) => fetch(`${server.url}/api/status`, { headers: { cookie } });
  return { ...server, clock, access, open, status };
}

test('without a session, every API path returns 401', async () => {
  const { url } = await serveWithAccess();
  for (const path of [
    '/api/status',
    '/api/snapshot',
    '/api/events',
    '/api/vnet?id=x',
    '/api/openapi.json',
    '/api/docs',
    '/api/nothing',
    '/api/session/x',
  ]) {
    const reply = await fetch(url + path);
    expect([path, reply.status]).toEqual([path, 401]);
    expect(await reply.json()).toMatchObject({ code: 'no-session', requestId: expect.any(String) });
  }
});

test('the page and health need no session: they contain no Azure data', async () => {
  const { url } = await serveWithAccess();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/`, { headers: { accept: 'text/html' } })).status).toBe(503);
});

test('the code opens one session, once', async () => {
  const { access, open, status, port } = await serveWithAccess();
  const code = access.mintCode();
  const reply = await open(code);
  expect([reply.status, await reply.text()]).toEqual([204, '']);
  const cookie = reply.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(new RegExp(`^peerscape-${port}=secret-2; Max-Age=43200; Path=/; Expires=.*; HttpOnly; SameSite=Strict$`));
  expect((await status(cookie.split(';', 1)[0] ?? '')).status).toBe(200);
  expect((await open(code)).status).toBe(401);
});

test('a wrong code opens no session and does not use up the right one', async () => {
  const { access, open } = await serveWithAccess();
  const code = access.mintCode();
  const reply = await open('guess');
  expect([reply.status, reply.headers.get('set-cookie')]).toEqual([401, null]);
  expect((await open(code)).status).toBe(204);
});

test('an expired or replaced code opens no session', async () => {
  const { access, open, clock } = await serveWithAccess();
  const first = access.mintCode();
  const second = access.mintCode();
  expect((await open(first)).status).toBe(401);
  await clock.advance(CODE_LIFETIME_MS);
  expect((await open(second)).status).toBe(401);
});

test('no code works before one was created', async () => {
  const { open } = await serveWithAccess();
  expect((await open('x')).status).toBe(401);
});

test('a session expires, and a session of another server is not accepted', async () => {
  const { access, open, status, clock, port } = await serveWithAccess();
  const cookie = (await open(access.mintCode())).headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  expect((await status(`other=1; ${cookie}`)).status).toBe(200);
  expect((await status(cookie.replace(String(port), '1'))).status).toBe(401);
  expect((await status(`${cookie}x`)).status).toBe(401);
  await clock.advance(SESSION_LIFETIME_MS);
  expect((await status(cookie)).status).toBe(401);
});

test('neither codes nor sessions are logged', async () => {
  const { access, open, status, log } = await serveWithAccess();
  const reply = await open(access.mintCode());
  await status(reply.headers.get('set-cookie') ?? '');
  expect(log.length).toBeGreaterThan(1);
  expect(log.join('')).not.toContain('secret-');
});
