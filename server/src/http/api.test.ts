import { api, Problem, SnapshotDocument, Status } from '@peerscape/shared/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createFixedReader,
  createSingleVNetEstate,
  pageHeaders,
  sendRaw,
  startTestServer,
  type TestServer,
  VNET_ID,
} from '../../test/test-server.ts';
import { Failure } from '../failure.ts';

const reader = createFixedReader(createSingleVNetEstate());
let served: TestServer;
beforeAll(async () => {
  served = await startTestServer({
    reader,
    readVNet: async (id) => {
      if (id.names[0] === 'broken') throw new TypeError('secret internal detail');
      if (id.names[0] !== 'hub')
        throw new Failure('azure-not-found', {
          title: 'Azure refused: ResourceNotFound',
          code: 'ResourceNotFound',
          arm: { code: 'ResourceNotFound', message: 'It is gone' },
        });
      return { vnet: { id: VNET_ID, location: 'westeurope', addressSpace: [], subnets: [] }, halves: [] };
    },
  });
});
afterAll(() => served.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(served.url + path, { headers });
const post = (path: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(served.url + path, {
    method: 'POST',
    headers: { origin: served.url, 'x-peerscape': '1', ...headers },
    ...(body === undefined ? {} : { body }),
  });

const problemOf = async (reply: Response): Promise<Problem> => {
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
  const problem = Problem.parse(await reply.json());
  expect(problem.status).toBe(reply.status);
  expect(problem.requestId).toBe(reply.headers.get('x-request-id'));
  expect(JSON.stringify(problem)).not.toMatch(/node_modules|\.ts:\d/);
  return problem;
};

describe('the status', () => {
  test('describes the snapshot and its age', async () => {
    const reply = await get('/api/status');
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(Status.parse(await reply.json())).toMatchObject({
      version: '1.2.3',
      source: { kind: 'sandbox', name: 'test' },
      changes: { mode: 'none', serial: 0, running: [] },
      snapshot: { revision: 1 },
      reading: null,
      problem: null,
    });
  });
});

describe('the snapshot', () => {
  test('is the document that the contract defines', async () => {
    const document = SnapshotDocument.parse(await (await get('/api/snapshot')).json());
    expect(document.rows.vnets.map(({ id }) => id)).toEqual([VNET_ID]);
  });

  test.each(['br', 'gzip', 'identity'])(
    'is sent as %s with its own strong ETag, and as 304 to clients that have it in any encoding',
    async (encoding) => {
      const reply = await get('/api/snapshot', { 'accept-encoding': encoding });
      const tag = reply.headers.get('etag') ?? '';
      expect(reply.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
      expect(reply.headers.get('vary')).toBe('accept-encoding');
      expect(tag).toMatch(/^"[\w-]{22}(-br|-gzip)?"$/);
      await reply.arrayBuffer();
      for (const other of ['br', 'gzip', 'identity']) {
        const again = await get('/api/snapshot', { 'accept-encoding': other, 'if-none-match': `"other", W/${tag}` });
        expect([again.status, await again.text()]).toEqual([304, '']);
      }
    },
  );

  test('is sent again to clients with another ETag', async () => {
    expect((await get('/api/snapshot', { 'if-none-match': '"something-else"' })).status).toBe(200);
  });

  test('answers HEAD without a body', async () => {
    const reply = await fetch(`${served.url}/api/snapshot`, { method: 'HEAD' });
    expect([reply.status, await reply.text()]).toEqual([200, '']);
  });

  test('is 503 before the first read, and the server is not ready', async () => {
    const early = await startTestServer({ start: false });
    expect((await fetch(`${early.url}/api/snapshot`)).status).toBe(503);
    expect((await fetch(`${early.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${early.url}/healthz`)).status).toBe(200);
    await early.close();
  });

  test('the server is not ready while its data store is not open, and says why', async () => {
    const closed = await startTestServer({
      services: () => {
        throw new Failure('estate-not-open', { title: 'Drafts, plans and history are not available yet: the tenant cannot be read' });
      },
    });
    const reply = await fetch(`${closed.url}/readyz`);
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ title: expect.stringContaining('the tenant cannot be read') });
    expect((await fetch(`${closed.url}/api/snapshot`)).status).toBe(200);
    await closed.close();
  });
});

describe('a refresh', () => {
  test('is accepted, shows as reading, and changes the revision only after a change', async () => {
    const reply = await post('/api/refresh');
    expect(reply.status).toBe(202);
    expect(Status.parse(await reply.json()).reading).not.toBeNull();
    await idle();
    expect(served.snapshotService.current().snapshot?.revision).toBe(1);
    reader.estate = createSingleVNetEstate('other');
    await post('/api/refresh');
    await idle();
    expect(served.snapshotService.current().snapshot?.revision).toBe(2);
  });

  test('can be canceled; without a running read nothing happens', async () => {
    const reply = await post('/api/refresh/cancel');
    expect([reply.status, Status.parse(await reply.json())]).toEqual([200, expect.objectContaining({ reading: null, problem: null })]);
    const fixed = createSingleVNetEstate();
    const { url, close } = await startTestServer({
      reader: { read: ({ isFirst }) => (isFirst ? Promise.resolve(fixed) : new Promise(() => undefined)) },
    });
    const send = async (path: string) =>
      Status.parse(await (await fetch(url + path, { method: 'POST', headers: pageHeaders(url) })).json());
    expect((await send('/api/refresh')).reading).not.toBeNull();
    // in the reply, too: a browser that gets it after the event must not show the read again
    expect(await send('/api/refresh/cancel')).toMatchObject({ reading: null, problem: { code: 'read-canceled' } });
    await close();
  });

  const idle = () =>
    new Promise<void>((resolve) => {
      if (!served.snapshotService.current().reading) return resolve();
      const unsubscribe = served.snapshotService.subscribe(() => {
        if (served.snapshotService.current().reading) return;
        unsubscribe();
        resolve();
      });
    });
});

describe('the current state of one VNet', () => {
  test('is read from the resource provider', async () => {
    const reply = await get(`/api/vnet?id=${encodeURIComponent(VNET_ID)}`);
    expect(await reply.json()).toMatchObject({ vnet: { id: VNET_ID }, halves: [] });
  });

  test.each([
    'hub',
    '/subscriptions/s1',
    `${VNET_ID}/subnets/a`,
    VNET_ID.replace('virtualNetworks', 'routeTables'),
    VNET_ID.replace('/rg/', '/../'),
    `${VNET_ID}%2f..`,
    `${VNET_ID}?x=1`,
    `${VNET_ID}#x`,
    `https://evil.example${VNET_ID}`,
    `/${VNET_ID}`,
    '/providers/Microsoft.Management/managementGroups/x',
  ])('rejects "%s", which is not the ID of a VNet, with 422', async (id) => {
    const reply = await get(`/api/vnet?id=${encodeURIComponent(id)}`);
    expect(reply.status).toBe(422);
    expect((await problemOf(reply)).code).toBe('not-a-vnet-id');
  });

  test.each(['', '?id=', '?id=a&id=b', `?id=${'x'.repeat(3000)}`])('rejects the query "%s" with 422', async (query) => {
    expect((await problemOf(await get(`/api/vnet${query}`))).code).toBe('invalid-request');
  });

  test('includes ARM’s code and message verbatim in the problem', async () => {
    const problem = await problemOf(await get(`/api/vnet?id=${encodeURIComponent(VNET_ID.replace('hub', 'gone'))}`));
    expect(problem).toMatchObject({ status: 404, arm: { code: 'ResourceNotFound', message: 'It is gone' } });
  });

  test('reveals no details of a bug', async () => {
    const reply = await get(`/api/vnet?id=${encodeURIComponent(VNET_ID.replace('hub', 'broken'))}`);
    expect(await problemOf(reply)).toMatchObject({ status: 500, code: 'internal' });
    expect(served.log.some((line) => line.includes('secret internal detail'))).toBe(true);
  });

  test('is not available for files: 409', async () => {
    const files = await startTestServer({});
    expect((await fetch(`${files.url}/api/vnet?id=${encodeURIComponent(VNET_ID)}`)).status).toBe(409);
    await files.close();
  });
});

describe('a malformed request', () => {
  const JSON_TYPE = { 'content-type': 'application/json' };
  const cases: readonly (readonly [string, () => Promise<Response>, number])[] = [
    ['an unknown path', () => get('/api/nothing'), 404],
    ['a path in upper case', () => get('/API/status'), 404],
    ['the wrong method', () => post('/api/status'), 405],
    ['the wrong method on the stream', () => post('/api/events'), 405],
    ['GET instead of POST', () => get('/api/session'), 405],
    ['a body that is not JSON', () => post('/api/session', '{"code":', JSON_TYPE), 400],
    ['a body that is not an object', () => post('/api/session', '"x"', JSON_TYPE), 400],
    ['a body that does not match the schema', () => post('/api/session', '{"code":1}', JSON_TYPE), 422],
    ['no body', () => post('/api/session'), 415],
    ['a form', () => post('/api/session', 'code=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['an unsupported charset', () => post('/api/session', '{}', { 'content-type': 'application/json; charset=latin1' }), 415],
    ['an unsupported encoding', () => post('/api/session', '{}', { ...JSON_TYPE, 'content-encoding': 'x' }), 415],
    ['a body that is too large', () => post('/api/session', JSON.stringify({ code: 'x'.repeat(300_000) }), JSON_TYPE), 413],
    ['a path that cannot be decoded', () => get('/%ff%'), 400],
  ];
  test.each(cases)('%s', async (_what, send, status) => {
    const reply = await send();
    expect(reply.status).toBe(status);
    await problemOf(reply);
  });

  test('a 405 lists the allowed methods', async () => {
    expect((await post('/api/status')).headers.get('allow')).toBe('GET, HEAD');
  });

  test('ignores __proto__ in a body', async () => {
    await post('/api/session', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}', JSON_TYPE);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('every response', () => {
  test.each(['/', '/api/status', '/api/nothing', '/api/docs', '/healthz', '/assets/x.js'])('%s has the security headers', async (path) => {
    const { headers } = await get(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('access-control-allow-origin')).toBe(false);
  });

  test('the query is not logged', async () => {
    await get('/api/vnet?id=not-for-the-log');
    expect(served.log.join('')).not.toContain('not-for-the-log');
  });
});

describe('the description of the API', () => {
  test('has every operation of the contract and no dangling references', async () => {
    const document = (await (await get('/api/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, object>;
      components: { schemas: object };
    };
    expect(document.openapi).toBe('3.1.0');
    for (const { path, method } of Object.values(api)) expect(document.paths[path]).toHaveProperty(method.toLowerCase());
    const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(document.components.schemas).toHaveProperty(String(name));
    expect(JSON.stringify(document)).not.toContain('$defs');
  });

  test('is available as a page without scripts', async () => {
    const reply = await get('/api/docs');
    const page = await reply.text();
    expect(reply.headers.get('content-type')).toContain('text/html');
    for (const { path, summary } of Object.values(api)) {
      expect(page).toContain(path);
      expect(page).toContain(summary);
    }
    expect(page).not.toMatch(/<script|<style|style=|onload/);
    expect((await get('/api/docs.css')).headers.get('content-type')).toContain('text/css');
  });
});

test('files above 500 MB are rejected before they are sent', async () => {
  const host = `localhost:${served.port}`;
  const headers = [`Host: ${host}`, `Origin: http://${host}`, 'X-Peerscape: 1', 'Content-Type: multipart/form-data; boundary=x'];
  const reply = await sendRaw(served.port, ['POST /api/files/open HTTP/1.1', ...headers, `Content-Length: ${500_000_001}`]);
  expect([reply.status, JSON.parse(reply.text)]).toMatchObject([413, { detail: expect.stringContaining('500 MB') }]);
});

test('a malformed request line is rejected with 400', async () => {
  expect((await sendRaw(served.port, ['INVALID'])).status).toBe(400);
});
