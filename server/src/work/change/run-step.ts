import type { Problem } from '@peerscape/shared/api';
import { isResult, isUnderWay, moved } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import { isoTime } from '../../clock.ts';
import type { OperationNow, SendOutcome } from '../ports.ts';
import { confirmHalf, type HalfStatus, halfIn } from './absence.ts';
import { backoff } from './backoff.ts';
import { followOperation } from './follow-operation.ts';
import { auditOf, endAs, moveTo, waitUntil } from './record.ts';
import type { StepParts, StepRun, StepTask } from './step-parts.ts';
import { verify } from './verify.ts';

const ENDED: StepRun = { kind: 'ended' };
const LOST_PAUSE_MS = 1000;

/**
 * Runs one step from its current state to its end, or until it must wait. Resuming after a restart works the same way: the result is always
 * read from the half itself, never assumed from what was sent (reliability §2.7).
 */
export async function runStep(dependencies: StepParts, task: StepTask): Promise<StepRun> {
  switch (task.stored.state) {
    case 'running':
      return follow(dependencies, task);
    case 'verifying':
      return verify(dependencies, task, { wasAccepted: true });
    case 'sending':
    case 'unknown':
      return verify(dependencies, task, { wasAccepted: false });
    default:
      return check(dependencies, task);
  }
}

/**
 * Reads the half just before the write, and writes only if it is still as the plan expects. That the half is missing or already as planned
 * is concluded from as many reads as a verification, because one answer may come from a stale replica.
 */
async function check(dependencies: StepParts, task: StepTask): Promise<StepRun> {
  await moveTo(dependencies, task, 'checking', 'Checking the current state of the half', { attemptId: null, operationUrl: null });
  const read = await readHalf(dependencies, task);
  switch (read.kind) {
    case 'unreadable':
      return handleUnreadable(dependencies, task, read);
    case 'present':
      return compare(dependencies, task, read.half);
    case 'absent':
      return read.goneWith === undefined
        ? compare(dependencies, task, undefined)
        : handleDeletedContainer(dependencies, task, read.goneWith);
  }
}

/** Ends the step if the half is as planned or has drifted; otherwise sends the write. */
async function compare(dependencies: StepParts, task: StepTask, found: HalfRow | undefined): Promise<StepRun> {
  const { step, expected, byOwnHand: followsOwnWrite } = task;
  if (isResult(step, found)) {
    await endAs(dependencies, task, 'adopted', 'Already in the desired state; nothing was sent', { after: found });
    return ENDED;
  }
  const changes = moved(expected, found, { byOwnHand: followsOwnWrite });
  if (changes.length > 0) {
    await endAs(
      dependencies,
      withStored(task, { before: found ?? null }),
      'drifted',
      `Changed since the plan was created: ${changes.join(', ')}. Nothing was sent`,
      { after: found },
    );
    return ENDED;
  }
  if (found && isUnderWay(found))
    return waitWhileBusy(dependencies, task, 'Azure is still processing an earlier change to this half', null, undefined);
  return send(dependencies, task, found);
}

/** Reads the half: once if it exists and must be written, otherwise until confirmed. Reports confirmed halves to the map. */
async function readHalf(dependencies: StepParts, { step, signal }: StepTask): Promise<HalfStatus> {
  const status = await confirmHalf(dependencies, step.half.id, signal, (half) => !isResult(step, half));
  if (status.kind !== 'unreadable') dependencies.seen(step.half.id, halfIn(status));
  return status;
}

/** Ends a step whose container was deleted: a deletion is done, anything else has failed. */
async function handleDeletedContainer(dependencies: StepParts, task: StepTask, goneWith: string): Promise<StepRun> {
  if (task.step.action === 'delete') {
    await endAs(dependencies, task, 'adopted', `This half was deleted together with its ${goneWith}; nothing was sent`, {});
  } else {
    await endAs(dependencies, task, 'failed', `The ${goneWith} of this half was deleted; nothing was sent`, {});
  }
  return ENDED;
}

/** Handles a half that cannot be read: missing permission ends the step, other errors may be temporary. */
async function handleUnreadable(
  dependencies: StepParts,
  task: StepTask,
  { problem, armStatus }: HalfStatus & { kind: 'unreadable' },
): Promise<StepRun> {
  if (armStatus === 403) {
    await endAs(dependencies, task, 'failed', 'No permission to read the half; nothing was sent', { problem });
    return ENDED;
  }
  return waitWhileBusy(dependencies, task, 'The half cannot be read at the moment', problem, undefined);
}

async function send(dependencies: StepParts, task: StepTask, found: HalfRow | undefined): Promise<StepRun> {
  const { store, azure, clock, newId, at, changed } = dependencies;
  const { step, stored, lease } = task;
  task.signal.throwIfAborted();
  if (!dependencies.mayWrite()) return postpone(dependencies, task, { message: 'Peerscape is read-only', problem: null, waitMs: 0 });
  const attemptId = newId();
  const sending = withStored(task, { attemptId, attempts: stored.attempts + 1, before: found ?? null });
  const began = clock.ticks();
  const noted = await store.intend(task.claim, {
    stepId: step.id,
    attemptId,
    lease,
    leaseMs: dependencies.timing.leaseMs,
    change: {
      state: 'sending',
      since: isoTime(clock.now()),
      words: 'Sending the change to Azure',
      attemptId,
      attempts: stored.attempts + 1,
      before: found ?? null,
      problem: null,
      until: null,
    },
    audit: auditOf(sending, 'write', `${step.action} ${step.half.name}`, found, step.write),
  });
  if (!noted) return postponeAfterLostLease(dependencies, task);
  changed();
  await at('intent-written', step.id);
  // a process suspended here may have lost the lease: send only a request that ends within it
  if (clock.ticks() - began > dependencies.timing.leaseMs / 2) return postponeAfterLostLease(dependencies, sending);
  task.signal.throwIfAborted();
  const answering = azure.send({ action: step.action, id: step.half.id, write: step.write, attemptId });
  await at('sent', step.id);
  const outcome = await answering;
  await at('answered', step.id);
  return handleOutcome(dependencies, sending, outcome);
}

