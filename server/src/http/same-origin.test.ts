import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendRaw, startTestServer, type TestServer } from '../../test/test-server.ts';

let served: TestServer;
beforeAll(async () => {
  served = await startTestServer();
});
afterAll(() => served.close());

const get = (headers: readonly string[], path = '/api/status') => sendRaw(served.port, [`GET ${path} HTTP/1.1`, ...headers]);
const post = (headers: readonly string[]) =>
  sendRaw(served.port, ['POST /api/refresh HTTP/1.1', `Host: localhost:${served.port}`, 'Content-Length: 0', ...headers]);
const own = () => `http://localhost:${served.port}`;

describe('the Host header', () => {
  const PORT = '{port}';
  const good = [`localhost:${PORT}`, `127.0.0.1:${PORT}`, `[::1]:${PORT}`, `LOCALHOST:${PORT}`];
  const bad = [
    'localhost',
    'localhost:80',
    '127.0.0.1',
    `localhost.:${PORT}`,
    `evil.example:${PORT}`,
    `localhost.evil.example:${PORT}`,
    `evil.example#localhost:${PORT}`,
    `localhost:${PORT}@evil.example`,
    `user@localhost:${PORT}`,
    `0.0.0.0:${PORT}`,
    `127.0.0.2:${PORT}`,
    `127.1:${PORT}`,
    `2130706433:${PORT}`,
    `0x7f000001:${PORT}`,
    `[::]:${PORT}`,
    `[::ffff:127.0.0.1]:${PORT}`,
    `::1:${PORT}`,
    `localhost:${PORT}0`,
    `localhost:0${PORT}`,
    `localhost :${PORT}`,
    `localhost:${PORT}, evil.example`,
    'null',
    '',
  ];
  test.each(good)('accepts %s', async (host) => {
    expect((await get([`Host: ${host.replace(PORT, String(served.port))}`])).status).toBe(200);
  });
  test.each(bad)('rejects "%s" with 421', async (host) => {
    const reply = await get([`Host: ${host.replace(PORT, String(served.port))}`]);
    expect(reply.status).toBe(421);
    expect(JSON.parse(reply.text)).toMatchObject({ code: 'wrong-host', requestId: expect.stringMatching(/^request-/) });
  });
  test('rejects two Host headers', async () => {
    const { status } = await get([`Host: localhost:${served.port}`, 'Host: evil.example']);
    expect([400, 421]).toContain(status);
  });
  test('rejects a request line with an authority, regardless of the Host header', async () => {
    for (const authority of ['evil.example', `localhost:${served.port}`]) {
      const { status } = await get([`Host: localhost:${served.port}`], `http://${authority}/api/status`);
      expect(status).toBe(421);
    }
  });
  test('rejects a request without Host header', async () => {
    expect((await get([])).status).toBe(400);
    expect((await sendRaw(served.port, ['GET /api/status HTTP/1.0'])).status).toBe(421);
  });
  test('protects pages and health like the API', async () => {
    for (const path of ['/', '/healthz', '/api/docs', '/api/nothing']) {
      expect((await get(['Host: evil.example'], path)).status).toBe(421);
    }
  });
});

describe('requests that read', () => {
  const cases: readonly (readonly [string, readonly string[], number])[] = [
    ['a program without browser headers', [], 200],
    ['the page itself', ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Mode: cors'], 200],
    ['an address typed by the user', ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'], 200],
    ['a link on another site', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'], 200],
    ['a fetch from another site', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: cors'], 403],
    ['a script tag on another site', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: script'], 403],
    ['a frame on another site', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe'], 403],
    ['another port of this machine', ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: cors'], 403],
    ['a foreign Origin', ['Origin: https://evil.example'], 403],
    ['another port as Origin', ['Origin: http://localhost:1'], 403],
    ['a sandboxed frame', ['Origin: null'], 403],
  ];
  test.each(cases)('%s', async (_client, headers, status) => {
    const reply = await get([`Host: localhost:${served.port}`, ...headers]);
    expect(reply.status).toBe(status);
    expect(reply.headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('requests that change something', () => {
  const OWN = 'Origin: {own}';
  const cases: readonly (readonly [string, readonly string[], number])[] = [
    ['the page itself', [OWN, 'Sec-Fetch-Site: same-origin', 'X-Peerscape: 1'], 202],
    ['a browser without Fetch Metadata', [OWN, 'X-Peerscape: 1'], 202],
    ['the page, if the browser omits Origin', ['Sec-Fetch-Site: same-origin', 'X-Peerscape: 1'], 202],
    ['the page without the header that no form can send', [OWN, 'Sec-Fetch-Site: same-origin'], 403],
    ['a program without Origin', ['X-Peerscape: 1'], 403],
    ['another site', ['Origin: https://evil.example', 'Sec-Fetch-Site: cross-site', 'X-Peerscape: 1'], 403],
    ['another site that hides its origin', ['Origin: null', 'X-Peerscape: 1'], 403],
    ['another port', ['Origin: http://localhost:1', 'Sec-Fetch-Site: same-site', 'X-Peerscape: 1'], 403],
    ['a forged Origin', [OWN, 'Sec-Fetch-Site: cross-site', 'X-Peerscape: 1'], 403],
    ['the same host over https', ['Origin: https://localhost:{port}', 'X-Peerscape: 1'], 403],
    ['an address typed by the user', [OWN, 'Sec-Fetch-Site: none', 'X-Peerscape: 1'], 403],
  ];
  test.each(cases)('%s', async (_client, headers, status) => {
    const reply = await post(headers.map((line) => line.replace('{own}', own()).replace('{port}', String(served.port))));
    expect(reply.status).toBe(status);
  });
  test('denies preflight requests', async () => {
    const lines = [
      'OPTIONS /api/refresh HTTP/1.1',
      `Host: localhost:${served.port}`,
      'Origin: https://evil.example',
      'Access-Control-Request-Method: POST',
    ];
    const reply = await sendRaw(served.port, lines);
    expect(reply.status).toBe(403);
    expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
  test('logs rejections as warnings', () => {
    expect(served.log.some((line) => line.includes('"statusCode":403') && line.includes('"level":40'))).toBe(true);
  });
});
