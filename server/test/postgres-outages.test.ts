import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { type ApplyDocument, isInProgress, type PlanDocument, type Status } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import { readWorld } from '@peerscape/shared/world';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore, StoreFailure } from '../src/store/index.ts';
import { ESTATE } from '../src/store/testing/samples.ts';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';
import { callApi, readHistory, startChild, waitForApplies, waitForExit } from './child-server.ts';
import { findViolations } from './history.ts';
import { type Postgres, startPostgres } from './postgres.ts';

/** An apply completes despite database outages: one outcome per step, and no concurrent writes. */
let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

const COUNT = 6;
const names = Array.from({ length: COUNT }, (_, i) => `v${i}`);
const WORLD = names.map((name, i) => `vnet ${name} 10.${i}.0.0/16\n`).join('');
const STEPS = COUNT * (COUNT - 1);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const mesh = (key: (name: string) => string): Intent[] =>
  names.flatMap((a, i) => names.slice(i + 1).map((b) => ({ kind: 'connect', a: key(a), b: key(b) }) as Intent));

describe('an apply during database outages', () => {
  let harness: ChangeHarness;
  let databaseUrl: string;
  afterEach(() => harness.close());

  const start = async (): Promise<string> => {
    databaseUrl = await postgres.database();
    harness = await createChangeHarness(WORLD, {
      open: () => openStore({ databaseUrl }, ESTATE),
      mayReport: (error) => error instanceof StoreFailure,
      // Heartbeats are missed and claims expire while the database is unavailable.
      timing: { claimMs: 500 },
    });
    harness.sandbox.context.store.operationTiming = { by: 'clock', peeringMs: 400, vnetMs: 0 };
    return (await harness.begin(await harness.changes.createPlan(mesh(harness.key)))).id;
  };

  /** Waits until the apply has ended, ignoring errors while the database is unavailable. */
  const waitForEnd = async (id: string): Promise<ApplyDocument> => {
    for (;;) {
      const apply = await harness.changes.getApply(id).catch((error: unknown) => {
        if (error instanceof StoreFailure) return undefined;
        throw error;
      });
      if (apply && !isInProgress(apply.state)) return apply;
      await pause(50);
    }
  };

  const expectDoneOnce = async (apply: ApplyDocument) => {
    expect([apply.state, apply.done]).toEqual(['done', STEPS]);
    const result = await harness.history(apply.id);
    expect(findViolations(result)).toEqual([]);
    expect(result.audit.filter(({ deed }) => deed === 'outcome')).toHaveLength(STEPS);
    expect(result.audit.filter(({ deed }) => deed === 'apply-ended')).toHaveLength(1);
  };

  test('completes each step once while connections are cut every 250 ms for 15 s', async () => {
    const id = await start();
    const cutter = new pg.Client(databaseUrl);
    await cutter.connect();
    for (let cut = 0; cut < 60; cut++) {
      await cutter.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await pause(250);
    }
    await cutter.end();
    await expectDoneOnce(await waitForEnd(id));
  });

  test('completes each step once while the database restarts six times', async () => {
    const id = await start();
    for (let restart = 0; restart < 6; restart++) {
      await pause(700);
      await postgres.stop();
      // Longer than a claim is valid.
      await pause(600);
      await postgres.start();
    }
    await expectDoneOnce(await waitForEnd(id));
  });
});

