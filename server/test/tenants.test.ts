import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import type { ApplyDocument, AuditEntry, PlanDocument, Status, StoredDocument } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import { readWorld } from '@peerscape/shared/world';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CLOUDS } from '../src/clouds.ts';
import type { Config } from '../src/config.ts';
import { type RunningServer, startServer } from '../src/start.ts';
import { acquireOwnerLock } from '../src/store/owner-lock.ts';
import { callApi } from './child-server.ts';
import { FAST_TIMINGS } from './fast-timings.ts';
import { LEGACY_DATA, LEGACY_SUBSCRIPTION, writeLegacyDataFolder } from './legacy-data-folder.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { pageHeaders, signIn } from './test-server.ts';

/** Data belongs to a tenant and is neither visible nor used under another one. */
const ONE = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';

let folder: string;
const sandboxes: Sandbox[] = [];
const servers: RunningServer[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tenants-'));
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await Promise.all(sandboxes.splice(0).map((sandbox) => sandbox.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a sandbox with the same subscription, VNets and ids for any tenant. */
async function startSandboxFor(tenant: string): Promise<Sandbox> {
  const world = readWorld(
    `subscription main id=${LEGACY_SUBSCRIPTION} tenant=${tenant}\nin sub=main\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\n`,
  );
  if (!world.ok) throw new Error(world.problem);
  const sandbox = await startSandbox({ world: world.value, dataDir: folder });
  sandboxes.push(sandbox);
  return sandbox;
}

const data = (): Config['store'] => ({ kind: 'folder', folder: path.join(folder, 'data') });

async function serve(sandbox: Sandbox, more: Partial<Config> = {}, source: Partial<Config['source']> = {}): Promise<RunningServer> {
  const { endpoint, caFile, token } = sandbox;
  const cloud = CLOUDS.public;
  const arm = { kind: 'sandbox', name: 'test', endpoint, cloud, authority: cloud.authority, caFile, token } as const;
  const settings = { port: 0, listen: '127.0.0.1', store: data(), allowChanges: true, refreshSeconds: 3600, logLevel: 'silent' } as const;
  const config = { ...settings, ...more, source: { ...arm, ...source } as Config['source'] };
  const server = await startServer(config, { timing: FAST_TIMINGS });
  servers.push(server);
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200);
  return server;
}

async function stop(server: RunningServer): Promise<void> {
  servers.splice(servers.indexOf(server), 1);
  await server.close();
}

const key = (sandbox: Sandbox, name: string) =>
  resourceKey([...sandbox.context.store.vnets.values()].find(({ id }) => id.endsWith(`/${name}`))?.id ?? name);
const draftOf = async ({ url }: RunningServer): Promise<unknown> =>
  (await callApi<StoredDocument>(url, 'GET', '/api/kept?name=draft')).value;
const saveDraft = ({ url }: RunningServer, value: unknown) => callApi(url, 'POST', '/api/kept', { name: 'draft', version: 0, value });
const appliesOf = async ({ url }: RunningServer) =>
  (await callApi<{ applies: readonly ApplyDocument[] }>(url, 'GET', '/api/applies')).applies;
const auditOf = ({ url }: RunningServer) => callApi<{ entries: readonly AuditEntry[]; isWhole: boolean }>(url, 'GET', '/api/audit');

async function start({ url }: RunningServer, sandbox: Sandbox): Promise<ApplyDocument> {
  const intents = [{ kind: 'connect', a: key(sandbox, 'hub'), b: key(sandbox, 'a') }];
  const plan = await callApi<PlanDocument>(url, 'POST', '/api/plans', { intents });
  return callApi<ApplyDocument>(url, 'POST', '/api/applies', { plan: plan.id, hash: plan.hash, key: 'the same key' });
}

const writes = ({ context }: Sandbox) => context.transcript.lines.filter(({ method }) => method === 'PUT').length;

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

const STORES: readonly (readonly [string, () => Promise<Config['store']>])[] = [
  ['one data folder', async () => data()],
  ['one PostgreSQL', async () => ({ kind: 'postgresql', url: await postgres.database() })],
];

describe.each(STORES)('two tenants on %s', (_, open) => {
  test('are isolated from each other, and each finds its data again on any port', async () => {
    const [one, other] = [await startSandboxFor(ONE), await startSandboxFor(OTHER)];
    const store = await open();
    const [ofOne, ofOther] = [await serve(one, { store }), await serve(other, { store })];
    await saveDraft(ofOne, ['mine']);
    expect(await draftOf(ofOther)).toBeNull();
    await saveDraft(ofOther, ['theirs']);
    const apply = await start(ofOne, one);
    await expect.poll(async () => (await appliesOf(ofOne)).map(({ state }) => state)).toEqual(['done']);
    expect(await appliesOf(ofOther)).toEqual([]);
    expect((await fetch(`${ofOther.url}/api/apply?id=${apply.id}`)).status).toBe(404);
    expect((await auditOf(ofOther)).entries).toEqual([]);
    await stop(ofOne);
    const restarted = await serve(await startSandboxFor(ONE), { store });
    expect(await draftOf(restarted)).toEqual(['mine']);
    expect((await appliesOf(restarted)).map(({ id }) => id)).toEqual([apply.id]);
    expect(await draftOf(ofOther)).toEqual(['theirs']);
    expect((await auditOf(restarted)).isWhole).toBe(true);
  });

  test('an unfinished apply is resumed only by the tenant that started it', async () => {
    const [one, other] = [await startSandboxFor(ONE), await startSandboxFor(OTHER)];
    const store = await open();
    one.context.store.operationTiming = { by: 'clock', peeringMs: 600, vnetMs: 0 };
    const ofOne = await serve(one, { store });
    await start(ofOne, one);
    await stop(ofOne);
    const before = writes(one);
    const ofOther = await serve(other, { store });
    // an apply of its own shows that it has looked for work
    const own = await start(ofOther, other);
    await expect.poll(async () => (await appliesOf(ofOther)).map(({ id, state }) => [id, state])).toEqual([[own.id, 'done']]);
    expect(writes(other)).toBe(2);
    await stop(ofOther);
    expect(writes(one)).toBe(before);
    const restarted = await serve(one, { store });
    await expect.poll(async () => (await appliesOf(restarted)).map(({ state }) => state)).toEqual(['done']);
  });
});

test('each audit entry records the Azure identity', async () => {
  const server = await serve(await startSandboxFor(ONE));
  await callApi(server.url, 'POST', '/api/mode', { mode: 'read-only' });
  const [entry] = (await auditOf(server)).entries;
  expect(entry).toMatchObject({ deed: 'mode', identity: expect.stringMatching(/^[0-9a-f-]{36} \([0-9a-f-]{36}\)$/) });
});

describe('on Azure', () => {
  const signedIn = async ({ url, newLink }: RunningServer) => {
    const headers = { ...pageHeaders(url), ...(await signIn(url, newLink()?.split('#code=')[1])) };
    return (method: string, at: string, body?: object) =>
      fetch(`${url}${at}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  };

  test('the confirmation phrase for changes is the tenant’s name', async () => {
    const sandbox = await startSandboxFor(ONE);
    const server = await serve(sandbox, { allowChanges: false }, { kind: 'azure', name: 'Azure public' });
    const request = await signedIn(server);
    const status = (await (await request('GET', '/api/status')).json()) as Status;
    expect(status.tenant?.id).toBe(ONE);
    expect(status.changes).toMatchObject({ mode: 'read-only', confirm: status.tenant?.domain ?? ONE });
    for (const confirm of [undefined, 'Azure public', ONE.replace('1', '2')])
      expect((await request('POST', '/api/mode', { mode: 'allowed', confirm })).status).toBe(409);
    expect((await request('POST', '/api/mode', { mode: 'allowed', confirm: status.changes.confirm })).status).toBe(200);
  });

  test('until the tenant is known, saved documents are not available and the reason is reported; the server runs', async () => {
    const sandbox = await startSandboxFor(ONE);
    const { endpoint, caFile } = sandbox;
    const cloud = CLOUDS.public;
    const source = { kind: 'azure', name: 'Azure public', endpoint, cloud, authority: cloud.authority, caFile, token: 'opaque' } as const;
    const server = await startServer({
      port: 0,
      listen: '127.0.0.1',
      source,
      store: data(),
      allowChanges: false,
      logLevel: 'silent',
    });
    servers.push(server);
    const request = await signedIn(server);
    const response = await request('GET', '/api/kept?name=draft');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'no-tenant', title: expect.stringContaining('not available yet') });
    expect((await request('GET', '/api/status')).status).toBe(200);
  });
});

describe('files', () => {
  const file = (name: string, ...subscriptions: readonly string[]): string => {
    const vnets = subscriptions.map((id) => ({
      id: `/subscriptions/${id}/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub`,
      name: 'hub',
      type: 'Microsoft.Network/virtualNetworks',
      location: 'westeurope',
      properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [], virtualNetworkPeerings: [] },
    }));
    const at = path.join(folder, name);
    writeFileSync(at, JSON.stringify(vnets));
    return at;
  };
  const open = async (...files: readonly string[]): Promise<RunningServer> => {
    const source = { kind: 'file', files } as const;
    const server = await startServer({ port: 0, listen: '127.0.0.1', source, store: data(), allowChanges: false, logLevel: 'silent' });
    servers.push(server);
    return server;
  };

  test('with the same subscriptions share their data, regardless of file names; others have their own', async () => {
    const first = await open(file('today.json', ONE, OTHER));
    await saveDraft(first, ['mine']);
    await stop(first);
    const partial = await open(file('part.json', ONE));
    expect(await draftOf(partial)).toBeNull();
    const both = await open(file('one.json', OTHER), file('two.json', ONE));
    expect(await draftOf(both)).toEqual(['mine']);
  });
});

describe('a data folder of an earlier version', () => {
  const source = { kind: 'sandbox', name: 'test' };

  test('is adopted completely by the tenant that opens it first, and by no other', async () => {
    writeLegacyDataFolder(path.join(folder, 'data'), source);
    const [one, other] = [await startSandboxFor(ONE), await startSandboxFor(OTHER)];
    const ofOne = await serve(one);
    const ofOther = await serve(other);
    for (const server of [ofOne, ofOther]) {
      const value = async (name: string) => (await callApi<StoredDocument>(server.url, 'GET', `/api/kept?name=${name}`)).value;
      const isOlder = server === ofOne;
      expect(await value('draft')).toEqual(isOlder ? LEGACY_DATA.draft : null);
      expect(await value('positions')).toEqual(isOlder ? LEGACY_DATA.positions : null);
      expect(await value('mutes')).toEqual(isOlder ? LEGACY_DATA.mutes : null);
      expect((await appliesOf(server)).map(({ id, state }) => [id, state])).toEqual(isOlder ? [[LEGACY_DATA.apply, 'done']] : []);
      expect((await auditOf(server)).entries.map(({ deed }) => deed)).toEqual(isOlder ? ['plan', 'mode', 'apply', 'write', 'outcome'] : []);
      expect((await auditOf(server)).isWhole).toBe(true);
    }
    const apply = await callApi<ApplyDocument>(ofOne.url, 'GET', `/api/apply?id=${LEGACY_DATA.apply}`);
    expect([apply.plan.id, apply.steps.map(({ state }) => state)]).toEqual([LEGACY_DATA.plan, ['succeeded']]);
  });

  test('has a draft that can be planned, and positions of which single ones can be changed', async () => {
    writeLegacyDataFolder(path.join(folder, 'data'), source);
    const sandbox = await startSandboxFor(ONE);
    const { url } = await serve(sandbox);
    const draft = await callApi<StoredDocument>(url, 'GET', '/api/kept?name=draft');
    const plan = await callApi<PlanDocument>(url, 'POST', '/api/plans', { draft: draft.version });
    expect(plan.plan.counts.create).toBe(2);
    const moved = { layout: 'none', key: key(sandbox, 'hub'), at: [0, 1] };
    await callApi(url, 'POST', '/api/positions', { patches: [moved] });
    const { value } = await callApi<StoredDocument>(url, 'GET', '/api/kept?name=positions');
    expect(value).toEqual({ ...LEGACY_DATA.positions, none: { ...LEGACY_DATA.positions.none, [moved.key]: moved.at } });
  });

  test('continues its audit chain, which the second start finds complete', async () => {
    writeLegacyDataFolder(path.join(folder, 'data'), source);
    const sandbox = await startSandboxFor(ONE);
    const first = await serve(sandbox);
    await callApi(first.url, 'POST', '/api/mode', { mode: 'read-only' });
    await stop(first);
    const { entries, isWhole } = await auditOf(await serve(sandbox));
    expect(isWhole).toBe(true);
    expect(entries.map(({ serial, identity }) => [serial, identity === null])).toEqual(
      [1, 2, 3, 4, 5, 6].map((serial) => [serial, serial < 6]),
    );
  });

  test('is not touched while the earlier version is running on it', async () => {
    writeLegacyDataFolder(path.join(folder, 'data'), source);
    const owner = acquireOwnerLock(path.join(folder, 'data', 'sandbox-test', 'peerscape.db.owner'));
    await expect(serve(await startSandboxFor(ONE))).rejects.toThrow(/sandbox-test is in use by another Peerscape/);
    owner?.close();
  });
});
