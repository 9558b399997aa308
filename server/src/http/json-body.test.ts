import { gzipSync } from 'node:zlib';
import { api, type Endpoint, Problem, RATE_LIMITS, type RateLimitName } from '@peerscape/shared/api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFixedReader, createSingleVNetEstate, startTestServer, type TestServer } from '../../test/test-server.ts';

const UNLIMITED = Object.fromEntries(Object.keys(RATE_LIMITS).map((name) => [name, 1e9])) as Record<RateLimitName, number>;

let served: TestServer;
beforeAll(async () => {
  served = await startTestServer({ reader: createFixedReader(createSingleVNetEstate()), rateLimits: UNLIMITED });
});
afterAll(() => served.close());

type Body = NonNullable<RequestInit['body']>;
const JSON_TYPE = 'application/json';
const send = (path: string, body: Body, contentType = JSON_TYPE, headers: Record<string, string> = {}) =>
  fetch(served.url + path, {
    method: 'POST',
    headers: { origin: served.url, 'x-peerscape': '1', 'content-type': contentType, ...headers },
    body,
  });

/** Returns the problem, which must reveal nothing of the server's code. */
async function problemOf(reply: Response): Promise<Problem> {
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
  const text = await reply.text();
  expect(text).not.toMatch(/node_modules|\.ts:\d|\n\s+at /);
  expect(text.length).toBeLessThan(4000);
  return Problem.parse(JSON.parse(text));
}

const DOCUMENTS = '/api/kept';
/** A valid request to store a document, with its value as JSON text. */
const storing = (value: string) => `{"name":"tour","version":0,"value":${value}}`;
const nested = (levels: number) => storing('['.repeat(levels) + ']'.repeat(levels));

