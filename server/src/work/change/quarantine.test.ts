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
  await store.startApply(anApply('apply', 'plan'), ['sent', 'waiting'], anAuditEntry('started'));
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

/** Starts a server that resumes the apply and crashes at once. */
async function resumeAndCrash(holder: string): Promise<void> {
  const claim = await mustClaim(store, 'apply', holder, 0);
  const [apply, plan] = [await store.apply('apply'), await store.plan('plan')];
  if (!apply || !plan) throw new Error('The apply is not stored');
  const run = { apply, plan, claim, signal: AbortSignal.abort(), waitForNudge: () => new Promise<void>(() => undefined) };
  await expect(runApply(dependencies(), run)).rejects.toThrow('aborted');
}

const formatStep = ({ state, crashes }: StoredStep) => `${state} ${crashes}`;
const steps = async () => (await store.steps('apply')).map(formatStep);

test('a step is quarantined after three crashes, and not before; a step that only waited is not suspected', async () => {
  const first = await mustClaim(store, 'apply', 'first', 0);
  await store.updateStep(first, 'sent', { state: 'running' });
  await store.updateStep(first, 'waiting', { state: 'waiting' });
  await resumeAndCrash('second');
  expect(await steps()).toEqual(['running 1', 'waiting 0']);
  await resumeAndCrash('third');
  expect(await steps()).toEqual(['running 2', 'waiting 0']);
  await resumeAndCrash('fourth');
  expect(await steps()).toEqual(['quarantined 3', 'waiting 0']);
});

test('a server that only lost the store and resumes its own apply is not counted as a crash', async () => {
  const first = await mustClaim(store, 'apply', 'first', 0);
  await store.updateStep(first, 'sent', { state: 'running' });
  for (let times = 0; times < 3; times++) await resumeAndCrash('first');
  expect(await steps()).toEqual(['running 0', 'planned 0']);
});
