import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFastClock } from '../../../test/fake-clock.ts';
import { openStore, type Store } from '../../store/index.ts';
import type { StoredStep } from '../../store/store.ts';
import { anApply, anAuditEntry, aPlan, ESTATE, mustClaim } from '../../store/testing/samples.ts';
import { runApply } from './run-apply.ts';
import type { StepDependencies } from './step-task.ts';
import { AZURE_TIMING } from './timing.ts';

/** Steps that were in progress when earlier servers crashed. */
let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'quarantine-'));
  store = await openStore({ file: path.join(folder, 'store.db') }, ESTATE);
  await store.addPlan(aPlan('plan'));
  await store.startApply(anApply('apply', 'plan'), ['sent', 'other'], anAuditEntry('started'));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const unreachable = () => Promise.reject(new Error('Azure is not reachable in this test'));
const dependencies = (): StepDependencies => ({
  store,
  azure: {
    readHalf: unreachable,
    probe: unreachable,
    send: unreachable,
    poll: unreachable,
    permissions: unreachable,
    locks: unreachable,
    denyAssignments: unreachable,
    groupManager: unreachable,
  },
  clock: createFastClock(),
  newId: () => 'id',
  random: () => 0,
  timing: AZURE_TIMING,
  mayWrite: () => true,
  failpoint: () => undefined,
  onHalfRead: () => undefined,
  onApplyEnded: () => undefined,
  onError: () => undefined,
  onChange: () => undefined,
});

/** Starts a server that takes over the apply and crashes: while it follows the step `sent`, or before it has resumed any step. */
async function takeOverAndCrash(holder: string, during: 'sent' | 'nothing'): Promise<void> {
  const claim = await mustClaim(store, 'apply', holder, 0);
  const [apply, plan] = [await store.apply('apply'), await store.plan('plan')];
  if (!apply || !plan) throw new Error('The apply is not stored');
  const run = { apply, plan, claim, signal: AbortSignal.abort(), waitForNudge: () => new Promise<void>(() => undefined) };
  await expect(runApply(dependencies(), run)).rejects.toThrow('aborted');
  if (during === 'sent') await store.updateStep(claim, 'sent', { activeFence: claim.fence });
}

const formatStep = ({ state, crashes, since, until }: StoredStep) =>
  `${state} ${crashes}${until === null ? '' : `, waits ${Date.parse(until) - Date.parse(since)} ms`}`;
const steps = async () => (await store.steps('apply')).map(formatStep);

/** Lets a first server send the write of the step, and crash. */
async function sendAndCrash(): Promise<void> {
  const claim = await mustClaim(store, 'apply', 'first', 0);
  const vnets = ['hub', 'spoke'];
  await store.lease(claim, 'sent', vnets);
  await store.recordAttempt(claim, { stepId: 'sent', attemptId: 'x', vnets, change: { state: 'sending' }, audit: anAuditEntry('write') });
}
const waits = (factor: number) => `waits ${factor * AZURE_TIMING.probationMs} ms`;

test('a step is quarantined, and its VNets are free, after five crashes in a row; the last three servers first ran without it, ever longer', async () => {
  await sendAndCrash();
  await takeOverAndCrash('second', 'sent');
  expect(await steps()).toEqual(['sending 1', 'planned 0']);
  await takeOverAndCrash('third', 'sent');
  expect(await steps()).toEqual([`sending 2, ${waits(1)}`, 'planned 0']);
  await takeOverAndCrash('fourth', 'sent');
  expect(await steps()).toEqual([`sending 3, ${waits(2)}`, 'planned 0']);
  await takeOverAndCrash('fifth', 'sent');
  expect(await steps()).toEqual([`sending 4, ${waits(4)}`, 'planned 0']);
  await takeOverAndCrash('sixth', 'nothing');
  expect(await steps()).toEqual(['quarantined 5', 'planned 0']);
  expect(await store.lease(await mustClaim(store, 'apply', 'seventh'), 'other', ['hub', 'spoke'])).toBe(true);
});

test('a crash before the step is resumed acquits it', async () => {
  await sendAndCrash();
  for (const holder of ['second', 'third']) await takeOverAndCrash(holder, 'sent');
  await takeOverAndCrash('fourth', 'nothing');
  expect(await steps()).toEqual([`sending 3, ${waits(2)}`, 'planned 0']);
  await takeOverAndCrash('fifth', 'nothing');
  expect(await steps()).toEqual(['sending 0', 'planned 0']);
});

test.each(['checking', 'waiting', 'planned'] as const)('a step that is %s has sent nothing and is never suspected', async (state) => {
  await store.updateStep(await mustClaim(store, 'apply', 'first', 0), 'sent', { state });
  for (let crash = 0; crash < 10; crash++) await takeOverAndCrash(`holder ${crash}`, 'nothing');
  expect(await steps()).toEqual([`${state} 0`, 'planned 0']);
});

test('a server that only lost the store and resumes its own apply is not counted as a crash', async () => {
  await sendAndCrash();
  for (let times = 0; times < 3; times++) await takeOverAndCrash('first', 'sent');
  expect(await steps()).toEqual(['sending 0', 'planned 0']);
});
