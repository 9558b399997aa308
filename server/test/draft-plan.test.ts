import { PlanDocument, Problem, type StoredDocument } from '@peerscape/shared/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStoredDocuments } from '../src/work/stored-documents.ts';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let harness: ChangeHarness;
let served: TestServer;
beforeEach(async () => {
  harness = await createChangeHarness('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\n');
  served = await startTestServer({
    changeService: harness.changes,
    documents: createStoredDocuments(harness.store, 'ann', () => undefined),
  });
});
afterEach(async () => {
  await served.close();
  await harness.close();
});

const post = (path: string, body: unknown) =>
  fetch(`${served.url}${path}`, {
    method: 'POST',
    headers: { origin: served.url, 'x-peerscape': '1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const connect = (name: string) => ({ kind: 'connect', a: harness.key('hub'), b: harness.key(name) });
const saveDraft = async (version: number, ...intents: unknown[]) =>
  ((await (await post('/api/kept', { name: 'draft', version, value: { intents } })).json()) as StoredDocument).version;
const problemOf = async (response: Response) => {
  const { status, code, detail } = Problem.parse(await response.json());
  return { status, code, detail };
};

describe('a plan of the stored draft', () => {
  test('has the changes of that version', async () => {
    const draft = await saveDraft(0, connect('a'), connect('b'));
    const response = await post('/api/plans', { draft });
    expect(response.status).toBe(201);
    const plan = PlanDocument.parse(await response.json());
    expect(plan.plan.counts.create).toBe(4);
    expect(plan.intents).toEqual([connect('a'), connect('b')]);
  });

  test('is the same as one of its intents', async () => {
    const draft = await saveDraft(0, connect('a'));
    const [stored, given] = await Promise.all(
      [{ draft }, { intents: [connect('a')] }].map(async (body) => PlanDocument.parse(await (await post('/api/plans', body)).json())),
    );
    expect(stored?.hash).toBe(given?.hash);
  });

  test('is rejected when another user has changed the draft, and says what to do', async () => {
    const mine = await saveDraft(0, connect('a'));
    const theirs = await saveDraft(mine, connect('a'), connect('b'));
    expect(await problemOf(await post('/api/plans', { draft: mine }))).toEqual({
      status: 409,
      code: 'draft-changed',
      detail: 'A plan for version 1 was requested, but the current version is 2. Review the draft, then create the plan again',
    });
    expect((await post('/api/plans', { draft: theirs })).status).toBe(201);
  });

  test('of two users who save and plan at the same time is never of the other’s changes', async () => {
    const start = await saveDraft(0, connect('a'));
    const results = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const saved = await post('/api/kept', { name: 'draft', version: start, value: { intents: [connect(name)] } });
        if (!saved.ok) return 'conflict';
        const { version } = (await saved.json()) as StoredDocument;
        const plan = PlanDocument.parse(await (await post('/api/plans', { draft: version })).json());
        expect(plan.intents).toEqual([connect(name)]);
        return 'planned';
      }),
    );
    expect(results.sort()).toEqual(['conflict', 'planned']);
  });

  test('is rejected when the draft has no changes or was never saved', async () => {
    expect(await problemOf(await post('/api/plans', { draft: 1 }))).toMatchObject({ status: 409, code: 'draft-changed' });
    expect(await problemOf(await post('/api/plans', { draft: await saveDraft(0) }))).toMatchObject({ status: 409, code: 'draft-empty' });
  });

  test.each([
    ['neither a draft nor intents', {}],
    ['both', { draft: 1, intents: [{ kind: 'sync', from: 'x', to: 'y' }] }],
    ['a version that is not a number', { draft: '1' }],
  ])('is rejected for %s', async (_, body) => {
    expect(await problemOf(await post('/api/plans', body))).toMatchObject({ status: 422, code: 'invalid-request' });
  });
});
