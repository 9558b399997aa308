import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { resourceKey } from '@peerscape/shared/arm';
import type { Step } from '@peerscape/shared/plan';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFastClock } from '../../../test/fake-clock.ts';
import { openStore, type Store } from '../../store/index.ts';
import type { Claim, StoredStep } from '../../store/store.ts';
import { anApply, anAuditEntry, aPlan, ESTATE, HALF, mustClaim } from '../../store/testing/samples.ts';
import type { Failpoint } from './failpoints.ts';
import { runStep } from './run-step.ts';
import type { StepDependencies, StepResult } from './step-task.ts';
import { AZURE_TIMING } from './timing.ts';

const [from, to] = [resourceKey(HALF.id.replace(/\/virtualNetworkPeerings.*/, '')), resourceKey(HALF.remoteId)];
const STEP: Step = {
  id: 'delete',
  action: 'delete',
  half: { from, to, id: HALF.id, name: 'hub-spoke' },
  changed: [],
  reason: 'asked-for',
  needs: [],
  expects: { kind: 'half', half: HALF },
};

let folder: string;
let store: Store;
let claim: Claim;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'run-step-'));
  store = await openStore({ file: path.join(folder, 'store.db') }, ESTATE);
  await store.addPlan(aPlan('plan'));
  await store.startApply(anApply('apply', 'plan'), [STEP.id], anAuditEntry('started'));
  claim = await mustClaim(store, 'apply');
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function storedStep(): Promise<StoredStep> {
  const [stored] = await store.steps('apply');
  if (!stored) throw new Error('The step is not stored');
  return stored;
}

/** Runs the step against an Azure that never answers a write and always shows the half. */
async function run(
  clock: ReturnType<typeof createFastClock>,
  sent: string[],
  at: (point: Failpoint) => void = () => undefined,
  isExclusive = false,
): Promise<StepResult> {
  if (!(await store.lease(claim, STEP.id, [from, to]))) throw new Error('The VNets cannot be leased');
  const dependencies: StepDependencies = {
    store: { ...store, isExclusive },
    azure: {
      readHalf: async () => ({ half: HALF }),
      probe: async () => undefined,
      send: async ({ attemptId, remainingMs }) => {
        if (remainingMs && remainingMs() <= 0) return { kind: 'refused', reason: 'late', problem: SUSPENDED, waitMs: undefined };
        sent.push(attemptId);
        return { kind: 'unanswered', problem: { type: 'about:blank', title: 'No answer', status: 504, code: 'no-answer' } };
      },
      poll: () => Promise.reject(new Error('There is no operation')),
      permissions: () => Promise.reject(new Error('No permissions are read')),
      locks: () => Promise.reject(new Error('No locks are read')),
      denyAssignments: () => Promise.reject(new Error('No deny assignments are read')),
      groupManager: () => Promise.reject(new Error('No resource groups are read')),
    },
    clock,
    newId: () => `attempt ${sent.length + 1}`,
    random: () => 0,
    timing: AZURE_TIMING,
    mayWrite: () => true,
    failpoint: at,
    onHalfRead: () => undefined,
    onApplyEnded: () => undefined,
    onError: () => undefined,
    onChange: () => undefined,
  };
  const { signal } = new AbortController();
  const stored = await storedStep();
  const rest = { counterpartId: undefined, followsOwnWrite: false, waitingSince: undefined, signal };
  return runStep(dependencies, { step: STEP, stored, claim, by: 'ann', planHash: 'hash', expected: HALF, ...rest });
}

const SUSPENDED = { type: 'about:blank', title: 'Suspended', status: 503, code: 'suspended' };

test.each(['process', 'machine'] as const)('a %s that was suspended after it recorded the write does not send it', async (what) => {
  const clock = createFastClock();
  const sent: string[] = [];
  const suspend = (point: Failpoint) => {
    if (point !== 'intent-written') return;
    // the monotonic clock of a machine stops while it sleeps; its wall time is set afterwards
    if (what === 'process') clock.pass(AZURE_TIMING.sendMs + 1);
    else clock.setWallTime(AZURE_TIMING.sendMs + 1);
  };
  const result = await run(clock, sent, suspend);
  expect(result).toMatchObject({ kind: 'later' });
  // nothing is known about the VNets that would make other steps wait
  expect(result).not.toHaveProperty('pause');
  expect([sent, (await storedStep()).state]).toEqual([[], 'waiting']);
});

test('a process that was suspended sends the write if no other can use the store', async () => {
  const clock = createFastClock();
  const sent: string[] = [];
  const suspend = (point: Failpoint) => {
    if (point === 'intent-written') clock.pass(AZURE_TIMING.sendMs + 1);
  };
  await run(clock, sent, suspend, true);
  expect(sent).toHaveLength(1);
});

test('a write that does not reach Azure is sent five times; then the step fails', async () => {
  const clock = createFastClock();
  const sent: string[] = [];
  while ((await run(clock, sent)).kind !== 'ended');
  expect(sent).toHaveLength(5);
  expect(await storedStep()).toMatchObject({ state: 'failed', words: 'The change did not reach Azure', problem: { code: 'no-answer' } });
});