const postponeAfterLostLease = (dependencies: StepParts, task: StepTask): Promise<StepRun> =>
  postpone(dependencies, task, { message: 'The lease on these VNets expired while waiting', problem: null, waitMs: LOST_PAUSE_MS });

async function handleOutcome(dependencies: StepParts, task: StepTask, outcome: SendOutcome): Promise<StepRun> {
  switch (outcome.kind) {
    case 'accepted': {
      const { operationUrl } = outcome;
      await moveTo(dependencies, task, 'running', 'Azure has accepted the change and is processing it', { operationUrl });
      return follow(dependencies, withStored(task, { operationUrl }), outcome.waitMs);
    }
    case 'unanswered':
      await moveTo(dependencies, task, 'unknown', 'Azure did not respond; checking whether the change was made', {
        problem: outcome.problem,
      });
      return verify(dependencies, task, { wasAccepted: false, problem: outcome.problem });
    case 'refused':
      return handleRefusal(dependencies, task, outcome);
  }
}

async function handleRefusal(
  dependencies: StepParts,
  task: StepTask,
  { why, problem, waitMs }: SendOutcome & { kind: 'refused' },
): Promise<StepRun> {
  switch (why) {
    case 'busy':
      return waitWhileBusy(dependencies, task, 'Azure is busy with another change to this VNet', problem, waitMs);
    case 'throttled':
      return postpone(dependencies, task, { message: 'Azure is throttling requests', problem, waitMs, pause: 'subscription' });
    case 'identity':
      return postpone(dependencies, task, {
        message: 'Azure rejected the sign-in; sign in again to continue',
        problem,
        waitMs,
        pause: 'identity',
      });
    default:
      await endAs(dependencies, task, 'failed', 'Azure rejected the change', { problem, after: await readFinalState(dependencies, task) });
      return ENDED;
  }
}

/** Reads the half after a rejection; returns the half from before the write if it cannot be read. */
async function readFinalState(dependencies: StepParts, task: StepTask): Promise<HalfRow | undefined> {
  const status = await confirmHalf(dependencies, task.step.half.id, task.signal);
  if (status.kind === 'unreadable') return task.stored.before ?? undefined;
  dependencies.seen(task.step.half.id, halfIn(status));
  return halfIn(status);
}

/** Waits with increasing pauses; fails the step after the deadline. */
async function waitWhileBusy(
  dependencies: StepParts,
  task: StepTask,
  message: string,
  problem: Problem | null,
  waitMs: number | undefined,
): Promise<StepRun> {
  const { clock, timing } = dependencies;
  if (clock.now() - (task.waitsSince ?? clock.now()) > timing.busyMs.deadline) {
    await endAs(dependencies, task, 'failed', `${message}; timed out`, { problem, after: task.stored.before ?? undefined });
    return ENDED;
  }
  return postpone(dependencies, task, { message, problem, waitMs, pause: 'vnet' });
}

interface Delay {
  readonly message: string;
  readonly problem: Problem | null;
  readonly waitMs: number | undefined;
  readonly pause?: 'vnet' | 'subscription' | 'identity';
}

async function postpone(dependencies: StepParts, task: StepTask, { message, problem, waitMs, pause }: Delay): Promise<StepRun> {
  const { clock, timing, random } = dependencies;
  const until = clock.now() + (waitMs ?? backoff(task.stored.attempts, timing.busyMs, random()));
  await waitUntil(dependencies, task, until, message, problem);
  return { kind: 'later', until, ...(pause && { pause }) };
}

/** Follows the accepted operation to its end, then verifies the half, which alone shows the result. */
async function follow(dependencies: StepParts, task: StepTask, firstWaitMs = 0): Promise<StepRun> {
  const { operationUrl } = task.stored;
  const ended: Exclude<OperationNow, { kind: 'running' }> =
    operationUrl === null ? { kind: 'ended', outcome: 'succeeded' } : await followOperation(dependencies, task, operationUrl, firstWaitMs);
  await dependencies.at('operation-ended', task.step.id);
  if (ended.kind === 'ended' && ended.outcome === 'failed') {
    await endAs(dependencies, task, 'failed', 'Azure accepted the change, but the operation failed', {
      problem: ended.problem,
      after: await readFinalState(dependencies, task),
    });
    return ENDED;
  }
  const wasAccepted = !(ended.kind === 'ended' && ended.outcome === 'superseded');
  await moveTo(dependencies, task, wasAccepted ? 'verifying' : 'unknown', 'Verifying the result in Azure');
  return verify(dependencies, task, { wasAccepted });
}

/** Returns the task with changes to its stored step. */
const withStored = (task: StepTask, change: Partial<StepTask['stored']>): StepTask => ({ ...task, stored: { ...task.stored, ...change } });
