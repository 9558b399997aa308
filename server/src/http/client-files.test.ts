import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendRaw, startTestServer, type TestServer } from '../../test/test-server.ts';

let served: TestServer;
beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), 'peerscape-'));
  const clientDir = join(root, 'dist');
  mkdirSync(join(clientDir, 'assets'), { recursive: true });
  writeFileSync(join(clientDir, 'index.html'), '<title>Peerscape</title>');
  writeFileSync(join(clientDir, 'assets', 'index-abc123.js'), 'export {}');
  writeFileSync(join(clientDir, 'mark.svg'), '<svg/>');
  writeFileSync(join(clientDir, '.hidden'), 'HIDDEN CONTENT');
  writeFileSync(join(root, 'secret.txt'), 'SECRET CONTENT');
  served = await startTestServer({ clientDir });
});
afterAll(() => served.close());

const PAGE = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const get = (path: string, headers: Record<string, string> = {}) => fetch(served.url + path, { headers });

test.each([
  ['/', 200],
  ['/?filter=x', 200],
  ['/foo', 404],
  ['/vnets/hub?filter=x', 404],
  ['/a/b/c', 404],
  ['//', 404],
])('%s returns the page with %d, and the page is revalidated each time', async (path, status) => {
  const reply = await get(path, PAGE);
  expect([reply.status, await reply.text()]).toEqual([status, '<title>Peerscape</title>']);
  expect(reply.headers.get('cache-control')).toBe('no-cache');
});

test('/index.html leads to the page', async () => {
  const reply = await fetch(`${served.url}/index.html`, { headers: PAGE, redirect: 'manual' });
  expect([reply.status, reply.headers.get('location')]).toEqual([308, '/']);
});

test('a hashed file can be cached forever', async () => {
  const reply = await get('/assets/index-abc123.js');
  expect(reply.status).toBe(200);
  expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(reply.headers.get('content-type')).toContain('javascript');
});

test('a missing file is not answered with the page', async () => {
  expect((await get('/assets/gone.js', PAGE)).status).toBe(404);
  expect((await get('/gone.svg', { accept: 'image/*' })).status).toBe(404);
  expect((await get('/api/gone', PAGE)).status).toBe(404);
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..\\secret.txt',
  '/.hidden',
  '//etc/passwd',
])('%s does not reveal other files', async (path) => {
  const reply = await sendRaw(served.port, [`GET ${path} HTTP/1.1`, `Host: localhost:${served.port}`]);
  expect(reply.text).not.toMatch(/CONTENT|root:/);
  expect([400, 403, 404]).toContain(reply.status);
});

test('reports in one sentence that the client has not been built', async () => {
  const unbuilt = await startTestServer({ clientDir: join(tmpdir(), 'nowhere') });
  const reply = await fetch(unbuilt.url, { headers: PAGE });
  expect([reply.status, await reply.text()]).toEqual([503, expect.stringContaining('npm run build')]);
  await unbuilt.close();
});
