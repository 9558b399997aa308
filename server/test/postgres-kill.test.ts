import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import type { ApplyDocument, PlanDocument, Status } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import { readWorld } from '@peerscape/shared/world';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { SANDBOX_TIMING, type Timing } from '../src/work/change/index.ts';
import { type ChildServer, callApi, readHistory, startChild, waitForApplies, waitForExit } from './child-server.ts';
import { findViolations } from './history.ts';
import { type Postgres, startPostgres } from './postgres.ts';

/** Servers that share a database: the one that runs an apply is killed. */
const SPOKES = ['a', 'b', 'c', 'd'];
const WORLD = ['hub', ...SPOKES].map((name, i) => `vnet ${name} 10.${i}.0.0/16\n`).join('');
const isLong = process.env.PEERSCAPE_TEST_LONG !== undefined;

let postgres: Postgres;
let folder: string;
let sandbox: Sandbox;
let databaseUrl: string;
let database: pg.Client;
const children: ChildProcess[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'postgres-kill-'));
  const world = readWorld(WORLD);
  if (!world.ok) throw new Error(world.problem);
  sandbox = await startSandbox({ world: world.value, dataDir: folder });
  sandbox.context.store.operationTiming = { by: 'clock', peeringMs: 400, vnetMs: 0 };
  databaseUrl = await postgres.database();
  database = new pg.Client(databaseUrl);
  await database.connect();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    await waitForExit(child);
  }
  await database.end();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(timing: Partial<Timing>): Promise<ChildServer> {
  const server = await startChild(sandbox, { store: { kind: 'postgresql', url: databaseUrl }, timing }, (child) => children.push(child));
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200);
  return server;
}

async function startReadOnly(timing: Partial<Timing>): Promise<ChildServer> {
  const server = await start(timing);
  await callApi(server.url, 'POST', '/api/mode', { mode: 'read-only' });
  return server;
}

const key = (name: string) => resourceKey([...sandbox.context.store.vnets.values()].find(({ id }) => id.endsWith(`/${name}`))?.id ?? name);

/** Begins an apply and waits until its first writes were sent. */
async function begin({ url }: ChildServer): Promise<string> {
  const intents = SPOKES.map((spoke) => ({ kind: 'connect', a: key('hub'), b: key(spoke) }));
  const plan = await callApi<PlanDocument>(url, 'POST', '/api/plans', { intents });
  const { id } = await callApi<ApplyDocument>(url, 'POST', '/api/applies', { plan: plan.id, hash: plan.hash, key: 'the intention' });
  await expect.poll(countWrites).toBeGreaterThan(1);
  return id;
}

const countWrites = () => sandbox.context.transcript.lines.filter(({ method }) => method === 'PUT').length;
const runningAt = async ({ url }: ChildServer) => (await callApi<Status>(url, 'GET', '/api/status')).changes?.running;

async function kill({ process: child }: ChildServer): Promise<void> {
  child.kill('SIGKILL');
  await waitForExit(child);
}

/** Returns the server that runs the apply and its claim. */
async function readClaim(): Promise<{ readonly holder: string; readonly isExpired: boolean }> {
  const { rows } = await database.query(
    'select holder, held_until < extract(epoch from clock_timestamp()) * 1000 as "isExpired" from applies',
  );
  return rows[0];
}

async function expectDone(server: ChildServer, id: string): Promise<void> {
  await waitForApplies(server.url);
  const history = await readHistory(sandbox, server.url, [id]);
  expect(findViolations(history)).toEqual([]);
  expect(history.applies.map(({ state, done }) => [state, done])).toEqual([['done', 2 * SPOKES.length]]);
}

test('a read-only server does not take over from a killed one; a third server that may write does', async () => {
  const timing = { claimMs: 1500, heartbeatMs: 300 };
  const [writer, reader] = [await start(timing), await startReadOnly(timing)];
  const id = await begin(writer);
  await kill(writer);
  const { holder } = await readClaim();
  await expect.poll(async () => (await readClaim()).isExpired).toBe(true);
  const writes = countWrites();
  // several of its heartbeats
  for (let beat = 0; beat < 10; beat++) {
    await new Promise((resolve) => setTimeout(resolve, timing.heartbeatMs));
    expect([(await readClaim()).holder, await runningAt(reader)]).toEqual([holder, []]);
  }
  expect(countWrites()).toBe(writes);
  const third = await start(timing);
  await expectDone(third, id);
  expect([holder, await runningAt(reader)]).not.toContain((await readClaim()).holder);
  expect(await runningAt(reader)).toEqual([]);
});

test('the third of three servers, one of them read-only, takes over within 15 s from one that is killed', async () => {
  const { claimMs, heartbeatMs } = SANDBOX_TIMING;
  const timing = { claimMs, heartbeatMs };
  const [one, reader, other] = [await start(timing), await startReadOnly(timing), await start(timing)];
  const id = await begin(one);
  // either may have claimed the apply
  const isOne = ((await runningAt(one)) ?? []).includes(id);
  const [writer, third] = isOne ? [one, other] : [other, one];
  const { holder } = await readClaim();
  await kill(writer);
  const killedAt = performance.now();
  await expect.poll(async () => (await readClaim()).holder).not.toBe(holder);
  const seconds = (performance.now() - killedAt) / 1000;
  expect([await runningAt(third), await runningAt(reader)]).toEqual([[id], []]);
  if (isLong) {
    process.stdout.write(`Taken over ${seconds.toFixed(1)} s after the kill\n`);
    expect(seconds).toBeLessThanOrEqual(15);
  }
  await expectDone(third, id);
});
