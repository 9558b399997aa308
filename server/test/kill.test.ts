import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import type { ApplyDocument, PlanDocument } from '@peerscape/shared/api';
import { resourceKey, vnetId } from '@peerscape/shared/arm';
import { readWorld } from '@peerscape/shared/world';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Failpoint, Timing } from '../src/work/change/index.ts';
import { callApi, readHistory, startChild, waitForApplies, waitForExit } from './child-server.ts';
import { findViolations, type History } from './history.ts';

/** Kills a real server process at each failpoint of the change engine. The sandbox outlives it and records the transcript. */
const WORLD = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\n';

let folder: string;
let sandbox: Sandbox;
let child: ChildProcess | undefined;
let url: string;
const acknowledged: string[] = [];
let planned: PlanDocument | undefined;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'kill-'));
  const world = readWorld(WORLD);
  if (!world.ok) throw new Error(world.problem);
  sandbox = await startSandbox({ world: world.value, dataDir: folder });
  sandbox.context.store.operationTiming = { by: 'clock', peeringMs: 120, vnetMs: 0 };
  acknowledged.length = 0;
  planned = undefined;
});
afterEach(async () => {
  await end('SIGKILL');
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(killAt?: Failpoint, nth = 1, timing: Partial<Timing> = {}): Promise<void> {
  const store = { kind: 'folder', folder: path.join(folder, 'data') } as const;
  const options = killAt === undefined ? { store } : { store, killAt, nth, timing };
  const server = await startChild(sandbox, options, (process) => {
    child = process;
  });
  url = server.url;
}

async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (!child) return;
  const exited = waitForExit(child);
  child.kill(signal);
  await exited;
  child = undefined;
}

const key = (name: string) => {
  const vnet = [...sandbox.context.store.vnets.values()].find(({ id }) => id.endsWith(`/${name}`));
  return resourceKey(vnet?.id ?? vnetId('', '', name));
};
const INTENTS = () => ['a', 'b'].map((spoke) => ({ kind: 'connect', a: key('hub'), b: key(spoke) }));

/** Creates a plan, unless there is one, and starts its apply; records what the server acknowledged before it was killed. */
async function planAndApply(): Promise<void> {
  try {
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    planned ??= await callApi<PlanDocument>(url, 'POST', '/api/plans', { intents: INTENTS() });
    const begin = { plan: planned.id, hash: planned.hash, key: 'the intention' };
    const apply = await callApi<ApplyDocument>(url, 'POST', '/api/applies', begin);
    acknowledged.push(apply.id);
  } catch (error) {
    if (child?.exitCode === null && child.signalCode === null) await Promise.race([waitForExit(child), rejectLater(error)]);
  }
}

const rejectLater = (error: unknown) => new Promise<never>((_, reject) => setTimeout(() => reject(error), 120_000));

const history = (): Promise<History> => readHistory(sandbox, url, acknowledged);

/** After the kill: starts another server and repeats the request if it was not acknowledged. Returns the history. */
async function recover(): Promise<History> {
  await start();
  if (acknowledged.length === 0) await planAndApply();
  return history();
}

const POINTS: readonly (readonly [string, Failpoint, number])[] = [
  ['K0 plan created, not saved', 'plan-made', 1],
  ['K1 plan saved', 'plan-saved', 1],
  ['K2 apply saved, not acknowledged', 'apply-saved', 1],
  ['K3 VNets leased', 'lease-taken', 1],
  ['K4 attempt recorded, nothing sent', 'intent-written', 1],
  ['K5 write sent, no response', 'sent', 1],
  ['K6 response received, not saved', 'answered', 1],
  ['K7 polling the operation', 'polling', 1],
  ['K8 operation ended, half not read back', 'operation-ended', 1],
  ['K9 half read back, not recorded', 'verified', 1],
  ['K10 outcome recorded', 'recorded', 4],
  ['K11 one half done, the other not started', 'recorded', 1],
];

/** Number of runs per failpoint. */
const REPEATS = process.env.PEERSCAPE_TEST_LONG ? 25 : 1;

describe('kill -9', () => {
  test.each(POINTS)('%s', { repeats: REPEATS - 1 }, async (_, point, nth) => {
    await start(point, nth);
    await Promise.all([planAndApply(), child && waitForExit(child)]);
    const result = await recover();
    expect(findViolations(result)).toEqual([]);
    const done = result.applies.find(({ state }) => state === 'done');
    expect(done?.done ?? result.applies.map(({ state, steps }) => [state, steps])).toBe(4);
    expect(result.halves.size).toBe(4);
  });

  test('K12 during an undo', async () => {
    await start();
    await planAndApply();
    const [apply] = await waitForApplies(url);
    await end('SIGTERM');
    await start('sent', 1);
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    const undo = await callApi<PlanDocument>(url, 'POST', '/api/undo', { apply: apply?.id });
    const started = await callApi<ApplyDocument>(url, 'POST', '/api/applies', { plan: undo.id, hash: undo.hash, key: 'the undo' });
    acknowledged.push(started.id);
    if (child) await waitForExit(child);
    await start();
    const result = await history();
    expect(findViolations(result)).toEqual([]);
    expect(result.applies.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['undo done', 'change done']);
    expect(result.halves.size).toBe(0);
  });

  test('K13 during the recovery from an earlier kill', async () => {
    await start('sent', 1);
    await Promise.all([planAndApply(), child && waitForExit(child)]);
    await start('recovering', 1).catch(() => undefined);
    if (child) await waitForExit(child);
    const result = await recover();
    expect(findViolations(result)).toEqual([]);
    expect(result.applies.map(({ state }) => state)).toEqual(['done']);
  });

  test('K15 during a graceful shutdown', async () => {
    sandbox.context.store.operationTiming = { by: 'clock', peeringMs: 800, vnetMs: 0 };
    await start('stopping', 1);
    await planAndApply();
    const exited = child && waitForExit(child);
    child?.kill('SIGTERM');
    await exited;
    const result = await recover();
    expect(findViolations(result)).toEqual([]);
    expect(result.applies.map(({ state }) => state)).toEqual(['done']);
  });

  test('a step that crashes five servers in a row is quarantined, the others complete, and a user can retry it', async () => {
    await start('operation-ended', 1);
    await Promise.all([planAndApply(), child && waitForExit(child)]);
    for (let crash = 0; crash < 4; crash++) {
      await start('operation-ended', 1, { probationMs: 300 });
      if (child) await waitForExit(child);
    }
    const before = await recover();
    expect(findViolations(before)).toEqual([]);
    expect(before.applies.map(({ state }) => state)).toEqual(['attention']);
    expect(before.applies[0]?.steps.filter(({ state }) => state === 'quarantined')).toHaveLength(1);
    await callApi(url, 'POST', '/api/apply/retry', { id: before.applies[0]?.id });
    const result = await history();
    expect(findViolations(result)).toEqual([]);
    expect(result.applies.map(({ state }) => state)).toEqual(['done']);
  });

  test.each([
    ['lease-taken', 10],
    ['intent-written', 4],
  ] as const)('a step that never sent is not quarantined after kills in a row at the point %s, %i of them', async (point, kills) => {
    await start(point, 1);
    await Promise.all([planAndApply(), child && waitForExit(child)]);
    for (let kill = 1; kill < kills; kill++) {
      await start(point, 1);
      if (child) await waitForExit(child);
    }
    const result = await recover();
    expect(findViolations(result)).toEqual([]);
    expect(result.applies.map(({ state }) => state)).toEqual(['done']);
  });

  test('an apply continues after a graceful shutdown, and nothing is sent twice', async () => {
    sandbox.context.store.operationTiming = { by: 'clock', peeringMs: 400, vnetMs: 0 };
    await start();
    await planAndApply();
    await end('SIGTERM');
    await start();
    const result = await history();
    expect(findViolations(result)).toEqual([]);
    expect(result.applies.map(({ state }) => state)).toEqual(['done']);
  });
});
