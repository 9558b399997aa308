import { type ChildProcess, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import type { ApplyDocument, PlanDocument, Problem, Status } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import { readWorld } from '@peerscape/shared/world';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callApi, readHistory, startChild, waitForExit } from './child-server.ts';
import { findViolations } from './history.ts';

/** A data store that cannot be written during an apply, with a real server process: reported, read-only, continued by itself, nothing lost. */
const names = ['v0', 'v1', 'v2', 'v3', 'v4', 'v5'];
const WORLD = names.map((name, i) => `vnet ${name} 10.${i}.0.0/16\n`).join('');
const STEPS = names.length * (names.length - 1);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let folder: string;
let sandbox: Sandbox;
let url: string;
let child: ChildProcess;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'store-outages-'));
  const world = readWorld(WORLD);
  if (!world.ok) throw new Error(world.problem);
  sandbox = await startSandbox({ world: world.value, dataDir: path.join(folder, 'sandbox') });
  sandbox.context.store.operationTiming = { by: 'clock', peeringMs: 400, vnetMs: 0 };
  const store = { kind: 'folder', folder: path.join(folder, 'store') } as const;
  ({ url } = await startChild(sandbox, { store }, (started) => {
    child = started;
  }));
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
});
afterEach(async () => {
  child.kill('SIGKILL');
  await waitForExit(child);
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const keyOf = (name: string) =>
  resourceKey([...sandbox.context.store.vnets.values()].find(({ id }) => id.endsWith(`/${name}`))?.id ?? name);
const mesh = (): Intent[] =>
  names.flatMap((a, i) => names.slice(i + 1).map((b) => ({ kind: 'connect', a: keyOf(a), b: keyOf(b) }) as Intent));

const writesSent = () => sandbox.context.transcript.lines.filter(({ method }) => method === 'PUT').length;

/** Starts to apply a plan, and resolves with its id when several writes have been sent. */
async function startApply(): Promise<string> {
  const plan = await callApi<PlanDocument>(url, 'POST', '/api/plans', { intents: mesh() });
  const { id } = await callApi<ApplyDocument>(url, 'POST', '/api/applies', { plan: plan.id, hash: plan.hash, key: 'the intention' });
  await expect.poll(writesSent).toBeGreaterThan(3);
  return id;
}

/** Measures the time until the readiness has this status, in milliseconds. */
async function measureUntil(status: number): Promise<number> {
  const start = performance.now();
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { interval: 20 }).toBe(status);
  return Math.round(performance.now() - start);
}

/** Everything that stores something, with a body that is accepted otherwise. */
const storing = (): readonly (readonly [path: string, body: object])[] => [
  ['plans', { intents: mesh() }],
  ['kept', { name: 'draft', version: 0, value: { intents: mesh() } }],
  ['kept', { name: 'mutes', version: 0, value: [] }],
  ['positions', { patches: [{ layout: 'none', key: keyOf('v0'), at: [1, 2] }] }],
  ['mode', { mode: 'allowed' }],
  ['mode', { mode: 'read-only' }],
];

async function post(at: string, body: object): Promise<Problem> {
  const headers = { origin: url, 'x-peerscape': '1', 'content-type': 'application/json' };
  const reply = await fetch(`${url}/api/${at}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await reply.json()) as Problem;
}

interface Outage {
  begin(): void;
  end(): void;
  readonly title: RegExp;
}

/** Checks a whole outage during an apply; prints how long it took to notice its beginning and end. */
async function expectSurvivedOutage({ begin, end, title }: Outage): Promise<void> {
  const id = await startApply();
  begin();
  const noticedMs = await measureUntil(503);
  const unready = (await (await fetch(`${url}/readyz`)).json()) as Problem;
  expect(unready).toMatchObject({ code: 'store-unavailable', title: expect.stringMatching(title) });
  const { store } = await callApi<Status>(url, 'GET', '/api/status');
  expect(store?.problem).toMatchObject({ code: 'store-unavailable', title: unready.title, detail: expect.stringContaining(folder) });

  // what was sent before is followed to its end; nothing new is sent
  await expect.poll(() => sandbox.context.transcript.lines.filter(({ method, status }) => method === 'PUT' && !status)).toEqual([]);
  const sent = writesSent();
  for (const [at, body] of storing()) expect(await post(at, body), at).toMatchObject({ status: 503, code: 'store-unavailable' });
  expect((await callApi<Status>(url, 'GET', '/api/status')).changes.mode).toBe('allowed');
  expect((await fetch(`${url}/api/snapshot`)).status).toBe(200);
  const paused = await callApi<ApplyDocument>(url, 'GET', `/api/apply?id=${id}`);
  // so it has steps that have not ended
  expect(paused).toMatchObject({ state: 'paused', trouble: expect.stringMatching(title) });
  await pause(2000);
  expect(writesSent()).toBe(sent);

  end();
  const overMs = await measureUntil(200);
  console.log(`The outage was noticed after ${noticedMs} ms, and its end after ${overMs} ms`);
  const history = await readHistory(sandbox, url, [id]);
  expect(findViolations(history)).toEqual([]);
  expect(history.applies.map(({ state, done }) => [state, done])).toEqual([['done', STEPS]]);
  expect(history.audit.filter(({ deed }) => deed === 'outcome')).toHaveLength(STEPS);
  // the refused changes of mode are not in the audit log, and later ones are
  await callApi(url, 'POST', '/api/mode', { mode: 'read-only' });
  const { audit } = await readHistory(sandbox, url, [id]);
  expect(audit.filter(({ deed }) => deed === 'mode').map(({ text }) => text)).toEqual(['Switched to read-only']);
}

/** The size that files of the child may have, in bytes, as a full disk or a quota would limit it. */
const limitFileSize = (bytes: number | 'unlimited') => execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:`]);

describe('an apply during an outage of the data store', () => {
  // only Linux can limit the files of a running process from outside
  test.runIf(process.platform === 'linux')('continues after files could not grow', () =>
    expectSurvivedOutage({
      begin: () => limitFileSize(0),
      end: () => limitFileSize('unlimited'),
      title: /^The data store cannot be written: the disk reports an error/,
    }),
  );

  test.skipIf(process.platform === 'win32')('continues after the folder was moved away', () => {
    const location = path.join(folder, 'store', readdirSync(path.join(folder, 'store'))[0] ?? '');
    return expectSurvivedOutage({
      begin: () => renameSync(location, `${location}-elsewhere`),
      end: () => renameSync(`${location}-elsewhere`, location),
      title: /^The data store cannot be written: its file was moved/,
    });
  });
});

test.runIf(process.platform === 'linux')(
  'a server that stops during an outage exits in order, and the next one finishes its work',
  async () => {
    const id = await startApply();
    limitFileSize(0);
    await measureUntil(503);
    child.kill('SIGTERM');
    await waitForExit(child);
    expect([child.exitCode, child.signalCode]).toEqual([0, null]);
    const store = { kind: 'folder', folder: path.join(folder, 'store') } as const;
    ({ url } = await startChild(sandbox, { store }, (started) => {
      child = started;
    }));
    const history = await readHistory(sandbox, url, [id]);
    expect(findViolations(history)).toEqual([]);
    expect(history.applies.map(({ state, done }) => [state, done])).toEqual([['done', STEPS]]);
  },
);
