import { api, Problem, SnapshotDocument, Status } from '@peerscape/shared/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedReader, oneVNet, type Served, sendRaw, serve, VNET_ID } from '../../test/serve.ts';
import { Failure } from '../failure.ts';

const reader = fixedReader(oneVNet());
let served: Served;
beforeAll(async () => {
  served = await serve({
    reader,
    readVNet: async (id) => {
      if (id.names[0] === 'broken') throw new TypeError('secret detail of ours');
      if (id.names[0] !== 'hub')
        throw new Failure({
          title: 'Azure refused: ResourceNotFound',
          status: 404,
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
  test('says what is shown and how old it is', async () => {
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
  test('is the document that the contract describes', async () => {
    const document = SnapshotDocument.parse(await (await get('/api/snapshot')).json());
    expect(document.rows.vnets.map(({ id }) => id)).toEqual([VNET_ID]);
  });

  test.each(['br', 'gzip', 'identity'])(
    'comes as %s with a strong tag of its own, and as 304 to who holds it in any encoding',
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

  test('is sent again to who holds another one', async () => {
    expect((await get('/api/snapshot', { 'if-none-match': '"something-else"' })).status).toBe(200);
  });

  test('answers HEAD without a body', async () => {
    const reply = await fetch(`${served.url}/api/snapshot`, { method: 'HEAD' });
    expect([reply.status, await reply.text()]).toEqual([200, '']);
  });

  test('is 503 while nothing has been read, and the server says that it is not ready', async () => {
    const early = await serve({ start: false });
    expect((await fetch(`${early.url}/api/snapshot`)).status).toBe(503);
    expect((await fetch(`${early.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${early.url}/healthz`)).status).toBe(200);
    await early.close();
  });
});

describe('a refresh', () => {
  test('is accepted, shows as reading, and moves the revision only when something has changed', async () => {
    const reply = await post('/api/refresh');
    expect(reply.status).toBe(202);
    expect(Status.parse(await reply.json()).reading).not.toBeNull();
    await idle();
    expect(served.keeper.kept().snapshot?.revision).toBe(1);
    reader.estate = oneVNet('other');
    await post('/api/refresh');
    await idle();
    expect(served.keeper.kept().snapshot?.revision).toBe(2);
  });

  const idle = () =>
    new Promise<void>((resolve) => {
      if (!served.keeper.kept().reading) return resolve();
      const unsubscribe = served.keeper.subscribe(() => {
        if (served.keeper.kept().reading) return;
        unsubscribe();
        resolve();
      });
    });
});

describe('one VNet as it is now', () => {
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
  ])('"%s" is not the id of one: 422', async (id) => {
    const reply = await get(`/api/vnet?id=${encodeURIComponent(id)}`);
    expect(reply.status).toBe(422);
    expect((await problemOf(reply)).code).toBe('not-a-vnet-id');
  });

  test.each(['', '?id=', '?id=a&id=b', `?id=${'x'.repeat(3000)}`])('"%s" is not a question: 422', async (query) => {
    expect((await problemOf(await get(`/api/vnet${query}`))).code).toBe('invalid-request');
  });

  test('what ARM says stands verbatim in the problem', async () => {
    const problem = await problemOf(await get(`/api/vnet?id=${encodeURIComponent(VNET_ID.replace('hub', 'gone'))}`));
    expect(problem).toMatchObject({ status: 404, arm: { code: 'ResourceNotFound', message: 'It is gone' } });
  });

  test('a fault of ours says nothing but that it is one', async () => {
    const reply = await get(`/api/vnet?id=${encodeURIComponent(VNET_ID.replace('hub', 'broken'))}`);
    expect(await problemOf(reply)).toMatchObject({ status: 500, code: 'internal' });
    expect(served.log.some((line) => line.includes('secret detail of ours'))).toBe(true);
  });

  test('a map from files has no Azure to ask: 409', async () => {
    const files = await serve({});
    expect((await fetch(`${files.url}/api/vnet?id=${encodeURIComponent(VNET_ID)}`)).status).toBe(409);
    await files.close();
  });
});

describe('what is malformed', () => {
  const JSON_TYPE = { 'content-type': 'application/json' };
  const cases: readonly (readonly [string, () => Promise<Response>, number])[] = [
    ['an address that is nowhere', () => get('/api/nothing'), 404],
    ['an address in capitals', () => get('/API/status'), 404],
    ['another method', () => post('/api/status'), 405],
    ['another method on the stream', () => post('/api/events'), 405],
    ['GET where POST belongs', () => get('/api/session'), 405],
    ['a body that is no JSON', () => post('/api/session', '{"code":', JSON_TYPE), 400],
    ['a body that is no object', () => post('/api/session', '"x"', JSON_TYPE), 400],
    ['a body of another shape', () => post('/api/session', '{"code":1}', JSON_TYPE), 422],
    ['no body', () => post('/api/session'), 415],
    ['a form', () => post('/api/session', 'code=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['another charset', () => post('/api/session', '{}', { 'content-type': 'application/json; charset=latin1' }), 415],
    ['another encoding', () => post('/api/session', '{}', { ...JSON_TYPE, 'content-encoding': 'x' }), 415],
    ['a body that is too large', () => post('/api/session', JSON.stringify({ code: 'x'.repeat(300_000) }), JSON_TYPE), 413],
    ['a path that cannot be decoded', () => get('/%ff%'), 400],
  ];
  test.each(cases)('%s', async (_what, send, status) => {
    const reply = await send();
    expect(reply.status).toBe(status);
    await problemOf(reply);
  });

  test('a 405 names the methods that are possible', async () => {
    expect((await post('/api/status')).headers.get('allow')).toBe('GET, HEAD');
  });

  test('a __proto__ in a body changes nothing', async () => {
    await post('/api/session', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}', JSON_TYPE);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  const acting = Object.values(api).flatMap((endpoint) => (endpoint.method === 'POST' ? [endpoint] : []));

  test('everything that does something says how often it may be done', () => {
    expect(acting.length).toBeGreaterThan(10);
    for (const { limit } of acting) expect(limit).toBeGreaterThan(0);
  });

  test.each(acting)('$path is refused once it was asked more than $limit times a minute', async ({ path, limit }) => {
    const own = await serve();
    const ask = () => fetch(own.url + path, { method: 'POST', headers: { origin: own.url, 'x-peerscape': '1', ...JSON_TYPE }, body: '{}' });
    const statuses: number[] = [];
    for (let i = 0; i < limit; i += 50) {
      const replies = await Promise.all(Array.from({ length: Math.min(50, limit - i) }, ask));
      statuses.push(...replies.map(({ status }) => status));
    }
    expect(statuses).not.toContain(429);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit')).toContain('r=0');
    expect(await refused.json()).toMatchObject({ code: 'too-many-requests' });
    await own.close();
  });
});

describe('every answer', () => {
  test.each(['/', '/api/status', '/api/nothing', '/api/docs', '/healthz', '/assets/x.js'])(
    '%s carries the security headers',
    async (path) => {
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
    },
  );

  test('nothing of the query reaches the log', async () => {
    await get('/api/vnet?id=not-for-the-log');
    expect(served.log.join('')).not.toContain('not-for-the-log');
  });
});

describe('the description of the API', () => {
  test('has every operation of the contract, and no reference that leads nowhere', async () => {
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

  test('can be read by people, without a script', async () => {
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

test('a request that never ends its headers is not an excuse to hang: plain nonsense is answered with 400', async () => {
  expect((await sendRaw(served.port, ['NONSENSE'])).status).toBe(400);
});
