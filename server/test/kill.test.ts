import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import type { ApplyDocument, PlanDocument } from '@peerscape/shared/api';
import { resourceKey, vnetId } from '@peerscape/shared/arm';
import { readWorld } from '@peerscape/shared/world';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Point } from '../src/work/change/index.ts';
import { call, gone, historyOf, rest, startChild } from './child-server.ts';
import { broken, type History } from './history.ts';

/** A real server process, killed by the kernel at each point of `work/change/points.ts`, on a sandbox that outlives it and keeps the transcript. */
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
  sandbox.parts.store.pace = { by: 'clock', peeringMs: 120, vnetMs: 0 };
  acknowledged.length = 0;
  planned = undefined;
});
afterEach(async () => {
  await end('SIGKILL');
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(killAt?: Point, nth = 1): Promise<void> {
  const store = { kind: 'folder', folder: path.join(folder, 'data') } as const;
  const options = killAt === undefined ? { store } : { store, killAt, nth };
  const started = await startChild(sandbox, options, (process) => {
    child = process;
  });
  url = started.url;
}

async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (!child) return;
  const gone_ = gone(child);
  child.kill(signal);
  await gone_;
  child = undefined;
}

const key = (name: string) => {
  const vnet = [...sandbox.parts.store.vnets.values()].find(({ id }) => id.endsWith(`/${name}`));
  return resourceKey(vnet?.id ?? vnetId('', '', name));
};
const INTENTS = () => ['a', 'b'].map((spoke) => ({ kind: 'connect', a: key('hub'), b: key(spoke) }));

/** Plans, unless there is a plan already, and begins; whatever the server could acknowledge before it died is noted. */
async function planAndApply(): Promise<void> {
  try {
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    planned ??= await call<PlanDocument>(url, 'POST', '/api/plans', { intents: INTENTS() });
    const begin = { plan: planned.id, hash: planned.hash, key: 'the intention' };
    const apply = await call<ApplyDocument>(url, 'POST', '/api/applies', begin);
    acknowledged.push(apply.id);
  } catch (error) {
    if (child?.exitCode === null && child.signalCode === null) await Promise.race([gone(child), tooLong(error)]);
  }
}

const tooLong = (error: unknown) => new Promise<never>((_, reject) => setTimeout(() => reject(error), 5000));

const history = (): Promise<History> => historyOf(sandbox, url, acknowledged);

/** After the death: another server, the same intention again where nobody was told, and everything must be as promised. */
async function afterwards(): Promise<History> {
  await start();
  if (acknowledged.length === 0) await planAndApply();
  return history();
}

const POINTS: readonly (readonly [string, Point, number])[] = [
  ['K0 the plan is made and not saved', 'plan-made', 1],
  ['K1 the plan is saved', 'plan-saved', 1],
  ['K2 the apply is saved and not acknowledged', 'apply-saved', 1],
  ['K3 the VNets are reserved', 'lease-taken', 1],
  ['K4 the intent is written and nothing sent', 'intent-written', 1],
  ['K5 the write is sent and not answered', 'sent', 1],
  ['K6 the answer has come and is not saved', 'answered', 1],
  ['K7 the operation is being polled', 'polling', 1],
  ['K8 the operation has ended and nothing is read back', 'operation-ended', 1],
  ['K9 it is read back and not recorded', 'verified', 1],
  ['K10 it is recorded', 'recorded', 4],
  ['K11 one half is done and the other not begun', 'recorded', 1],
];

describe('kill -9', () => {
  test.each(POINTS)('%s', async (_, point, nth) => {
    await start(point, nth);
    await Promise.all([planAndApply(), child && gone(child)]);
    const then = await afterwards();
    expect(broken(then)).toEqual([]);
    const done = then.applies.find(({ state }) => state === 'done');
    expect(done?.done ?? then.applies.map(({ state, steps }) => [state, steps])).toBe(4);
    expect(then.halves.size).toBe(4);
  });

  test('K12 in the middle of an undo', async () => {
    await start();
    await planAndApply();
    const [apply] = await rest(url);
    await end('SIGTERM');
    await start('sent', 1);
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    const undo = await call<PlanDocument>(url, 'POST', '/api/undo', { apply: apply?.id });
    const begun = await call<ApplyDocument>(url, 'POST', '/api/applies', { plan: undo.id, hash: undo.hash, key: 'the way back' });
    acknowledged.push(begun.id);
    if (child) await gone(child);
    await start();
    const then = await history();
    expect(broken(then)).toEqual([]);
    expect(then.applies.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['undo done', 'change done']);
    expect(then.halves.size).toBe(0);
  });

  test('K13 while recovering from a death before it', async () => {
    await start('sent', 1);
    await Promise.all([planAndApply(), child && gone(child)]);
    await start('recovering', 1).catch(() => undefined);
    if (child) await gone(child);
    const then = await afterwards();
    expect(broken(then)).toEqual([]);
    expect(then.applies.map(({ state }) => state)).toEqual(['done']);
  });

  test('K15 in the middle of an orderly end', async () => {
    sandbox.parts.store.pace = { by: 'clock', peeringMs: 800, vnetMs: 0 };
    await start('stopping', 1);
    await planAndApply();
    const dying = child && gone(child);
    child?.kill('SIGTERM');
    await dying;
    const then = await afterwards();
    expect(broken(then)).toEqual([]);
    expect(then.applies.map(({ state }) => state)).toEqual(['done']);
  });

  test('a step in which every server dies is left alone after the third, the rest is done, and a person can let it be looked at again', async () => {
    await start('operation-ended', 1);
    await Promise.all([planAndApply(), child && gone(child)]);
    for (let death = 0; death < 2; death++) {
      await start('operation-ended', 1);
      if (child) await gone(child);
    }
    const before = await afterwards();
    expect(broken(before)).toEqual([]);
    expect(before.applies.map(({ state }) => state)).toEqual(['attention']);
    expect(before.applies[0]?.steps.filter(({ state }) => state === 'quarantined')).toHaveLength(1);
    await call(url, 'POST', '/api/apply/retry', { id: before.applies[0]?.id });
    const then = await history();
    expect(broken(then)).toEqual([]);
    expect(then.applies.map(({ state }) => state)).toEqual(['done']);
  });

  test('an orderly end in the middle is resumed, and sends nothing twice', async () => {
    sandbox.parts.store.pace = { by: 'clock', peeringMs: 400, vnetMs: 0 };
    await start();
    await planAndApply();
    await end('SIGTERM');
    await start();
    const then = await history();
    expect(broken(then)).toEqual([]);
    expect(then.applies.map(({ state }) => state)).toEqual(['done']);
  });
});