describe('a body', () => {
  test.each([
    ['within the limit of nesting', nested(63)],
    ['with brackets inside of strings', storing(JSON.stringify('[{"'.repeat(1000)))],
    ['with escaped quotes and backslashes', storing(JSON.stringify('\\"\\\\":"'))],
    ['with the same name in different objects', storing('[{"a":1},{"a":{"a":1}}]')],
    ['with the same text as name and value', storing('{"a":"a"}')],
    ['with a byte order mark', `\uFEFF${storing('1')}`],
    ['with white space around it', ` \r\n\t${storing('1')}\n`],
  ])('%s is accepted', async (_what, body) => {
    expect((await send(DOCUMENTS, body)).status).toBe(200);
  });

  test.each(['application/json; charset=utf-8', 'Application/JSON;CHARSET="UTF-8"', 'application/json;charset=utf-8; x=y'])(
    'of type %s is accepted',
    async (type) => {
      expect((await send(DOCUMENTS, storing('1'), type)).status).toBe(200);
    },
  );

  test('that is compressed is accepted', async () => {
    expect((await send(DOCUMENTS, gzipSync(storing('1')), JSON_TYPE, { 'content-encoding': 'gzip' })).status).toBe(200);
  });

  const cases: readonly (readonly [string, Body, number, string])[] = [
    ['nested too deep', nested(64), 400, 'nested more than 64 levels'],
    ['nested a million levels deep', nested(1_000_000), 400, 'nested more than 64 levels'],
    ['with a million open objects', `${'{"a":'.repeat(1_000_000)}`, 400, 'nested more than 64 levels'],
    ['with a duplicate name', '{"name":"tour","name":"draft","version":0,"value":1}', 400, '"name" twice'],
    ['with a duplicate name inside', storing('{"a":{"b":1,"b":2}}'), 400, '"b" twice'],
    ['with a duplicate name in another spelling', storing('{"a":1,"\\u0061":2}'), 400, '"a" twice'],
    ['with __proto__', storing('{"__proto__":{"polluted":1}}'), 400, '__proto__'],
    ['with __proto__ in another spelling', storing('{"\\u005f_proto__":{"polluted":1}}'), 400, '__proto__'],
    ['that is a list', '[]', 400, 'one JSON object'],
    ['that is a text', '"{}"', 400, 'one JSON object'],
    ['that is empty', '', 400, ''],
    ['that is cut off', '{"name":"tour","vers', 400, 'one JSON object'],
    ['with text after it', `${storing('1')}{}`, 400, 'one JSON object'],
    ['in invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, 'UTF-8'],
    ['in UTF-16', Buffer.from(storing('1'), 'utf16le'), 400, ''],
    ['of 10 MB', storing(JSON.stringify('x'.repeat(10_000_000))), 413, '256 KB'],
    ['of 100 MB that is compressed', new Uint8Array(gzipSync(Buffer.alloc(100_000_000, ' '))), 413, '256 KB'],
  ];
  test.each(cases)('%s is rejected', async (_what, body, status, detail) => {
    const headers: Record<string, string> = body instanceof Uint8Array && !Buffer.isBuffer(body) ? { 'content-encoding': 'gzip' } : {};
    const problem = await problemOf(await send(DOCUMENTS, body, JSON_TYPE, headers));
    expect(problem.status).toBe(status);
    expect(problem.detail).toContain(detail);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/json; charset=utf-7',
    'application/json; charset=iso-8859-1',
    'application/json; charset="latin1"',
    'application/json; charset=utf-8; charset=utf-7',
    'application/json-patch+json',
    'application/jsonp',
    ',',
  ])('of type %s is rejected with 415', async (type) => {
    expect((await problemOf(await send(DOCUMENTS, storing('1'), type))).status).toBe(415);
  });

  test('with 600,000 names that the contract does not define is rejected with a short message', async () => {
    const names = Array.from({ length: 600_000 }, (_, i) => `"n${i}":1`).join();
    expect(await problemOf(await send('/api/plans', `{${names}}`))).toMatchObject({ status: 422, code: 'invalid-request' });
  });

  test('with many mistakes is answered with the first of them and their number', async () => {
    const { detail } = await problemOf(await send('/api/rights', JSON.stringify({ vnets: Array(100).fill(1) })));
    expect(detail).toMatch(/^vnets\.0: .*; 95 more$/);
  });
});

describe('any body', () => {
  const endpoints = Object.values<Endpoint>(api).filter(({ body }) => body);
  const name = fc
    .constantFrom(
      ...['name', 'version', 'value', 'vnets', 'draft', 'intents', 'kind', 'a', 'b', 'from', 'to', 'apply', 'plan', 'hash', 'key', 'id'],
      ...['mode', 'confirm', 'patches', 'layout', 'at', 'reset', 'code', 'constructor', 'toString', '__proto__', 'prototype'],
    )
    .map((text) => JSON.stringify(text));
  const objectOf = (item: fc.Arbitrary<string>) =>
    fc
      .uniqueArray(fc.tuple(name, item), { selector: ([key]) => key })
      .map((pairs) => `{${pairs.map(([key, text]) => `${key}:${text}`).join()}}`);
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom('null', 'true', '0', '-1e999', '1e9999', '""', '"\\ud800"', '"\\u0000"', '"../../etc"', `"${'x'.repeat(3000)}"`),
      fc.string().map((text) => JSON.stringify(text)),
      fc.array(tie('value')).map((items) => `[${items.join()}]`),
      objectOf(tie('value')),
    ),
  }));
  const object = objectOf(value);
  const damaged = fc.tuple(object, fc.nat(), fc.constantFrom('', '"', '\\', '{', ']', ',', '\u0000', '\uFEFF')).map(([text, n, other]) => {
    const at = n % (text.length + 1);
    return text.slice(0, at) + other + text.slice(at + 1);
  });

  test('is answered or rejected, and never an internal error', async () => {
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...endpoints), fc.oneof(object, damaged), async ({ path }, body) => {
        const reply = await send(path, body);
        statuses.add(reply.status);
        if (reply.ok) await reply.text();
        else expect((await problemOf(reply)).status).not.toBe(500);
      }),
    );
    expect([...statuses]).toEqual(expect.arrayContaining([400, 422]));
  });
});
