import { type ApplyDocument, PlanDocument, Problem, Status } from '@peerscape/shared/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let harness: ChangeHarness;
let served: TestServer;
const WORLD = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet overlap 10.1.0.0/24\n';

beforeEach(async () => {
  harness = await createChangeHarness(WORLD);
  served = await startTestServer({ changeService: harness.changes });
});
afterEach(async () => {
  await served.close();
  await harness.close();
});

const OWN = () => ({ origin: served.url, 'x-peerscape': '1', 'content-type': 'application/json' });
const post = (path: string, body: unknown, headers: Record<string, string> = OWN()) =>
  fetch(`${served.url}${path}`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const problem = async (response: Response) => Problem.parse(await response.json());
const connect = (a = 'hub', b = 'a') => ({ kind: 'connect', a: harness.key(a), b: harness.key(b) });
const createPlan = async (...intents: unknown[]) => PlanDocument.parse(await (await post('/api/plans', { intents })).json());

describe('a plan over HTTP', () => {
  test('is created, fetched, applied with 202, and followed to its end', async () => {
    const plan = await createPlan(connect());
    expect(plan.plan.counts).toEqual({ create: 2, update: 0, sync: 0, delete: 0 });
    expect(await (await fetch(`${served.url}/api/plan?id=${plan.id}`)).json()).toEqual(JSON.parse(JSON.stringify(plan)));
    const started = await post('/api/applies', { plan: plan.id, hash: plan.hash, key: 'a new intention' });
    expect(started.status).toBe(202);
    const { id } = (await started.json()) as ApplyDocument;
    await expect.poll(async () => ((await (await fetch(`${served.url}/api/apply?id=${id}`)).json()) as ApplyDocument).state).toBe('done');
    const { applies } = (await (await fetch(`${served.url}/api/applies`)).json()) as { applies: { id: string }[] };
    expect(applies.map((apply) => apply.id)).toEqual([id]);
  });

  test('whose start is canceled is not applied with that key; canceled too late, the apply is returned', async () => {
    const plan = await createPlan(connect());
    const start = (key: string) => post('/api/applies', { plan: plan.id, hash: plan.hash, key });
    const cancel = async (key: string) => (await post('/api/applies/cancel', { plan: plan.id, key })).json();
    expect(await cancel('first key')).toEqual({ apply: null });
    const rejected = await start('first key');
    expect([rejected.status, (await problem(rejected)).code]).toEqual([409, 'start-canceled']);
    expect(harness.writes()).toEqual([]);
    const { id } = (await (await start('second key')).json()) as ApplyDocument;
    expect(await cancel('second key')).toMatchObject({ apply: { id } });
    await harness.waitForEnd(id);
  });

  test('accepts ids in any letter case', async () => {
    const plan = await createPlan({ kind: 'connect', a: harness.key('hub').toUpperCase(), b: `${harness.key('a')}/` });
    expect(plan.plan.steps).toHaveLength(2);
  });

  test('has a blocker for a change that Azure will reject, with the prefixes and Azure’s code', async () => {
    const [overlap] = (await createPlan(connect('a', 'overlap'))).plan.blockers;
    expect(overlap).toMatchObject({ code: 'spaces-overlap', prefixes: ['10.1.0.0/16', '10.1.0.0/24'], arm: 'VnetAddressSpacesOverlap' });
    expect((await createPlan(connect('a', 'a'))).plan.blockers.map(({ code }) => code)).toContain('self-peering');
  });

  test.each([
    ['no intents', { intents: [] }],
    ['an unknown intent', { intents: [{ kind: 'destroy', a: 'x', b: 'y' }] }],
    ['an unknown property', { intents: [{ kind: 'connect', a: 'x', b: 'y', force: true }] }],
    ['an invalid flag', { intents: [{ kind: 'set-options', from: 'x', to: 'y', flags: { allowAccess: 'yes' } }] }],
    ['an invalid id', { intents: [{ kind: 'connect', a: '../../etc', b: 'y' }] }],
    [
      'an id of another type',
      { intents: [{ kind: 'delete', from: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/x', to: 'y' }] },
    ],
    ['a polluted prototype', '{"intents":[{"kind":"connect","a":"x","b":"y","__proto__":{"polluted":1}}]}', 400],
  ])('for %s is rejected with a message, and nothing is sent', async (_, body, status = 422) => {
    const response = await post('/api/plans', body);
    expect(response.status).toBe(status);
    expect((await problem(response)).title).not.toBe('');
    expect(harness.writes()).toEqual([]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('for a missing VNet reports the error', async () => {
    const response = await post('/api/plans', {
      intents: [{ kind: 'connect', a: harness.key('hub'), b: harness.key('hub').replace('hub', 'nobody') }],
    });
    expect([response.status, (await problem(response)).code]).toEqual([409, 'no-such-vnet']);
  });

  test.each([
    ['from another page', { origin: 'https://evil.test', 'x-peerscape': '1', 'content-type': 'application/json' }],
    ['without our header', { 'content-type': 'application/json' }],
    ['as a form', { 'x-peerscape': '1', 'content-type': 'text/plain' }],
  ])('requested %s is rejected, and nothing is stored', async (_, headers) => {
    const response = await post('/api/plans', { intents: [connect()] }, headers);
    expect([403, 415]).toContain(response.status);
    expect((await harness.changes.getAudit(0, undefined)).entries).toEqual([]);
  });
});

describe('permissions', () => {
  const id = (name: string) => `${harness.key('hub').slice(0, -'hub'.length)}${name}`;

  test('of VNets of the snapshot are read from Azure, in any letter case', async () => {
    const before = harness.requests();
    const response = await post('/api/rights', { vnets: [harness.key('hub'), harness.key('a').toUpperCase()] });
    expect(await response.json()).toMatchObject({ rights: [{ vnet: harness.key('hub'), write: 'yes' }, { vnet: harness.key('a') }] });
    expect(harness.requests() - before).toBe(2);
  });

  test.each([
    ['a VNet that does not exist', () => [id('nobody')]],
    ['a known and an unknown VNet', () => [id('hub'), id('nobody')]],
    ['a VNet of another subscription', () => ['/subscriptions/s9/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub']],
    ['a subscription', () => ['/subscriptions/s1']],
    ['a half', () => [`${id('hub')}/virtualNetworkPeerings/x`]],
    ['a path out of ARM', () => ['/../../metadata/identity/oauth2/token']],
    ['an encoded path', () => [`${id('hub')}%2f..%2fnobody`]],
    ['a VNet with a query', () => [`${id('hub')}?x=1`]],
    ['a URL', () => [`https://evil.example${id('hub')}`]],
    ['__proto__', () => ['__proto__']],
    ['2 kB of text', () => ['x'.repeat(2048)]],
  ])('of %s are rejected with 400, and Azure is not asked', async (_, vnets) => {
    const before = harness.requests();
    const response = await post('/api/rights', { vnets: vnets() });
    expect([response.status, (await problem(response)).code]).toEqual([400, 'unknown-vnet']);
    expect(harness.requests()).toBe(before);
  });
});

describe('read-only mode', () => {
  test('plans can be created but not applied, and the status reports the mode', async () => {
    const plan = await createPlan(connect());
    expect(Status.parse(await (await post('/api/mode', { mode: 'read-only' })).json()).changes.mode).toBe('read-only');
    const response = await post('/api/applies', { plan: plan.id, hash: plan.hash, key: 'a new intention' });
    expect([response.status, (await problem(response)).code]).toEqual([403, 'read-only']);
    expect(harness.writes()).toEqual([]);
    await post('/api/mode', { mode: 'allowed' });
    expect((await post('/api/applies', { plan: plan.id, hash: plan.hash, key: 'a new intention' })).status).toBe(202);
  });
});

describe('a map from files', () => {
  test('is read-only: planning fails, and the list of applies is empty', async () => {
    const files = await startTestServer();
    const url = files.url;
    const response = await fetch(`${url}/api/plans`, {
      method: 'POST',
      headers: { ...OWN(), origin: url },
      body: JSON.stringify({ intents: [connect()] }),
    });
    expect([response.status, (await problem(response)).code]).toEqual([409, 'not-live']);
    expect(await (await fetch(`${url}/api/applies`)).json()).toEqual({ applies: [] });
    expect(Status.parse(await (await fetch(`${url}/api/status`)).json()).changes.mode).toBe('none');
    await files.close();
  });
});