describe('a server that is suspended while another one takes over', () => {
  let folder: string;
  let sandbox: Sandbox;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'stopped-'));
    const world = readWorld(WORLD);
    if (!world.ok) throw new Error(world.problem);
    sandbox = await startSandbox({ world: world.value, dataDir: folder });
    sandbox.context.store.operationTiming = { by: 'clock', peeringMs: 400, vnetMs: 0 };
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.kill('SIGKILL');
      await waitForExit(child);
    }
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Duration of the suspension. Claims expire within it. */
  const SUSPENDED_MS = Number(process.env.PEERSCAPE_TEST_STOPPED_SECONDS ?? 6) * 1000;
  const timing = { claimMs: SUSPENDED_MS / 3, heartbeatMs: SUSPENDED_MS / 12 };

  test('sends no writes after it resumes: each step ends once, and no writes overlap', async () => {
    const store = { kind: 'postgresql', url: await postgres.database() } as const;
    const start = () => startChild(sandbox, { store, timing }, (child) => children.push(child));
    const first = await start();
    await expect.poll(async () => (await fetch(`${first.url}/readyz`)).status).toBe(200);
    const key = (name: string) =>
      resourceKey([...sandbox.context.store.vnets.values()].find(({ id }) => id.endsWith(`/${name}`))?.id ?? name);
    const plan = await callApi<PlanDocument>(first.url, 'POST', '/api/plans', { intents: mesh(key) });
    const { id } = await callApi<ApplyDocument>(first.url, 'POST', '/api/applies', {
      plan: plan.id,
      hash: plan.hash,
      key: 'the intention',
    });
    const second = await start();
    await expect.poll(() => sandbox.context.transcript.lines.filter(({ method }) => method === 'PUT').length).toBeGreaterThan(3);
    first.process.kill('SIGSTOP');
    await pause(SUSPENDED_MS);
    first.process.kill('SIGCONT');
    await waitForApplies(second.url);
    const result = await readHistory(sandbox, second.url, [id]);
    expect(findViolations(result)).toEqual([]);
    expect(result.applies.map(({ state, done }) => [state, done])).toEqual([['done', STEPS]]);
    expect(result.audit.filter(({ deed }) => deed === 'outcome')).toHaveLength(STEPS);
    // The resumed server sees the same result.
    expect((await waitForApplies(first.url)).map(({ state }) => state)).toEqual(['done']);
  });
});

describe('a server whose database is away during an apply', () => {
  let folder: string;
  let sandbox: Sandbox;
  let child: ChildProcess | undefined;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'away-'));
    const world = readWorld(WORLD);
    if (!world.ok) throw new Error(world.problem);
    sandbox = await startSandbox({ world: world.value, dataDir: folder });
    sandbox.context.store.operationTiming = { by: 'clock', peeringMs: 400, vnetMs: 0 };
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    if (child) await waitForExit(child);
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('reports it, changes nothing, and continues by itself', async () => {
    const store = { kind: 'postgresql', url: await postgres.database() } as const;
    const { url } = await startChild(sandbox, { store }, (started) => {
      child = started;
    });
    const readiness = async () => (await fetch(`${url}/readyz`)).status;
    const measureUntil = async (status: number): Promise<number> => {
      const start = performance.now();
      await expect.poll(readiness).toBe(status);
      return Math.round(performance.now() - start);
    };
    await measureUntil(200);
    const key = (name: string) =>
      resourceKey([...sandbox.context.store.vnets.values()].find(({ id }) => id.endsWith(`/${name}`))?.id ?? name);
    const plan = await callApi<PlanDocument>(url, 'POST', '/api/plans', { intents: mesh(key) });
    const { id } = await callApi<ApplyDocument>(url, 'POST', '/api/applies', { plan: plan.id, hash: plan.hash, key: 'the intention' });
    const writesSent = () => sandbox.context.transcript.lines.filter(({ method }) => method === 'PUT').length;
    await expect.poll(writesSent).toBeGreaterThan(3);

    await postgres.stop();
    const noticedMs = await measureUntil(503);
    const { store: status } = await callApi<Status>(url, 'GET', '/api/status');
    expect(status?.problem).toMatchObject({
      code: 'store-unavailable',
      title: 'The data store cannot be written: the database server does not respond',
    });
    const refused = /^[A-Z]+ \/api\/\w+.*: 503 .*"code":"store-unavailable"/;
    await expect(callApi(url, 'POST', '/api/plans', { intents: mesh(key) })).rejects.toThrow(refused);
    await expect(callApi(url, 'POST', '/api/mode', { mode: 'read-only' })).rejects.toThrow(refused);
    await expect(callApi(url, 'GET', `/api/apply?id=${id}`)).rejects.toThrow(refused);
    const sent = writesSent();
    await pause(2000);
    expect(writesSent()).toBe(sent);

    await postgres.start();
    const overMs = await measureUntil(200);
    console.log(`The outage of PostgreSQL was noticed after ${noticedMs} ms, and its end after ${overMs} ms`);
    const result = await readHistory(sandbox, url, [id]);
    expect(findViolations(result)).toEqual([]);
    expect(result.applies.map(({ state, done }) => [state, done])).toEqual([['done', STEPS]]);
    expect(result.audit.filter(({ deed }) => deed === 'outcome')).toHaveLength(STEPS);
  });
});
