import { FindingsDocument, type WireFinding } from '@peerscape/shared/api';
import { CATALOGUE } from '@peerscape/shared/health';
import { NO_ROWS } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInlineAnalysis } from '../../test/inline-analysis.ts';
import { createFixedReader, startTestServer, type TestServer } from '../../test/test-server.ts';
import { Failure } from '../failure.ts';
import type { Analysis } from '../work/analysis.ts';
import type { Estate } from '../work/estate.ts';

const WORLD = `# Three faults and one unknown
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

const reader = createFixedReader(estateOf(WORLD));
let served: TestServer;
beforeAll(async () => {
  served = await startTestServer({ reader });
});
afterAll(() => served.close());

const get = (query = '', headers: Record<string, string> = {}) => fetch(`${served.url}/api/findings${query}`, { headers });
const readFindings = async (query = '') => FindingsDocument.parse(await (await get(query)).json());
const codes = (findings: readonly WireFinding[]) => [...new Set(findings.map(({ code }) => code))].sort();

describe('the findings', () => {
  test('describe the fault, the place and the fix, with full IDs', async () => {
    const { findings, read, revision } = await readFindings();
    const missing = findings.find(({ code }) => code === 'VNP101');
    expect(missing).toMatchObject({ severity: 'error', slug: 'missing-half', where: expect.stringContaining('spoke') });
    expect(missing?.about.ids.every((id) => id.startsWith('/subscriptions/'))).toBe(true);
    expect(missing?.remedy).toMatchObject([
      { kind: 'put-half', from: expect.stringMatching(/\/spoke$/), to: expect.stringMatching(/\/hub$/) },
    ]);
    expect([revision, read.source.name, read.unread]).toEqual([1, 'test', unread]);
    expect(missing).not.toHaveProperty('evidence');
  });

  test('distinguish open questions from success', async () => {
    const { unknown, counts } = await readFindings();
    expect(unknown.length).toBeGreaterThan(0);
    expect(counts.unknown).toBe(unknown.length);
    expect(unknown.every(({ reason }) => reason !== '')).toBe(true);
  });

  test('are a problem while the analysis fails, and then computed again', async () => {
    const inline = createInlineAnalysis();
    let hasFailed = false;
    const run: Analysis['run'] = (...task) => {
      if (hasFailed) return inline.run(...task);
      hasFailed = true;
      return Promise.reject(new Failure('analysis-failed'));
    };
    const failing = await startTestServer({ reader, analysis: { ...inline, run } });
    const first = await fetch(`${failing.url}/api/findings`);
    expect([first.status, await first.json()]).toMatchObject([503, { code: 'analysis-failed' }]);
    expect((await fetch(`${failing.url}/api/findings`)).status).toBe(200);
    await failing.close();
  });

  test('are 503 before the first read', async () => {
    const early = await startTestServer({ start: false });
    const reply = await fetch(`${early.url}/api/findings`);
    expect([reply.status, await reply.json()]).toMatchObject([503, { code: 'no-snapshot' }]);
    await early.close();
  });
});

describe('a filter', () => {
  test.each(['VNP101,VNP401', 'vnp101, vnp401', 'VNP101&code=VNP401'])('by code is a list or repeated: %s', async (list) => {
    expect(codes((await readFindings(`?code=${list}`)).findings)).toEqual(['VNP101', 'VNP401']);
  });

  test('by severity selects findings and keeps all open questions', async () => {
    const { findings, unknown, counts } = await readFindings('?severity=error');
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['error']));
    expect(unknown).toHaveLength(counts.unknown);
  });

  test('by place accepts a part of a name', async () => {
    const { findings } = await readFindings('?about=LONE');
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ where }) => where.includes('lonely'))).toBe(true);
  });

  test('by place accepts an ID and does not match a mere prefix of one', async () => {
    const all = (await readFindings()).findings;
    const spoke = all.find(({ code }) => code === 'VNP101')?.about.keys.find((key) => key.endsWith('/spoke')) ?? '';
    const group = spoke.replace(/\/providers\/.*/, '');
    const count = async (about: string) => (await readFindings(`?about=${encodeURIComponent(about)}`)).findings.length;
    expect(await count(spoke.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'))).toBeGreaterThan(0);
    expect(await count(`${spoke}/`)).toBeGreaterThan(0);
    expect(await count(spoke.slice(0, -1))).toBe(0);
    expect(await count(group)).toBeGreaterThan(0);
    expect(await count(group.slice(0, -1))).toBe(0);
  });

  test('does not change the counts, which cover the whole estate', async () => {
    expect((await readFindings('?code=VNP101')).counts).toEqual((await readFindings()).counts);
  });

  test.each(['?severity=fatal', '?code=101', '?code=', '?about=', '?sevrity=error', `?about=${'x'.repeat(3000)}`])(
    'that is invalid is rejected rather than answered with no findings: %s',
    async (query) => {
      const reply = await get(query);
      expect([reply.status, await reply.json()]).toMatchObject([422, { code: 'invalid-request' }]);
    },
  );

  test('by an unknown code is rejected with the available codes', async () => {
    const reply = await get('?code=VNP999');
    expect([reply.status, await reply.json()]).toMatchObject([
      422,
      { code: 'no-such-rule', detail: expect.stringContaining(String(CATALOGUE[0]?.code)) },
    ]);
  });
});

describe('the ETag', () => {
  test.each(['', '?code=VNP101'])('avoids resending the answer to "%s"', async (query) => {
    const first = await get(query);
    const tag = first.headers.get('etag') ?? '';
    await first.arrayBuffer();
    const again = await get(query, { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(query === '' ? '?code=VNP101' : '', { 'if-none-match': tag })).status).toBe(200);
  });

  test('changes with the estate', async () => {
    const other = await startTestServer({ reader: { read: async () => ({ rows: NO_ROWS, unread: [] }) } });
    const [here, there] = await Promise.all([get(), fetch(`${other.url}/api/findings`)]);
    expect(here.headers.get('etag')).not.toBe(there.headers.get('etag'));
    expect(FindingsDocument.parse(await there.json())).toMatchObject({ findings: [], unknown: [] });
    await other.close();
  });
});
