import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '@peerscape/sandbox';
import type { Problem, Status } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { CLOUDS } from '../src/clouds.ts';
import type { Config } from '../src/config.ts';
import { createFileSwitch } from '../src/open-files.ts';
import { startServer } from '../src/start.ts';
import { createSnapshotView } from '../src/work/snapshot-view.ts';

const folder = mkdtempSync(join(tmpdir(), 'opened-files-'));
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function snapshotText(fixture: string): string {
  const world = readWorld(fixture);
  if (!world.ok) throw new Error(world.problem);
  const source = { kind: 'azure', name: 'Azure' };
  return JSON.stringify({ format: 1, revision: 9, readAt: '2026-01-01T00:00:00.000Z', source, unread: [], rows: visibleRows(world.value) });
}

const FIRST = 'subscription one\nin sub=one\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub <-> a';
const SECOND = 'subscription two\nin sub=two\nvnet other 10.9.0.0/16\nvnet b 10.8.0.0/16\nother <-> b';

async function serve(source: Config['source']) {
  const settings = {
    port: 0,
    listen: '127.0.0.1',
    allowChanges: source.kind === 'sandbox',
    refreshSeconds: 3600,
    logLevel: 'silent',
  } as const;
  const server = await startServer({ ...settings, store: { kind: 'folder', folder: mkdtempSync(join(folder, 'data-')) }, source });
  closing.push(() => server.close());
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200);
  const headers = { origin: server.url, 'x-peerscape': '1' };
  const get = async <T>(path: string): Promise<T> => (await fetch(`${server.url}/api/${path}`)).json() as Promise<T>;
  const post = async <T>(path: string, body?: FormData | string, more: Record<string, string> = {}) => {
    const reply = await fetch(`${server.url}/api/${path}`, { method: 'POST', headers: { ...headers, ...more }, ...(body && { body }) });
    return { status: reply.status, body: (await reply.json()) as T };
  };
  return { get, post };
}

const formOf = (files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): FormData => {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) {
    form.append('file', new File([content], name));
    form.append('changedAt', '1767225600000');
  }
  return form;
};

const namesIn = ({ rows }: Snapshot) => rows.vnets.map(({ id }) => id.split('/').at(-1)).sort();

describe('on a server that shows a file', () => {
  const serveFile = () => {
    const file = join(folder, 'first.json');
    writeFileSync(file, snapshotText(FIRST));
    return serve({ kind: 'file', files: [file] });
  };

  test('files from the page replace it, merged, until the source is shown again; revisions never decrease', async () => {
    const { get, post } = await serveFile();
    const before = await get<Snapshot>('snapshot');
    const opened = await post<Status>('files/open', formOf({ 'second.json': snapshotText(SECOND), 'first.json': snapshotText(FIRST) }));
    expect(opened).toMatchObject({
      status: 200,
      body: { source: { kind: 'file', name: 'second.json and first.json' }, replaced: { kind: 'file', name: 'first.json' } },
    });
    const during = await get<Snapshot>('snapshot');
    expect(namesIn(during)).toEqual(['a', 'b', 'hub', 'other']);
    expect(during.readAt).toBe('2026-01-01T00:00:00.000Z');
    const { body: closed } = await post<Status>('files/close');
    expect([closed.source.name, closed.replaced]).toEqual(['first.json', undefined]);
    const after = await get<Snapshot>('snapshot');
    expect(namesIn(after)).toEqual(['a', 'hub']);
    expect(before.revision).toBeLessThan(during.revision);
    expect(during.revision).toBeLessThan(after.revision);
    expect(closed.snapshot?.revision).toBe(after.revision);
  });

  test('documents belong to the subscriptions in the files', async () => {
    const { get, post } = await serveFile();
    const save = (value: object) =>
      post('kept', JSON.stringify({ name: 'tour', version: 0, value }), { 'content-type': 'application/json' });
    const saved = async () => (await get<{ value: unknown }>('kept?name=tour')).value;
    await save({ at: 'first' });
    await post('files/open', formOf({ 'second.json': snapshotText(SECOND) }));
    expect(await saved()).toBeNull();
    await save({ at: 'second' });
    expect((await post('files/open', formOf({ 'again.json': snapshotText(SECOND) }))).status).toBe(200);
    expect(await saved()).toEqual({ at: 'second' });
    await post('files/open', formOf({ 'newer.json': snapshotText(FIRST) }));
    expect(await saved()).toEqual({ at: 'first' });
  });

  test.each([
    ['a text', { 'notes.json': 'hello' }, 'notes.json cannot be opened', /Invalid JSON at line 1/],
    ['a binary file', { 'map.zip': new Uint8Array([0x50, 0x4b, 3, 4]) }, 'map.zip cannot be opened', /ZIP archive/],
    ['one of several', { 'good.json': snapshotText(SECOND), 'bad.json': '{}' }, 'bad.json cannot be opened', /./],
  ])('%s that cannot be read is named, and nothing changes', async (_, files, title, detail) => {
    const { get, post } = await serveFile();
    const before = await get<Snapshot>('snapshot');
    for (const path of ['files/open', 'files/read']) {
      const { body } = await post<Problem>(path, formOf(files));
      expect(body).toMatchObject({ status: 422, code: 'bad-file', title, detail: expect.stringMatching(detail) });
    }
    expect(await get<Snapshot>('snapshot')).toEqual(before);
  });

  test('files can be read for a comparison without showing them; their age is that of the file if they do not state it', async () => {
    const { get, post } = await serveFile();
    const id = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/old';
    const list = [{ id, addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, virtualNetworkPeerings: [] }];
    const { body } = await post<Snapshot>('files/read', formOf({ 'az.json': JSON.stringify(list) }));
    expect([namesIn(body), body.readAt, body.source.name]).toEqual([['old'], '2026-01-01T00:00:00.000Z', 'az.json']);
    expect(namesIn(await get<Snapshot>('snapshot'))).toEqual(['a', 'hub']);
  });

  test('requests of other kinds are rejected', async () => {
    const { post } = await serveFile();
    expect(await post('files/open', '{}', { 'content-type': 'application/json' })).toMatchObject({ status: 415 });
    expect(await post('files/open', 'x', { 'content-type': 'multipart/form-data; boundary=y' })).toMatchObject({ status: 400 });
    expect(await post('files/open', new FormData())).toMatchObject({
      status: expect.any(Number),
      body: { code: expect.stringMatching(/^(?:malformed|invalid-request)$/) },
    });
    expect(await post('files/open', formOf({ 'a.json': '[]' }), { 'x-peerscape': '' })).toMatchObject({ status: 403 });
  });
});

