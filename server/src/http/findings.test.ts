import { FindingsDocument, type WireFinding } from '@peerscape/shared/api';
import { CATALOGUE } from '@peerscape/shared/health';
import { NO_ROWS } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedReader, type Served, serve } from '../../test/serve.ts';
import type { Estate } from '../work/estate.ts';

const WORLD = `# Three faults and one thing that cannot be told
in sub=prod rg=rg-hub
vnet hub 10.0.0.0/16
in sub=prod rg=rg-spokes
vnet spoke 10.1.0.0/16
vnet lonely 10.2.0.0/16
vnet partner 172.16.0.0/16 hidden
hub -> spoke Initiated
hub <-> lonely no-access | no-access
hub -> partner Connected
`;

const unread = [{ scope: 'sub-9', name: 'Finance', code: 'AuthorizationFailed', message: 'No right to read' }];

function estateOf(text: string): Estate {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return { rows: visibleRows(world.value), unread };
}

const reader = fixedReader(estateOf(WORLD));
let served: Served;
beforeAll(async () => {
  served = await serve({ reader });
});
afterAll(() => served.close());

const get = (query = '', headers: Record<string, string> = {}) => fetch(`${served.url}/api/findings${query}`, { headers });
const ask = async (query = '') => FindingsDocument.parse(await (await get(query)).json());
const codes = (findings: readonly WireFinding[]) => [...new Set(findings.map(({ code }) => code))].sort();

describe('the findings', () => {
  test('say what is wrong, where, and what would end it, with whole ids', async () => {
    const { findings, read, revision } = await ask();
    const missing = findings.find(({ code }) => code === 'VNP101');
    expect(missing).toMatchObject({ severity: 'error', slug: 'missing-half', where: expect.stringContaining('spoke') });
    expect(missing?.about.ids.every((id) => id.startsWith('/subscriptions/'))).toBe(true);
    expect(missing?.remedy).toMatchObject([
      { kind: 'put-half', from: expect.stringMatching(/\/spoke$/), to: expect.stringMatching(/\/hub$/) },
    ]);
    expect([revision, read.source.name, read.unread]).toEqual([1, 'test', unread]);
    expect(missing).not.toHaveProperty('evidence');
  });

  test('keep what cannot be told apart from what is well', async () => {
    const { unknown, counts } = await ask();
    expect(unknown.length).toBeGreaterThan(0);
    expect(counts.unknown).toBe(unknown.length);
    expect(unknown.every(({ reason }) => reason !== '')).toBe(true);
  });

  test('are 503 while nothing has been read', async () => {
    const early = await serve({ start: false });
    const reply = await fetch(`${early.url}/api/findings`);
    expect([reply.status, await reply.json()]).toMatchObject([503, { code: 'no-snapshot' }]);
    await early.close();
  });
});

describe('a filter', () => {
  test.each(['VNP101,VNP401', 'vnp101, vnp401', 'VNP101&code=VNP401'])('of codes is a list or repeated: %s', async (list) => {
    expect(codes((await ask(`?code=${list}`)).findings)).toEqual(['VNP101', 'VNP401']);
  });

  test('of severities lets those pass and leaves open questions alone', async () => {
    const { findings, unknown, counts } = await ask('?severity=error');
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['error']));
    expect(unknown).toHaveLength(counts.unknown);
  });

  test('of a place takes a part of a name', async () => {
    const { findings } = await ask('?about=LONE');
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ where }) => where.includes('lonely'))).toBe(true);
  });

  test('of a place takes an id, and does not take what only begins like it', async () => {
    const all = (await ask()).findings;
    const spoke = all.find(({ code }) => code === 'VNP101')?.about.keys.find((key) => key.endsWith('/spoke')) ?? '';
    const group = spoke.replace(/\/providers\/.*/, '');
    const count = async (about: string) => (await ask(`?about=${encodeURIComponent(about)}`)).findings.length;
    expect(await count(spoke.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'))).toBeGreaterThan(0);
    expect(await count(`${spoke}/`)).toBeGreaterThan(0);
    expect(await count(spoke.slice(0, -1))).toBe(0);
    expect(await count(group)).toBeGreaterThan(0);
    expect(await count(group.slice(0, -1))).toBe(0);
  });

  test('does not change the counts, which are of the whole estate', async () => {
    expect((await ask('?code=VNP101')).counts).toEqual((await ask()).counts);
  });

  test.each(['?severity=fatal', '?code=101', '?code=', '?about=', '?sevrity=error', `?about=${'x'.repeat(3000)}`])(
    'that means nothing is refused, not answered with nothing: %s',
    async (query) => {
      const reply = await get(query);
      expect([reply.status, await reply.json()]).toMatchObject([422, { code: 'invalid-request' }]);
    },
  );

  test('of a code that no rule has is refused with those that there are', async () => {
    const reply = await get('?code=VNP999');
    expect([reply.status, await reply.json()]).toMatchObject([
      422,
      { code: 'no-such-rule', detail: expect.stringContaining(String(CATALOGUE[0]?.code)) },
    ]);
  });
});

describe('the tag', () => {
  test.each(['', '?code=VNP101'])('spares who holds the answer to "%s" another one', async (query) => {
    const first = await get(query);
    const tag = first.headers.get('etag') ?? '';
    await first.arrayBuffer();
    const again = await get(query, { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(query === '' ? '?code=VNP101' : '', { 'if-none-match': tag })).status).toBe(200);
  });

  test('moves with the estate', async () => {
    const other = await serve({ reader: { read: async () => ({ rows: NO_ROWS, unread: [] }) } });
    const [here, there] = await Promise.all([get(), fetch(`${other.url}/api/findings`)]);
    expect(here.headers.get('etag')).not.toBe(there.headers.get('etag'));
    expect(FindingsDocument.parse(await there.json())).toMatchObject({ findings: [], unknown: [] });
    await other.close();
  });
});
