import { readdirSync, readFileSync } from 'node:fs';
import {
  type Api,
  api,
  type Endpoint,
  eventStream,
  PROBLEM_TYPES,
  Problem,
  type ProblemType,
  type ProblemTypeOf,
  problemTypesOf,
} from '@peerscape/shared/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFixedReader, createSingleVNetEstate, sendRaw, startTestServer, type TestServer, VNET_ID } from '../../test/test-server.ts';
import { Failure } from '../failure.ts';
import { UNRESTRICTED_ACCESS } from '../work/access.ts';

const endpoints = Object.entries<Endpoint>(api);
const isProblemType = (text: string): text is ProblemType => text in PROBLEM_TYPES;

/** Types that no operation replies with: of other paths, of reads in the background, and of causes with their own code. */
const NOT_OF_OPERATIONS: readonly ProblemType[] = [
  'forbidden',
  'not-found',
  'method-not-allowed',
  'not-ready',
  'no-tenant',
  'operation-too-long',
  'starting',
  'suspended',
];

describe('the errors in the contract', () => {
  test.each(endpoints)('%s declares each of its errors once', (_, endpoint) => {
    const types = problemTypesOf(endpoint);
    expect(types).toEqual([...new Set(types)]);
    expect(types.length).toBeGreaterThan(3);
  });

  test.each(Object.entries(PROBLEM_TYPES))('%s has an error status and a title in one sentence', (name, { status, title }) => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
  });

  test('each type belongs to an operation or is known not to', () => {
    const declared = new Set([...endpoints.flatMap(([, endpoint]) => problemTypesOf(endpoint)), ...problemTypesOf(eventStream)]);
    const others = Object.keys(PROBLEM_TYPES)
      .filter(isProblemType)
      .filter((type) => !declared.has(type));
    expect(others.sort()).toEqual([...NOT_OF_OPERATIONS].sort());
  });

  test('each type is used in the source of the server', () => {
    const folder = new URL('..', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.ts$/.test(file));
    const source = files.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
    const isUsed = (type: string) => source.includes(`'${type}'`);
    expect(Object.keys(PROBLEM_TYPES).filter((type) => !isUsed(type))).toEqual([]);
  });

  test('OpenAPI lists each status with its codes', async () => {
    const served = await startTestServer();
    const { paths } = (await (await fetch(`${served.url}/api/openapi.json`)).json()) as Paths;
    for (const endpoint of [...Object.values<Endpoint>(api), eventStream]) {
      const responses = paths[endpoint.path]?.[endpoint.method.toLowerCase()]?.responses ?? {};
      for (const type of problemTypesOf(endpoint)) expect(responses[PROBLEM_TYPES[type].status]?.description).toContain(type);
      const statuses = new Set(problemTypesOf(endpoint).map((type) => PROBLEM_TYPES[type].status));
      expect(Object.keys(responses).filter((status) => Number(status) >= 400)).toHaveLength(statuses.size);
    }
    await served.close();
  });
});

interface Paths {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, { readonly description: string }> }>>;
}

describe('every operation', () => {
  let served: TestServer;
  let locked: TestServer;
  beforeAll(async () => {
    const reader = createFixedReader(createSingleVNetEstate());
    served = await startTestServer({ reader });
    locked = await startTestServer({ reader, access: { ...UNRESTRICTED_ACCESS, isRequired: true, isAllowed: () => false } });
  });
  afterAll(() => Promise.all([served.close(), locked.close()]));

  const send = ({ url }: TestServer, { method, path }: Endpoint, headers: Record<string, string> = {}, body?: string) =>
    fetch(url + path, {
      method,
      headers: { origin: url, 'x-peerscape': '1', ...headers },
      ...(method === 'POST' && body !== undefined ? { body } : {}),
    });
  const JSON_TYPE = { 'content-type': 'application/json' };
  const typeOf = async (reply: Response) => ((await reply.json()) as Problem).code;

  test.each(endpoints)('%s replies with declared problems to requests that are rejected', async (name, endpoint) => {
    const wrongHost = await sendRaw(served.port, [
      `${endpoint.method} ${endpoint.path} HTTP/1.1`,
      'Host: evil.example',
      'Content-Length: 0',
    ]);
    const codes = [
      (JSON.parse(wrongHost.text) as Problem).code,
      await typeOf(await send(served, endpoint, { origin: 'https://evil.example' })),
      ...(endpoint.isPublic ? [] : [await typeOf(await send(locked, endpoint, JSON_TYPE, '{}'))]),
      ...(endpoint.body
        ? [
            await typeOf(await send(served, endpoint, JSON_TYPE, '{"')),
            await typeOf(await send(served, endpoint, { 'content-type': 'text/plain' }, 'x')),
            await typeOf(await send(served, endpoint, JSON_TYPE, JSON.stringify('x'.repeat(9_000_000)))),
            await typeOf(await send(served, endpoint, JSON_TYPE, '{}')),
          ]
        : []),
    ];
    const declared: readonly string[] = problemTypesOf(endpoint);
    expect(codes.filter((code) => !declared.includes(code))).toEqual([]);
    expect(new Set(codes).size, `distinct problems of ${name}`).toBe(codes.length);
  });
});

describe('a problem that the contract does not declare', () => {
  const serveFailing = (failure: Error) =>
    startTestServer({ allowsUndeclared: true, externalActor: () => Promise.reject(failure), readVNet: () => Promise.reject(failure) });
  const act = ({ url }: TestServer) =>
    fetch(`${url}${api.runExternalAction.path}`, {
      method: 'POST',
      headers: { origin: url, 'x-peerscape': '1', 'content-type': 'application/json' },
      body: '{"kind":"start-over"}',
    });

  test.each<ProblemType>(['plan-stale', 'azure-denied'])('is sent as an internal error, and logged: %s', async (type) => {
    const served = await serveFailing(new Failure(type, { code: 'AuthorizationFailed', detail: 'for the log' }));
    expect(Problem.parse(await (await act(served)).json())).toMatchObject({ status: 500, code: 'internal' });
    expect(served.log.some((line) => line.includes('does not declare') && line.includes(type))).toBe(true);
    await served.close();
  });

  test('is sent as it is where it is declared, with ARM’s code', async () => {
    const served = await serveFailing(new Failure('azure-denied', { code: 'AuthorizationFailed' }));
    const reply = await fetch(`${served.url}/api/vnet?id=${encodeURIComponent(VNET_ID)}`);
    expect(Problem.parse(await reply.json())).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
    await served.close();
  });

  test('is not a type for the operation', () => {
    const types: readonly ProblemTypeOfStart[] = ['plan-stale', 'no-session'];
    // @ts-expect-error starting an apply cannot fail with an unknown rule
    const wrong: ProblemTypeOfStart = 'no-such-rule';
    expect(types).not.toContain(wrong);
  });

  test('an invalid reply is a bug of the server, not of the request', async () => {
    const served = await startTestServer({
      allowsUndeclared: true,
      readVNet: async () => ({ vnet: { id: VNET_ID, location: 'westeurope', addressSpace: 'wrong' as never, subnets: [] }, halves: [] }),
    });
    const reply = await fetch(`${served.url}/api/vnet?id=${encodeURIComponent(VNET_ID)}`);
    expect(Problem.parse(await reply.json())).toMatchObject({ status: 500, code: 'internal' });
    await served.close();
  });
});

type ProblemTypeOfStart = ProblemTypeOf<Api['startApply']>;