test('on the sandbox, nothing can be changed while files are shown, and everything after the return to the source', async () => {
  const world = readWorld(FIRST);
  if (!world.ok) throw new Error(world.problem);
  const sandbox = await startSandbox({ world: world.value, dataDir: folder });
  closing.push(() => sandbox.close());
  const { endpoint, caFile, token } = sandbox;
  const cloud = CLOUDS.public;
  const { get, post } = await serve({ kind: 'sandbox', name: 'test', endpoint, cloud, authority: cloud.authority, caFile, token });
  await expect.poll(async () => (await get<Status>('status')).changes.mode).toBe('allowed');
  const { body } = await post<Status>('files/open', formOf({ 'second.json': snapshotText(SECOND) }));
  expect(body).toMatchObject({ changes: { mode: 'none' }, source: { kind: 'file' }, replaced: { kind: 'sandbox', name: 'test' } });
  const [vnet] = (await get<Snapshot>('snapshot')).rows.vnets;
  expect(await get<Problem>(`vnet?id=${vnet?.id}`)).toMatchObject({ status: 409, code: 'not-live' });
  const { body: closed } = await post<Status>('files/close');
  expect(closed).toMatchObject({ changes: { mode: 'allowed' }, source: { kind: 'sandbox', name: 'test' } });
});

test('on Azure files are refused with the reason, and nothing changes', async () => {
  const service = {
    current: () => ({ snapshot: undefined, readAt: undefined, reading: null, problem: null }),
    subscribe: () => () => undefined,
    refresh: () => undefined,
    cancelRead: () => undefined,
  };
  const estate = {
    services: () => ({
      changeService: undefined,
      documents: { get: fail, save: fail, getDraft: fail, patchPositions: fail },
      tenant: undefined,
      storeStatus: () => ({ kind: 'file' as const, bytes: null, retentionDays: null, problem: null }),
    }),
    onChanges: () => () => undefined,
    start: fail,
    stop: fail,
  };
  const view = createSnapshotView(service);
  const files = createFileSwitch({
    view,
    estate,
    source: { kind: 'azure', name: 'Azure public' },
    clock: systemClock,
    sourceKey: () => undefined,
    createEstate: () => estate,
  });
  const upload = { name: 'second.json', bytes: new TextEncoder().encode(snapshotText(SECOND)), changedAt: undefined };
  expect(files.refusal).toContain('This server shows Azure');
  await expect(files.open([upload])).rejects.toMatchObject({ problem: { code: 'files-refused', detail: files.refusal } });
  expect([files.replaced(), view.current().snapshot]).toEqual([undefined, undefined]);
  expect(namesIn(files.read([upload]))).toEqual(['b', 'other']);
});

const fail = (): Promise<never> => Promise.reject(new Error('not expected'));
